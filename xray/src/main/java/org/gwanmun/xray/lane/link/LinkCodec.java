package org.gwanmun.xray.lane.link;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.gwanmun.xray.lane.Diversion;

/**
 * Frames as bytes, all numbers big-endian: length of what follows (4 bytes), kind (1), the fields in the order of the
 * record, CRC-32C of kind and fields (4). Text is its length in UTF-8 bytes (2) and those bytes; a row of greys is its
 * length (4) and two bytes each.
 *
 * <p>What comes in is hostile until it is read: a frame longer than {@value #LONGEST} bytes, of an unknown kind, with a wrong
 * sum, too short or with something left over is refused before anything is allocated for it.
 */
public final class LinkCodec {
    /** Version of the protocol. */
    public static final int VERSION = 2;

    /** Longest frame. A reference of 256 lines × 1,500 pixels × 2 energies fits. */
    public static final int LONGEST = 4 << 20;

    private static final int LEAST = 5;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_VIEWS = 8;
    private static final int MOST_PIXELS = 8192;
    private static final int LONGEST_SECRET = 64;

    private LinkCodec() {}

    /** Bytes that are no frame. */
    public static final class NotAFrame extends IOException {
        private static final long serialVersionUID = 1L;

        NotAFrame(String why) {
            super(why);
        }
    }

    /** Writes one frame. */
    public static void write(OutputStream out, LinkFrame frame) throws IOException {
        byte[] body = body(frame);
        CRC32C sum = new CRC32C();
        sum.update(body);
        ByteBuffer bytes = ByteBuffer.allocate(body.length + 8);
        bytes.putInt(body.length + 4).put(body).putInt((int) sum.getValue());
        out.write(bytes.array());
    }

