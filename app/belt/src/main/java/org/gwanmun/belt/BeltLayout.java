package org.gwanmun.belt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwanmun.core.random.RandomStreams;

/**
 * Where on the endless belt each thing lies: things of the reel in order, each with a gap behind it that depends on the seed
 * and its number alone, and between them those that came back for another scan. What came back is written to a journal before
 * it is laid down, so after any restart every thing lies where it lay.
 */
final class BeltLayout {
    private static final Pattern ENTRY = Pattern.compile("(\\d+) (\\d+) (\\d+) (\\d+)");
    private static final long LEAD_MM = 300;

    private final Reel reel;
    private final Gaps gaps;
    private final long seed;
    private final Path journal;
    private final Map<Long, List<Returned>> returned = new HashMap<>();
    private final List<Slot> slots = new ArrayList<>();
    private long next;

    /**
     * How far apart things are laid.
     *
     * @param every_mm from one beginning to the next, where there is room; 0 lays them by the gaps
     */
    record Gaps(int least_mm, int most_mm, int touchingPercent, int every_mm) {
        private static final int LEAST_MM = 20;

        static Gaps every(int mm) {
            return new Gaps(LEAST_MM, LEAST_MM, 0, mm);
        }
    }

    /**
     * A thing on the belt.
     *
     * @param start_mm place of its first line
     * @param length_mm of its lines
     * @param number in the reel
     * @param pose 0, or another where it came back
     */
    record Slot(long start_mm, int length_mm, long number, int pose) {
        long end_mm() {
            return start_mm + length_mm;
        }
    }

    /** A thing that came back, laid after a slot. */
    private record Returned(long parcelStart_mm, long number, int pose) {}

    BeltLayout(Reel reel, Gaps gaps, long seed, Path journal) {
        this.reel = reel;
        this.gaps = gaps;
        this.seed = seed;
        this.journal = journal;
        if (Files.exists(journal)) {
            try {
                for (String line : Files.readAllLines(journal, StandardCharsets.UTF_8)) {
                    Matcher entry = ENTRY.matcher(line);
                    if (entry.matches()) { // the last line may have been cut short
                        remember(
                                Long.parseLong(entry.group(1)),
                                new Returned(
                                        Long.parseLong(entry.group(2)),
                                        Long.parseLong(entry.group(3)),
                                        Integer.parseInt(entry.group(4))));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void remember(long after, Returned thing) {
        returned.computeIfAbsent(after, slot -> new ArrayList<>()).add(thing);
    }

    /** The thing at a place in the row, counted from 0. */
    Slot slot(int index) {
        while (slots.size() <= index) {
            long end = slots.isEmpty() ? LEAD_MM : slots.getLast().end_mm() + gapAfter(slots.size() - 1L);
            int here = slots.size();
            Returned back = backAt(here);
            long number = back == null ? next++ : back.number;
            int pose = back == null ? 0 : back.pose;
            slots.add(new Slot(end, reel.length_mm(number, pose), number, pose));
        }
        return slots.get(index);
    }

    private @org.jspecify.annotations.Nullable Returned backAt(int index) {
        List<Returned> there = returned.get((long) index);
        return there == null ? null : there.getFirst();
    }

    private long gapAfter(long index) {
        RandomGenerator random = RandomStreams.stream(seed, index, 7);
        if (gaps.every_mm > 0) {
            return Math.max(gaps.least_mm, gaps.every_mm - slots.getLast().length_mm());
        }
        if (random.nextInt(100) < gaps.touchingPercent) {
            return -2L * 20; // the margins of both scans overlap, so that the things touch
        }
        return random.nextInt(gaps.least_mm, gaps.most_mm + 1);
    }

    /** The slot whose thing lies at a place, counted from 0. */
    int indexAt(long place_mm) {
        int index = 0;
        while (slot(index).end_mm() <= place_mm) {
            index++;
        }
        return index;
    }

    /**
     * Lays a thing that came back down again, in another pose, in the first place that is not yet taken from {@code after} on.
     *
     * @return false if it has been laid down before
     */
    boolean comesBack(long parcelStart_mm, int after) {
        boolean known = returned.values().stream()
                .flatMap(List::stream)
                .anyMatch(thing -> thing.parcelStart_mm == parcelStart_mm);
        if (known) {
            return false;
        }
        Slot from = slot(indexAt(parcelStart_mm + 1));
        int index = after;
        while (returned.containsKey((long) index)) {
            index++;
        }
        try {
            Files.writeString(
                    journal,
                    index + " " + parcelStart_mm + " " + from.number + " " + (from.pose + 1) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        remember(index, new Returned(parcelStart_mm, from.number, from.pose + 1));
        // Everything not yet laid moves back; nothing at or after this place has been shown to the beam.
        while (slots.size() > index) {
            slots.removeLast();
        }
        next = slots.stream().filter(slot -> slot.pose == 0).count();
        return true;
    }
}
