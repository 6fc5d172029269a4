package org.gwanmun.xray.lane.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.lane.ParcelFlag;
import org.gwanmun.xray.lane.link.LinkCodec.NotAFrame;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a lane: gathers what a machine sends, has it cut into parcels, and hands each over as the channels of
 * a raw scan. One thread feeds it; what is passing may be looked at from others.
 *
 * <p>Each parcel gets up to {@value #MARGIN_MM} mm of empty belt on both sides, as far as there is any. Memory is bounded by
 * the longest body; lines that no parcel can need any more are let go.
 */
public final class LaneReceiver {
    private static final int MARGIN_MM = 20;
    private static final int LINES = 8192;
    private static final int LEAST_REFERENCE = RawScan.LEAST_REFERENCE_LINES;
    private static final int MOST_REFERENCE = 1024;
    private static final long FARTHEST_MM = 1L << 52;
    private static final double USUAL_SPEED_MM_S = 200;

    private final BeltCutter cutter = new BeltCutter();
    private final BeltCutter.State belt;
    private final Sink sink;
    private final List<Consumer<Sink>> toSay = new ArrayList<>();
    private final Deque<Cut.Whole> cut = new ArrayDeque<>();
    private LinkFrame.@Nullable Setup setup;
    private List<Rows> views = List.of();
    private long lastEnd_mm;

    /** Who hears what comes. Called by the feeding thread. */
    public interface Sink {
        /** Something begins to pass. */
        void begun(long start_mm);

        /** So many lines of a view of what is passing have come. */
        void grown(String view, int lines);

        /** A parcel is complete. */
        void passed(Passed parcel);
    }

    /**
     * A parcel as it left the beam.
     *
     * @param whole where it lay, and what the devices beside the belt said
     * @param channels of its raw scan
     * @param flags what its reader should know
     */
    public record Passed(Cut.Whole whole, List<RawScan.Channel> channels, Set<ParcelFlag> flags) {}

    /**
     * What is passing just now.
     *
     * @param start_mm where it begins
     * @param channels of all lines that have come
     */
    public record Passing(long start_mm, List<RawScan.Channel> channels) {}

    /** One view's lines, by number. */
    private static final class Rows {
        final LinkFrame.View view;
        final long[] number = new long[LINES];
        final short[] @Nullable [] low = new short[LINES][];
        final short[] @Nullable [] high = new short[LINES][];
        LinkFrame.@Nullable Reference air;
        LinkFrame.@Nullable Reference dark;

        @Nullable
        References references;

        @Nullable
        LineMeter meter;

        long newest = -1;
        long oldest = Long.MAX_VALUE;

        Rows(LinkFrame.View view) {
            this.view = view;
            Arrays.fill(number, -1);
        }

        double newest_mm() {
            return newest * view.linePitch_mm();
        }

        void put(LinkFrame.Line line) {
            int slot = (int) (line.line() & (LINES - 1));
            number[slot] = line.line();
            low[slot] = line.low();
            high[slot] = line.high();
            newest = line.line();
            oldest = Math.min(oldest, line.line());
        }

        boolean has(long line) {
            return number[(int) (line & (LINES - 1))] == line;
        }

        /** Lets go of lines that show belt before a place. */
        void forget(long place_mm) {
            long end = Math.min((long) Math.floor(place_mm / view.linePitch_mm()), newest);
            for (long line = Math.max(oldest, end - LINES); line < end; line++) {
                int slot = (int) (line & (LINES - 1));
                if (number[slot] == line) {
                    number[slot] = -1;
                    low[slot] = null;
                    high[slot] = null;
                }
            }
            oldest = Math.max(Math.min(oldest, end), end);
        }
    }

    /** Air and dark of a view as pictures, made once for all parcels that share them. */
    private record References(GreyImage airLow, GreyImage airHigh, GreyImage darkLow, GreyImage darkHigh) {}

    /**
     * A lane of which {@code stored_mm} millimetres are stored.
     *
     * @param sink who hears of parcels
     */
    public LaneReceiver(long stored_mm, Sink sink) {
        this.belt = new BeltCutter.State(stored_mm);
        this.lastEnd_mm = stored_mm;
        this.sink = sink;
    }

    /** The machine as it introduced itself. */
    public synchronized Optional<LinkFrame.Setup> setup() {
        return Optional.ofNullable(setup);
    }

    /**
     * Takes a frame of the machine; those that say nothing of lines are passed over.
     *
     * @throws NotAFrame if it does not fit what came before: another size of line, a line before air and dark
     */
    public void take(LinkFrame frame) throws NotAFrame {
        List<Consumer<Sink>> said;
        synchronized (this) {
            gather(frame);
            said = List.copyOf(toSay);
            toSay.clear();
        }
        // Not under the lock: storing a parcel takes long, and whoever hears of it may ask what is passing.
        for (Consumer<Sink> word : said) {
            word.accept(sink);
        }
    }

    private void gather(LinkFrame frame) throws NotAFrame {
        switch (frame) {
            case LinkFrame.Setup described -> {
                setup = described;
                views = described.views().stream().map(Rows::new).toList();
            }
            case LinkFrame.Reference reference -> reference(reference);
            case LinkFrame.Line line -> line(line);
            case LinkFrame.Curtain c -> {
                if (c.length_mm() < 0 || c.length_mm() > BeltCutter.LONGEST_MM || c.place_mm() > FARTHEST_MM) {
                    throw new NotAFrame(
                            "a light curtain that sees " + c.length_mm() + " mm at " + c.place_mm() + " mm");
                }
                belt(new BeltEvent.Curtain(c.place_mm(), c.length_mm(), c.height_mm(), c.from_mm(), c.to_mm()));
            }
            case LinkFrame.Code(long place, String text) -> belt(new BeltEvent.Code(place, text));
            case LinkFrame.Weight(long place, double mass_g) -> belt(new BeltEvent.Weight(place, mass_g));
            case LinkFrame.BeltStopped(long place) -> belt(new BeltEvent.Stopped(place));
            case LinkFrame.BeltReversed(long place) -> belt(new BeltEvent.Reversed(place));
            case LinkFrame.Status status -> {
                if (status.state() != MachineState.RUNNING && status.state() != MachineState.REVERSING) {
                    handOver(true); // nothing more will come for a while
                }
            }
            default -> {}
        }
    }

    private Rows rows(int view) throws NotAFrame {
        if (view >= views.size()) {
            throw new NotAFrame("view " + view + " of a machine that has " + views.size());
        }
        return views.get(view);
    }

    private void reference(LinkFrame.Reference reference) throws NotAFrame {
        Rows rows = rows(reference.view());
        int size = reference.lines() * rows.view.pixels();
        int highSize = rows.view.dual() ? size : 0;
        if (reference.lines() < LEAST_REFERENCE
                || reference.lines() > MOST_REFERENCE
                || reference.low().length != size
                || reference.high().length != highSize) {
            throw new NotAFrame("a reference of " + reference.lines() + " lines and " + reference.low().length + " + "
                    + reference.high().length + " greys");
        }
        if (reference.lit()) {
            rows.air = reference;
        } else {
            rows.dark = reference;
        }
        if (rows.air != null && rows.dark != null) {
            int pixels = rows.view.pixels();
            double pitch_mm = 1; // only compared with itself: outlines are the light curtain's business
            rows.meter = new LineMeter(pixels, pitch_mm, rows.air, rows.dark);
            GreyImage airLow = new GreyImage(pixels, rows.air.lines(), 16, rows.air.low());
            GreyImage darkLow = new GreyImage(pixels, rows.dark.lines(), 16, rows.dark.low());
            rows.references = new References(
                    airLow,
                    rows.view.dual() ? new GreyImage(pixels, rows.air.lines(), 16, rows.air.high()) : airLow,
                    darkLow,
                    rows.view.dual() ? new GreyImage(pixels, rows.dark.lines(), 16, rows.dark.high()) : darkLow);
        }
    }

    private void line(LinkFrame.Line line) throws NotAFrame {
        Rows rows = rows(line.view());
        LineMeter meter = rows.meter;
        if (meter == null) {
            throw new NotAFrame("a line of " + rows.view.name() + " before air and dark");
        }
        if (line.low().length != rows.view.pixels()
                || line.high().length != (rows.view.dual() ? rows.view.pixels() : 0)) {
            throw new NotAFrame("a line of " + line.low().length + " + " + line.high().length + " pixels where "
                    + rows.view.pixels() + " were announced");
        }
        double place_mm = line.line() * rows.view.linePitch_mm();
        if (line.line() < 0 || place_mm > FARTHEST_MM) {
            throw new NotAFrame("line " + line.line());
        }
        rows.put(line);
        if (line.view() == 0) {
            meter.measure(line.low());
            belt(new BeltEvent.Step((long) Math.floor(place_mm), meter.from_mm, meter.to_mm, meter.absorption));
            long needed_mm = belt.body_mm() >= 0 ? belt.body_mm() : (long) place_mm;
            long first = cut.isEmpty()
                    ? needed_mm
                    : Math.min(needed_mm, cut.getFirst().start_mm());
            // Other views stand farther along the belt and show a place later; what they show is behind this, never
            // ahead.
            views.forEach(view -> view.forget(first - 2L * MARGIN_MM));
        }
        handOver(false);
        if (belt.body_mm() >= 0 && rows.view.dual()) {
            int lines = (int) Math.max(0, rows.newest - firstLine(rows, belt.body_mm()) + 1);
            toSay.add(hearing -> hearing.grown(rows.view.name(), lines));
        }
    }

    private void belt(BeltEvent event) {
        cutter.on(belt, event, output -> {
            switch (output) {
                case Cut.Begun(long start) -> toSay.add(hearing -> hearing.begun(start));
                case Cut.Whole whole -> cut.add(whole);
            }
        });
    }

    /** Hands over what was cut, as soon as every view has shown it and a little empty belt behind it. */
    private void handOver(boolean atOnce) {
        while (!cut.isEmpty()) {
            Cut.Whole whole = cut.getFirst();
            Cut.Whole next = cut.stream().skip(1).findFirst().orElse(null);
            long nextStart = next != null ? next.start_mm() : belt.body_mm() >= 0 ? belt.body_mm() : Long.MAX_VALUE;
            long end = Math.min(whole.end_mm() + MARGIN_MM, nextStart);
            boolean shown = views.stream().allMatch(view -> view.newest_mm() + view.view.linePitch_mm() >= end);
            if (!shown && !atOnce) {
                return;
            }
            cut.removeFirst();
            long start = Math.max(whole.start_mm() - MARGIN_MM, lastEnd_mm);
            EnumSet<ParcelFlag> flags = EnumSet.noneOf(ParcelFlag.class);
            flags.addAll(whole.flags());
            List<RawScan.Channel> channels = channels(start, end, flags);
            lastEnd_mm = whole.end_mm();
            if (!channels.isEmpty()) {
                toSay.add(hearing -> hearing.passed(new Passed(whole, channels, flags)));
            }
        }
    }

    /** What is passing just now, if enough of it has come to be shown. */
    public synchronized Optional<Passing> passing() {
        if (belt.body_mm() < 0) {
            return Optional.empty();
        }
        long start = Math.max(belt.body_mm() - MARGIN_MM, belt.cut_mm());
        List<RawScan.Channel> channels = channels(start, Long.MAX_VALUE, EnumSet.noneOf(ParcelFlag.class));
        return channels.isEmpty() ? Optional.empty() : Optional.of(new Passing(belt.body_mm(), channels));
    }

    private long firstLine(Rows rows, long body_mm) {
        long start = Math.max(body_mm - MARGIN_MM, belt.cut_mm());
        return Math.max(rows.oldest, (long) Math.ceil(start / rows.view.linePitch_mm()));
    }

    /** Times of first lines follow from places on the belt at the speed that the machine's profile states. */
    private double beltSpeed_mm_s() {
        return setup != null && ScannerProfile.SHIPPED.contains(setup.scanner())
                ? ScannerProfile.named(setup.scanner()).beltSpeed_mm_s()
                : USUAL_SPEED_MM_S;
    }

    private List<RawScan.Channel> channels(long start_mm, long end_mm, Set<ParcelFlag> flags) {
        List<RawScan.Channel> channels = new ArrayList<>();
        for (Rows rows : views) {
            References references = rows.references;
            double pitch = rows.view.linePitch_mm();
            long first = (long) Math.ceil(start_mm / pitch);
            long end = end_mm == Long.MAX_VALUE
                    ? rows.newest + 1
                    : Math.min((long) Math.ceil(end_mm / pitch), rows.newest + 1);
            while (first < end && !rows.has(first)) {
                first++; // the belt before the parcel was not shown: a machine that has just been switched on
            }
            int lines = (int) Math.min(end - first, LINES);
            if (references == null || lines < 1) {
                return List.of();
            }
            double first_s = (first * pitch - start_mm + rows.view.plane_x_mm()) / beltSpeed_mm_s();
            String low = rows.view.name() + (rows.view.dual() ? "/low" : "");
            channels.add(channel(rows, low, 0, first, lines, first_s, references.airLow, references.darkLow, flags));
            if (rows.view.dual()) {
                String high = rows.view.name() + "/high";
                channels.add(
                        channel(rows, high, 1, first, lines, first_s, references.airHigh, references.darkHigh, flags));
            }
        }
        return channels;
    }

    private static RawScan.Channel channel(
            Rows rows,
            String name,
            int layer,
            long first,
            int lines,
            double first_s,
            GreyImage air,
            GreyImage dark,
            Set<ParcelFlag> flags) {
        int pixels = rows.view.pixels();
        short[] grey = new short[lines * pixels];
        short[] last = new short[0];
        for (int i = 0; i < lines; i++) {
            int slot = (int) ((first + i) & (LINES - 1));
            short[] row = rows.number[slot] == first + i ? (layer == 0 ? rows.low[slot] : rows.high[slot]) : null;
            if (row == null) {
                flags.add(ParcelFlag.INCOMPLETE); // the line before it stands in, and the reader is told
                row = last;
            }
            System.arraycopy(row, 0, grey, i * pixels, row.length);
            last = row;
        }
        return new RawScan.Channel(
                name,
                rows.view.linePitch_mm(),
                rows.view.plane_x_mm(),
                first_s,
                rows.view.countsPerGrey(),
                rows.view.saturation_grey(),
                new GreyImage(pixels, lines, 16, grey),
                air,
                dark);
    }
}
