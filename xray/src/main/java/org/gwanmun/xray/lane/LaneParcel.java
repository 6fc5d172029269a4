package org.gwanmun.xray.lane;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.gwanmun.xray.scene.Declaration;

/**
 * A parcel that a scanner has delivered to a lane: one passage through the tunnel.
 *
 * @param id unique in the store; names the parcel in addresses and folders, hence {@code [a-z0-9]} then up to 99 of
 *     {@code [a-z0-9._-]}
 * @param passage where and when it went through
 * @param identity who it is, as far as that was read
 * @param declaration what the sender declared, if the parcel could be joined with its declaration
 * @param measured what stands beside the belt says of it
 * @param mass mass estimated from its pictures
 * @param flags what its reader should know of the passage
 * @param views the rasters that can be shown, at least one
 * @param scanFolder raw scan folder, relative to the root of the scan store, {@code /} between its parts, never leaving it
 */
public record LaneParcel(
        String id,
        Passage passage,
        Identity identity,
        Optional<Declaration> declaration,
        Measured measured,
        MassEstimate mass,
        Set<ParcelFlag> flags,
        List<LaneView> views,
        String scanFolder) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*");

    public LaneParcel {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "id (" + id + ") of a parcel must be a-z or 0-9, then up to 99 of a-z, 0-9, "
                            + "full stop, hyphen and underscore.");
        }
        if (scanFolder.length() > 200 || !FOLDER.matcher(scanFolder).matches()) {
            throw new IllegalArgumentException("scanFolder (" + scanFolder + ") of parcel " + id
                    + " must be a relative path of at most 200 characters that stays inside the scan store.");
        }
        if (views.isEmpty()) {
            throw new IllegalArgumentException("parcel " + id + " has no view to show.");
        }
        flags = ordered(flags);
        views = List.copyOf(views);
    }

    private static Set<ParcelFlag> ordered(Collection<ParcelFlag> flags) {
        EnumSet<ParcelFlag> ordered = EnumSet.noneOf(ParcelFlag.class);
        ordered.addAll(flags);
        return java.util.Collections.unmodifiableSet(ordered);
    }

    /**
     * Where and when a parcel went through.
     *
     * @param lane name of the lane
     * @param scanner name of the machine profile
     * @param start_mm place of its leading edge on the endless belt, as the lane's encoder counts; with the lane it tells
     *     a passage from every other
     * @param end_mm place of its trailing edge
     * @param arrived when its picture was complete, cut to whole microseconds
     */
    public record Passage(String lane, String scanner, long start_mm, long end_mm, Instant arrived) {
        public Passage {
            if (end_mm < start_mm) {
                throw new IllegalArgumentException("A parcel of lane " + lane + " cannot end (" + end_mm
                        + " mm) before it starts (" + start_mm + " mm).");
            }
            arrived = arrived.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * Who a parcel is.
     *
     * @param barcode its identifier, if a right one was read
     * @param sender key of the sender in the declaration, never a name
     * @param rescanOf the parcel that this one is, scanned again in another pose
     */
    public record Identity(Optional<Barcode> barcode, Optional<String> sender, Optional<String> rescanOf) {
        /** Nothing was read. */
        public static final Identity UNKNOWN = new Identity(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether a text can be the id of a parcel. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The view of that name, if the parcel has it. */
    public Optional<LaneView> findView(String name) {
        return views.stream().filter(view -> view.name().equals(name)).findFirst();
    }
}