    /**
     * Reads one frame.
     *
     * @throws EOFException if the other side has hung up between two frames
     * @throws NotAFrame if the bytes are none
     */
    public static LinkFrame read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < LEAST || length > LONGEST) {
            throw new NotAFrame("a frame of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] bytes = new byte[length];
        try {
            in.readFully(bytes);
        } catch (EOFException e) {
            throw new NotAFrame("a frame cut short");
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length - 4);
        if ((int) sum.getValue() != ByteBuffer.wrap(bytes, length - 4, 4).getInt()) {
            throw new NotAFrame("a frame with a wrong sum");
        }
        try (DataInputStream fields = new DataInputStream(new ByteArrayInputStream(bytes, 1, length - LEAST))) {
            LinkFrame frame = fields(bytes[0], fields);
            if (fields.available() > 0) {
                throw new NotAFrame("a frame with " + fields.available() + " bytes too many");
            }
            return frame;
        } catch (EOFException | IllegalArgumentException e) {
            throw new NotAFrame("a frame whose fields do not fit: " + e.getMessage());
        }
    }

    private static byte[] body(LinkFrame frame) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (frame) {
                case LinkFrame.Hello(int version, String lane, byte[] nonce) -> {
                    out.writeByte(1);
                    out.writeInt(version);
                    text(out, lane);
                    secret(out, nonce);
                }
                case LinkFrame.Challenge(byte[] nonce, byte[] proof) -> {
                    out.writeByte(2);
                    secret(out, nonce);
                    secret(out, proof);
                }
                case LinkFrame.Proof(byte[] proof) -> {
                    out.writeByte(3);
                    secret(out, proof);
                }
                case LinkFrame.Welcome(long stored) -> {
                    out.writeByte(4);
                    out.writeLong(stored);
                }
                case LinkFrame.Refused(String why) -> {
                    out.writeByte(5);
                    text(out, why);
                }
                case LinkFrame.Setup(String scanner, List<LinkFrame.View> views) -> {
                    out.writeByte(6);
                    text(out, scanner);
                    out.writeByte(views.size());
                    for (LinkFrame.View view : views) {
                        text(out, view.name());
                        out.writeBoolean(view.dual());
                        out.writeInt(view.pixels());
                        out.writeDouble(view.linePitch_mm());
                        out.writeDouble(view.plane_x_mm());
                        out.writeDouble(view.countsPerGrey());
                        out.writeInt(view.saturation_grey());
                    }
                }
                case LinkFrame.Reference(int view, boolean lit, int lines, short[] low, short[] high) -> {
                    out.writeByte(7);
                    out.writeByte(view);
                    out.writeBoolean(lit);
                    out.writeInt(lines);
                    greys(out, low);
                    greys(out, high);
                }
                case LinkFrame.Line(int view, long line, short[] low, short[] high) -> {
                    out.writeByte(8);
                    out.writeByte(view);
                    out.writeLong(line);
                    greys(out, low);
                    greys(out, high);
                }
                case LinkFrame.Curtain(long place, int length, float height, float from, float to) -> {
                    out.writeByte(9);
                    out.writeLong(place);
                    out.writeInt(length);
                    out.writeFloat(height);
                    out.writeFloat(from);
                    out.writeFloat(to);
                }
                case LinkFrame.Code(long place, String text) -> {
                    out.writeByte(10);
                    out.writeLong(place);
                    text(out, text);
                }
                case LinkFrame.Weight(long place, double mass) -> {
                    out.writeByte(11);
                    out.writeLong(place);
                    out.writeDouble(mass);
                }
                case LinkFrame.Status(MachineState state, String code, float kv, float ma, float belt, float dose) -> {
                    out.writeByte(12);
                    text(out, state.name());
                    text(out, code);
                    out.writeFloat(kv);
                    out.writeFloat(ma);
                    out.writeFloat(belt);
                    out.writeFloat(dose);
                }
                case LinkFrame.BeltStopped(long place) -> {
                    out.writeByte(13);
                    out.writeLong(place);
                }
                case LinkFrame.BeltReversed(long place) -> {
                    out.writeByte(14);
                    out.writeLong(place);
                }
                case LinkFrame.Gone(String parcelId, Diversion.Gate gate) -> {
                    out.writeByte(15);
                    text(out, parcelId);
                    text(out, gate.name());
                }
                case LinkFrame.Stored(String parcelId, long start, long end) -> {
                    out.writeByte(16);
                    text(out, parcelId);
                    out.writeLong(start);
                    out.writeLong(end);
                }
                case LinkFrame.Divert(String parcelId, long start, Diversion.Gate gate) -> {
                    out.writeByte(17);
                    text(out, parcelId);
                    out.writeLong(start);
                    text(out, gate.name());
                }
                case LinkFrame.BeltOrder(LinkFrame.Order order) -> {
                    out.writeByte(18);
                    text(out, order.name());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail.", e);
        }
        return bytes.toByteArray();
    }

    private static LinkFrame fields(int kind, DataInputStream in) throws IOException {
        return switch (kind) {
            case 1 -> new LinkFrame.Hello(in.readInt(), text(in), secret(in));
            case 2 -> new LinkFrame.Challenge(secret(in), secret(in));
            case 3 -> new LinkFrame.Proof(secret(in));
            case 4 -> new LinkFrame.Welcome(in.readLong());
            case 5 -> new LinkFrame.Refused(text(in));
            case 6 -> setup(in);
            case 7 ->
                new LinkFrame.Reference(
                        in.readUnsignedByte(), in.readBoolean(), in.readInt(), greys(in, true), greys(in, true));
            case 8 -> new LinkFrame.Line(in.readUnsignedByte(), in.readLong(), greys(in, false), greys(in, false));
            case 9 -> new LinkFrame.Curtain(in.readLong(), in.readInt(), finite(in), finite(in), finite(in));
            case 10 -> new LinkFrame.Code(in.readLong(), text(in));
            case 11 -> {
                long place = in.readLong();
                double mass_g = in.readDouble();
                if (!(mass_g >= 0 && mass_g <= 1e6)) {
                    throw new NotAFrame("a weight of " + mass_g + " g");
                }
                yield new LinkFrame.Weight(place, mass_g);
            }
            case 12 ->
                new LinkFrame.Status(
                        chosen(MachineState.class, text(in)), text(in), finite(in), finite(in), finite(in), finite(in));
            case 13 -> new LinkFrame.BeltStopped(in.readLong());
            case 14 -> new LinkFrame.BeltReversed(in.readLong());
            case 15 -> new LinkFrame.Gone(text(in), chosen(Diversion.Gate.class, text(in)));
            case 16 -> new LinkFrame.Stored(text(in), in.readLong(), in.readLong());
            case 17 -> new LinkFrame.Divert(text(in), in.readLong(), chosen(Diversion.Gate.class, text(in)));
            case 18 -> new LinkFrame.BeltOrder(chosen(LinkFrame.Order.class, text(in)));
            default -> throw new NotAFrame("a frame of kind " + kind);
        };
    }

    private static LinkFrame setup(DataInputStream in) throws IOException {
        String scanner = text(in);
        int count = in.readUnsignedByte();
        if (count < 1 || count > MOST_VIEWS) {
            throw new NotAFrame("a machine of " + count + " views");
        }
        List<LinkFrame.View> views = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LinkFrame.View view = new LinkFrame.View(
                    text(in),
                    in.readBoolean(),
                    in.readInt(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readInt());
            boolean sound = view.name().matches("[a-z0-9_]{1,32}")
                    && view.pixels() > 0
                    && view.pixels() <= MOST_PIXELS
                    && view.linePitch_mm() >= 0.1
                    && view.linePitch_mm() <= 10
                    && Math.abs(view.plane_x_mm()) <= 1e4
                    && view.countsPerGrey() > 0
                    && view.countsPerGrey() < 1e9
                    && view.saturation_grey() > 0
                    && view.saturation_grey() <= 65_535;
            if (!sound) {
                throw new NotAFrame("a view that cannot be: " + view);
            }
            views.add(view);
        }
        return new LinkFrame.Setup(scanner, views);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(utf8.length);
        out.write(utf8);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort();
        if (length > 4 * LONGEST_TEXT) {
            throw new NotAFrame("a text of " + length + " bytes");
        }
        byte[] utf8 = new byte[length];
        in.readFully(utf8);
        String text = new String(utf8, StandardCharsets.UTF_8);
        return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    }

    private static void secret(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeByte(bytes.length);
        out.write(bytes);
    }

    private static byte[] secret(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte();
        if (length > LONGEST_SECRET) {
            throw new NotAFrame("a proof of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static void greys(DataOutputStream out, short[] greys) throws IOException {
        out.writeInt(greys.length);
        ByteBuffer bytes = ByteBuffer.allocate(2 * greys.length);
        bytes.asShortBuffer().put(greys);
        out.write(bytes.array());
    }

    private static short[] greys(DataInputStream in, boolean manyLines) throws IOException {
        int length = in.readInt();
        if (length < 0 || 2L * length > in.available() || (!manyLines && length > MOST_PIXELS)) {
            throw new NotAFrame("a row of " + length + " greys");
        }
        byte[] bytes = new byte[2 * length];
        in.readFully(bytes);
        short[] greys = new short[length];
        ByteBuffer.wrap(bytes).asShortBuffer().get(greys);
        return greys;
    }

    private static float finite(DataInputStream in) throws IOException {
        float value = in.readFloat();
        if (!Float.isFinite(value)) {
            throw new NotAFrame("a number that is none");
        }
        return value;
    }

    private static <T extends Enum<T>> T chosen(Class<T> choices, String name) throws NotAFrame {
        try {
            return Enum.valueOf(choices, name);
        } catch (IllegalArgumentException e) {
            throw new NotAFrame("a choice of " + name);
        }
    }
}
