package org.gwanmun.xray.lane.link;

import java.util.List;
import org.gwanmun.xray.lane.Diversion;

/** What a machine and a server say to each other. Places are millimetres of belt, counted by the machine. */
public sealed interface LinkFrame {

    // --- both greet --------------------------------------------------------------------------------------------------

    /**
     * The machine opens.
     *
     * @param version of this protocol
     * @param lane name of the lane it is
     * @param nonce 16 random bytes
     */
    record Hello(int version, String lane, byte[] nonce) implements LinkFrame {}

    /**
     * The server proves that it holds the key, and asks the same.
     *
     * @param nonce 16 random bytes
     * @param proof of the server
     */
    record Challenge(byte[] nonce, byte[] proof) implements LinkFrame {}

    /**
     * The machine proves that it holds the key.
     *
     * @param proof of the machine
     */
    record Proof(byte[] proof) implements LinkFrame {}

    /**
     * The server lets the machine in.
     *
     * @param stored_mm to where everything is stored: the machine goes on from there
     */
    record Welcome(long stored_mm) implements LinkFrame {}

    /**
     * The last words before a side hangs up.
     *
     * @param why in English, one line
     */
    record Refused(String why) implements LinkFrame {}

    // --- the machine
    // ---------------------------------------------------------------------------------------------------

    /**
     * What lines will come.
     *
     * @param scanner name of the machine profile
     * @param views in the order in which lines name them
     */
    record Setup(String scanner, List<View> views) implements LinkFrame {
        public Setup {
            views = List.copyOf(views);
        }
    }

    /**
     * One view's raster, or one scatter channel's.
     *
     * @param name of the view or channel
     * @param dual whether lines have greys at two energies; if not, {@code high} is empty in lines and references
     * @param pixels of a line
     * @param linePitch_mm belt between two lines
     * @param plane_x_mm where its plane stands along the belt
     * @param countsPerGrey of both energies
     * @param saturation_grey of both energies
     */
    record View(
            String name,
            boolean dual,
            int pixels,
            double linePitch_mm,
            double plane_x_mm,
            double countsPerGrey,
            int saturation_grey) {}

    /**
     * The empty belt in the beam, or the detector without a beam; newer ones replace older ones.
     *
     * @param view number of the view
     * @param lit air, not dark
     * @param lines of it
     * @param low row-major greys at low energy
     * @param high row-major greys at high energy
     */
    record Reference(int view, boolean lit, int lines, short[] low, short[] high) implements LinkFrame {}

    /**
     * One line of one view.
     *
     * @param view number of the view
     * @param line number of the line: the belt place it shows is {@code line · linePitch_mm}
     * @param low greys at low energy
     * @param high greys at high energy
     */
    record Line(int view, long line, short[] low, short[] high) implements LinkFrame {}

    /**
     * What the light curtain sees at a place; none where the belt is empty.
     *
     * @param place_mm of the belt
     * @param length_mm for how far it holds
     * @param height_mm of what lies there; 0 = nothing
     * @param from_mm its right edge across the belt
     * @param to_mm its left edge
     */
    record Curtain(long place_mm, int length_mm, float height_mm, float from_mm, float to_mm) implements LinkFrame {}

    /**
     * A barcode was read.
     *
     * @param place_mm of the belt
     * @param text as read, at most 200 characters
     */
    record Code(long place_mm, String text) implements LinkFrame {}

    /**
     * The scales spoke.
     *
     * @param place_mm of the middle of what was weighed
     * @param mass_g of it
     */
    record Weight(long place_mm, double mass_g) implements LinkFrame {}

    /**
     * How the machine is. Sent at every change, and every two seconds.
     *
     * @param state what it does
     * @param code of a fault; empty if there is none
     * @param kv of the tube
     * @param ma of the tube
     * @param belt_m_s speed of the belt, negative backwards
     * @param dose_uSv_h at the outside of the machine
     */
    record Status(MachineState state, String code, float kv, float ma, float belt_m_s, float dose_uSv_h)
            implements LinkFrame {}

    /**
     * The belt stood still at a place.
     *
     * @param place_mm of the belt that was in the beam
     */
    record BeltStopped(long place_mm) implements LinkFrame {}

    /**
     * The belt ran backwards; lines from that place on come again.
     *
     * @param place_mm first place that comes again
     */
    record BeltReversed(long place_mm) implements LinkFrame {}

    /**
     * A parcel left.
     *
     * @param parcelId as the server named it
     * @param gate where it went
     */
    record Gone(String parcelId, Diversion.Gate gate) implements LinkFrame {}

    // --- the server
    // ----------------------------------------------------------------------------------------------------

    /**
     * A parcel is stored: what lies before its end need not be sent again.
     *
     * @param parcelId what it is called from now on
     * @param start_mm where it begins
     * @param end_mm where it ends
     */
    record Stored(String parcelId, long start_mm, long end_mm) implements LinkFrame {}

    /**
     * Where a parcel is to go. Sent again until the machine says that it went.
     *
     * @param parcelId as named before
     * @param start_mm where it lay on the belt
     * @param gate where to
     */
    record Divert(String parcelId, long start_mm, Diversion.Gate gate) implements LinkFrame {}

    /**
     * An order to the belt.
     *
     * @param order what to do
     */
    record BeltOrder(Order order) implements LinkFrame {}

    /** Orders to the belt. */
    enum Order {
        STOP,
        START,
        REVERSE
    }
}
