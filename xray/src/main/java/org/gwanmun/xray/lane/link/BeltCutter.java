package org.gwanmun.xray.lane.link;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.gwanmun.core.stage.StreamStage;
import org.gwanmun.xray.lane.ParcelFlag;

/**
 * Cuts the endless belt into parcels.
 *
 * <p>A body is a stretch of belt on which either the beam or the light curtain sees something, with no gap of
 * {@value #GAP_MM} mm. Where the curtain sees something and the beam does not, a parcel that seems to be in pieces stays
 * one. A body is split where it has more than one barcode, between each two at the place where its outline
 * (height, right and left edge) and its absorption jump most; and without a second barcode where the outline that the curtain sees jumps by
 * {@value #JUMP_MM} mm within a few millimetres, which boxes side by side do and a single thing hardly ever does. What is
 * split, joined or longer than any parcel says so in its flags. Nothing is thrown away: what is longer than
 * {@value #SEEN_MM} mm is a parcel.
 *
 * <p>Stretches of belt that were cut before are passed over when they come again, and everything is counted in places on the
 * belt, so a machine that sends a stretch twice, after a reversal or a restart, makes no parcel twice.
 */
public final class BeltCutter implements StreamStage<BeltCutter.State, BeltEvent, Cut> {
    /** An empty stretch as long as this lies between two parcels. */
    static final int GAP_MM = 8;

    /** A jump of the outline as large as this, all three edges together, is the border of two parcels. */
    static final int JUMP_MM = 40;

    /** Anything shorter is dirt on the belt. */
    static final int SEEN_MM = 3;

    /** Longer than any parcel: the body is cut there, come what may. */
    static final int LONGEST_MM = 3000;

    private static final int SUSPICIOUS_MM = 1500;
    private static final int SHORTEST_HALF_MM = 40;
    private static final int NEAR_MM = 15;
    private static final int MOST_CODES = 64;
    private static final float EDGE_WEIGHT_MM = 30;

    /** What the cutter remembers: the belt's last few metres. */
    public static final class State {
        private static final int RING = 8192; // longest body, and as much again that the curtain has seen ahead
        private static final int FORMAT = 1;

        private final long[] place = new long[RING];
        private final float[] height = new float[RING];
        private final float[] from = new float[RING];
        private final float[] to = new float[RING];
        private final float[] beamFrom = new float[RING];
        private final float[] beamTo = new float[RING];
        private final float[] absorption = new float[RING];
        private final List<BeltEvent.Code> codes = new ArrayList<>();
        private final List<BeltEvent.Weight> weights = new ArrayList<>();
        private final List<Long> stops = new ArrayList<>();
        private final List<Long> reversals = new ArrayList<>();
        private long next_mm;
        private long cut_mm;
        private long body_mm = -1;
        private long seen_mm = -1;

        /** A belt whose first {@code stored_mm} millimetres need not be cut again. */
        public State(long stored_mm) {
            Arrays.fill(place, -1);
            next_mm = stored_mm;
            cut_mm = stored_mm;
        }

        /** Up to here everything has been cut. */
        public long cut_mm() {
            return cut_mm;
        }

        /** Where the body that is passing begins, or −1. */
        public long body_mm() {
            return body_mm;
        }

        private int slot(long mm) {
            int slot = (int) (mm & (RING - 1));
            if (place[slot] != mm) {
                place[slot] = mm;
                height[slot] = 0;
                from[slot] = 0;
                to[slot] = 0;
                beamFrom[slot] = 0;
                beamTo[slot] = 0;
                absorption[slot] = 0;
            }
            return slot;
        }

        /** The state as bytes. */
        public byte[] snapshot() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeByte(FORMAT);
                out.writeLong(next_mm);
                out.writeLong(cut_mm);
                out.writeLong(body_mm);
                out.writeLong(seen_mm);
                for (int i = 0; i < RING; i++) {
                    out.writeLong(place[i]);
                    for (float[] values : rings()) {
                        out.writeFloat(values[i]);
                    }
                }
                out.writeInt(codes.size());
                for (BeltEvent.Code code : codes) {
                    out.writeLong(code.place_mm());
                    out.writeUTF(code.text());
                }
                out.writeInt(weights.size());
                for (BeltEvent.Weight weight : weights) {
                    out.writeLong(weight.place_mm());
                    out.writeDouble(weight.mass_g());
                }
                for (List<Long> marks : List.of(stops, reversals)) {
                    out.writeInt(marks.size());
                    for (long mark : marks) {
                        out.writeLong(mark);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Writing to memory cannot fail.", e);
            }
            return bytes.toByteArray();
        }

        /**
         * The state of a snapshot.
         *
         * @throws IllegalArgumentException if the bytes are none
         */
        public static State restore(byte[] snapshot) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
                int format = in.readByte();
                if (format != FORMAT) {
                    throw new IllegalArgumentException("A snapshot of a belt in format " + format + ", not " + FORMAT);
                }
                State state = new State(in.readLong());
                state.cut_mm = in.readLong();
                state.body_mm = in.readLong();
                state.seen_mm = in.readLong();
                for (int i = 0; i < RING; i++) {
                    state.place[i] = in.readLong();
                    for (float[] values : state.rings()) {
                        values[i] = in.readFloat();
                    }
                }
                for (int n = in.readInt(); n > 0; n--) {
                    state.codes.add(new BeltEvent.Code(in.readLong(), in.readUTF()));
                }
                for (int n = in.readInt(); n > 0; n--) {
                    state.weights.add(new BeltEvent.Weight(in.readLong(), in.readDouble()));
                }
                for (List<Long> marks : List.of(state.stops, state.reversals)) {
                    for (int n = in.readInt(); n > 0; n--) {
                        marks.add(in.readLong());
                    }
                }
                return state;
            } catch (IOException e) {
                throw new IllegalArgumentException("A snapshot of a belt that is cut short", e);
            }
        }

        private float[][] rings() {
            return new float[][] {height, from, to, beamFrom, beamTo, absorption};
        }
    }

    @Override
    public void on(State state, BeltEvent event, Out<Cut> out) {
        switch (event) {
            case BeltEvent.Step step -> step(state, step, out);
            case BeltEvent.Curtain curtain -> curtain(state, curtain);
            case BeltEvent.Code code -> {
                if (code.place_mm() >= state.cut_mm && state.codes.size() < MOST_CODES) {
                    state.codes.add(code);
                }
            }
            case BeltEvent.Weight weight -> {
                if (weight.place_mm() >= state.cut_mm && state.weights.size() < MOST_CODES) {
                    state.weights.add(weight);
                }
            }
            case BeltEvent.Stopped(long place) -> {
                if (place >= state.cut_mm && state.stops.size() < MOST_CODES) {
                    state.stops.add(place);
                }
            }
            case BeltEvent.Reversed(long place) -> reverse(state, place);
        }
    }

    private static void curtain(State state, BeltEvent.Curtain curtain) {
        long first = Math.max(curtain.place_mm(), state.cut_mm);
        // What lies farther ahead than the ring is long is not there yet, whatever a machine says.
        long end = Math.min(curtain.place_mm() + curtain.length_mm(), state.next_mm + State.RING - LONGEST_MM);
        for (long mm = first; mm < end; mm++) {
            int slot = state.slot(mm);
            state.height[slot] = curtain.height_mm();
            state.from[slot] = curtain.from_mm();
            state.to[slot] = curtain.to_mm();
        }
    }

    private static void reverse(State state, long place) {
        long back = Math.max(place, state.cut_mm);
        if (back >= state.next_mm) {
            return;
        }
        if (state.reversals.size() < MOST_CODES) {
            state.reversals.add(state.next_mm - 1); // where it turned back: in the parcel that sees it
        }
        for (long mm = back; mm < state.next_mm; mm++) {
            int slot = state.slot(mm);
            state.beamFrom[slot] = 0;
            state.beamTo[slot] = 0;
            state.absorption[slot] = 0;
        }
        state.next_mm = back;
        if (state.body_mm >= back) {
            state.body_mm = -1;
            state.seen_mm = -1;
        } else if (state.seen_mm >= back) {
            state.seen_mm = back - 1;
        }
    }

    private static void step(State state, BeltEvent.Step step, Out<Cut> out) {
        if (step.place_mm() < state.next_mm) {
            return; // two lines to a millimetre, or a stretch that comes again
        }
        // A pitch above a millimetre, or lines that were lost, leave places without a line: the next one speaks for
        // them.
        long first = Math.max(state.next_mm, step.place_mm() - GAP_MM);
        for (long mm = first; mm <= step.place_mm(); mm++) {
            int slot = state.slot(mm);
            state.beamFrom[slot] = step.from_mm();
            state.beamTo[slot] = step.to_mm();
            state.absorption[slot] = step.absorption();
        }
        for (long mm = state.next_mm; mm <= step.place_mm(); mm++) {
            if (state.body_mm < 0) {
                mm = Math.max(mm, first); // nothing was passing, and nothing is known of this stretch
            }
            place(state, mm, out);
        }
        state.next_mm = step.place_mm() + 1;
    }

    private static void place(State state, long mm, Out<Cut> out) {
        int slot = state.slot(mm);
        boolean present = state.beamTo[slot] > state.beamFrom[slot] || state.height[slot] > 0;
        if (present) {
            if (state.body_mm < 0) {
                state.body_mm = mm;
                out.emit(new Cut.Begun(mm));
            }
            state.seen_mm = mm;
            if (mm + 1 - state.body_mm >= LONGEST_MM) {
                close(state, mm + 1, out);
            }
        } else if (state.body_mm >= 0 && mm - state.seen_mm >= GAP_MM) {
            close(state, state.seen_mm + 1, out);
        }
    }

    private static void close(State state, long end, Out<Cut> out) {
        long start = state.body_mm;
        state.body_mm = -1;
        state.seen_mm = -1;
        if (end - start > SEEN_MM) {
            List<Long> borders = borders(state, start, end);
            long from = start;
            for (int i = 0; i <= borders.size(); i++) {
                long to = i < borders.size() ? borders.get(i) : end;
                out.emit(whole(state, from, to, i > 0, i < borders.size()));
                from = to;
            }
        }
        state.cut_mm = end;
        state.codes.removeIf(code -> code.place_mm() < end + NEAR_MM);
        state.weights.removeIf(weight -> weight.place_mm() < end);
        state.stops.removeIf(place -> place < end);
        state.reversals.removeIf(place -> place < end);
    }

    // --- borders
    // ---------------------------------------------------------------------------------------------------------

    private static List<Long> borders(State state, long start, long end) {
        List<BeltEvent.Code> read = new ArrayList<>();
        for (BeltEvent.Code code : state.codes) {
            boolean near = code.place_mm() >= start - NEAR_MM && code.place_mm() < end + NEAR_MM;
            if (near && read.stream().noneMatch(other -> other.text().equals(code.text()))) {
                read.add(code);
            }
        }
        read.sort((a, b) -> Long.compare(a.place_mm(), b.place_mm()));
        List<Long> borders = new ArrayList<>();
        long from = start;
        for (int i = 0; i + 1 < read.size(); i++) {
            long low = Math.max(from + SHORTEST_HALF_MM, Math.min(read.get(i).place_mm(), end));
            long high = Math.min(end - SHORTEST_HALF_MM, read.get(i + 1).place_mm());
            if (low <= high) {
                long border = sharpest(state, low, high);
                borders.add(border);
                from = border;
            }
        }
        if (read.size() < 2) {
            outlineBorders(state, start, end, borders);
        }
        return borders;
    }

    /** Where the outline alone says that two parcels touch. */
    private static void outlineBorders(State state, long start, long end, List<Long> borders) {
        long from = start;
        while (end - from >= 2 * SHORTEST_HALF_MM) {
            long border = -1;
            for (long mm = from + SHORTEST_HALF_MM; mm <= end - SHORTEST_HALF_MM; mm++) {
                if (seenByCurtain(state, mm) && jump(state, mm) >= JUMP_MM) {
                    border = sharpest(state, mm, Math.min(mm + 2 * NEAR_MM, end - SHORTEST_HALF_MM));
                    break;
                }
            }
            if (border < 0) {
                return;
            }
            borders.add(border);
            from = border;
        }
    }

    private static long sharpest(State state, long low, long high) {
        long best = (low + high) / 2;
        double most = -1;
        for (long mm = low; mm <= high; mm++) {
            double sharpness = jump(state, mm) + EDGE_WEIGHT_MM * edge(state, mm);
            if (sharpness > most) {
                most = sharpness;
                best = mm;
            }
        }
        return best;
    }

    /** The beam's own outline frays where walls are thin: it may move a border, but not make one. */
    private static boolean seenByCurtain(State state, long mm) {
        return state.height[state.slot(mm - 4)] > 0 && state.height[state.slot(mm + 3)] > 0;
    }

    /** How much the outline differs between just before and just after a place: |Δheight| + |Δright| + |Δleft|, mm. */
    private static double jump(State state, long mm) {
        double height = 0;
        double right = 0;
        double left = 0;
        for (int d = 1; d <= 3; d++) {
            int before = state.slot(mm - d - 1);
            int after = state.slot(mm + d);
            height += state.height[after] - state.height[before];
            right += edgeOf(state.from, state.beamFrom, state, after)
                    - edgeOf(state.from, state.beamFrom, state, before);
            left += edgeOf(state.to, state.beamTo, state, after) - edgeOf(state.to, state.beamTo, state, before);
        }
        return (Math.abs(height) + Math.abs(right) + Math.abs(left)) / 3;
    }

    private static float edgeOf(float[] curtain, float[] beam, State state, int slot) {
        return state.height[slot] > 0 ? curtain[slot] : beam[slot];
    }

    /** How much the absorption at a place stands out from both sides, as a share of what is there: walls back to back do. */
    private static double edge(State state, long mm) {
        double around = 0;
        for (int d = 4; d <= 8; d++) {
            around += state.absorption[state.slot(mm - d)] + state.absorption[state.slot(mm + d)];
        }
        double here = (state.absorption[state.slot(mm - 1)] + state.absorption[state.slot(mm)]) / 2;
        return Math.abs(here - around / 10) / (around / 10 + 0.01);
    }

    private static Cut.Whole whole(State state, long from, long to, boolean touchesBefore, boolean touchesAfter) {
        Set<ParcelFlag> flags = EnumSet.noneOf(ParcelFlag.class);
        double height = 0;
        double right = Double.POSITIVE_INFINITY;
        double left = Double.NEGATIVE_INFINITY;
        long beam = from;
        for (long mm = from; mm < to; mm++) {
            int slot = state.slot(mm);
            boolean absorbs = state.beamTo[slot] > state.beamFrom[slot];
            if (absorbs) {
                if (mm - beam > GAP_MM && beam > from) {
                    flags.add(ParcelFlag.JOINED);
                }
                beam = mm;
            }
            height = Math.max(height, state.height[slot]);
            if (state.height[slot] > 0) {
                right = Math.min(right, state.from[slot]);
                left = Math.max(left, state.to[slot]);
            }
        }
        if (touchesBefore || touchesAfter) {
            flags.add(ParcelFlag.TOUCHING_SPLIT);
        }
        if (to - from >= LONGEST_MM) {
            flags.add(ParcelFlag.INCOMPLETE);
        }
        if (to - from > SUSPICIOUS_MM) {
            flags.add(ParcelFlag.TOO_LONG);
        }
        state.stops.stream()
                .filter(place -> place >= from && place < to)
                .findFirst()
                .ifPresent(stop -> flags.add(ParcelFlag.BELT_STOPPED));
        state.reversals.stream()
                .filter(place -> place >= from && place < to)
                .findFirst()
                .ifPresent(back -> flags.add(ParcelFlag.BELT_REVERSED));
        // A label at the border belongs to the side it is on; one just off an outer edge, to the parcel at that edge.
        long firstCode = touchesBefore ? from : from - NEAR_MM;
        long endCode = touchesAfter ? to : to + NEAR_MM;
        List<String> codes = state.codes.stream()
                .filter(code -> code.place_mm() >= firstCode && code.place_mm() < endCode)
                .map(BeltEvent.Code::text)
                .distinct()
                .toList();
        List<BeltEvent.Weight> weighed = state.weights.stream()
                .filter(weight -> weight.place_mm() >= from && weight.place_mm() < to)
                .toList();
        // Scales under several parcels at once weigh none of them.
        boolean alone = weighed.size() == 1 && (!(touchesBefore || touchesAfter) || state.weights.size() > 1);
        return new Cut.Whole(
                from,
                to,
                codes,
                alone ? OptionalDouble.of(weighed.getFirst().mass_g()) : OptionalDouble.empty(),
                height > 0 ? OptionalDouble.of(height) : OptionalDouble.empty(),
                left > right ? OptionalDouble.of(left - right) : OptionalDouble.empty(),
                flags);
    }
}
