package org.gwanmun.trace.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.stage.StreamStage.Out;
import org.gwanmun.trace.MotRows;
import org.junit.jupiter.api.Test;

class CameraTrackerTest {
    private static final MotionSettings SETTINGS = MotionSettings.standard(25);

    /** A box of a scene: whose it is, and where. */
    private record Seen(int person, double left, double top, double w, double h, double score) {}

    @Test
    void twoWhoPassEachOtherKeepTheirNumbers() {
        List<List<Seen>> frames = new ArrayList<>();
        for (int f = 0; f < 80; f++) {
            frames.add(
                    List.of(new Seen(1, 100 + 5 * f, 200, 50, 120, 0.9), new Seen(2, 500 - 5 * f, 206, 50, 120, 0.9)));
        }
        assertThat(numbersOf(frames, SETTINGS))
                .allSatisfy((person, numbers) -> assertThat(numbers).hasSize(1));
    }

    @Test
    void whoIsHiddenForAWhileComesBackWithTheSameNumber() {
        List<List<Seen>> frames = new ArrayList<>();
        for (int f = 0; f < 80; f++) {
            frames.add(f > 30 && f < 45 ? List.of() : List.of(new Seen(1, 100 + 4 * f, 200, 50, 120, 0.9)));
        }
        assertThat(numbersOf(frames, SETTINGS).get(1)).hasSize(1);
    }

    @Test
    void aTurningCameraChangesNoNumber() {
        List<List<Seen>> frames = new ArrayList<>();
        for (int f = 0; f < 60; f++) {
            double pan = f < 30 ? 0 : 35 * (f - 30); // more than half a person a frame, at once
            List<Seen> frame = new ArrayList<>();
            for (int person = 0; person < 5; person++) {
                frame.add(new Seen(person, 100 + 180 * person + pan + 2 * f, 200, 50, 120, 0.9));
            }
            frames.add(frame);
        }
        assertThat(numbersOf(frames, SETTINGS)).hasSize(5).allSatisfy((person, numbers) -> assertThat(numbers)
                .hasSize(1));
    }

    @Test
    void aShakingCameraChangesNoNumberWhenItIsTold() {
        assertThat(numbersOfShaken(true)).isEqualTo(2);
        assertThat(numbersOfShaken(false)).isGreaterThan(3);
    }

    /** How many pairs of place and number two people make, who tell nothing by themselves, before a camera that jumps by more than they are wide. */
    private static int numbersOfShaken(boolean told) {
        SplittableRandom random = new SplittableRandom(9);
        CameraTracker tracker = new CameraTracker(SETTINGS);
        CameraState state = new CameraState();
        Set<String> numbers = new HashSet<>();
        double before = 0;
        for (int f = 0; f < 80; f++) {
            double shake = 80 * random.nextDouble();
            FrameBoxes boxes = new FrameBoxes();
            boxes.begin(f + 1);
            boxes.add(100 + shake + 3 * f, 200, 50, 120, 0.9);
            boxes.add(170 + shake + 3 * f, 200, 50, 120, 0.9);
            if (told) {
                boxes.moved(shake - before, 0);
            }
            double middle = 160 + shake + 3 * f;
            tracker.on(
                    state,
                    boxes,
                    box -> numbers.add((box.left() + box.w() / 2 < middle ? "left " : "right ") + box.id()));
            before = shake;
        }
        return numbers.size();
    }

    @Test
    void aSingleWeakBoxIsNobody() {
        MotRows rows = new MotRows(0);
        for (int f = 1; f <= 60; f++) {
            rows.add(f, -1, 100 + 2 * f, 200, 50, 120, 0.95f, -1);
        }
        rows.add(61, -1, 700, 200, 50, 120, 0.55f, -1);
        MotRows tracks = SequenceTracker.tracks(rows, SETTINGS);
        assertThat(Arrays.stream(tracks.x(), 0, tracks.size())).allMatch(x -> x < 400);
    }

    @Test
    void looksKeepApartWhomMotionConfuses() {
        // two stop face to face, and go back the way they came: motion alone says that they passed each other
        assertThat(swaps(true)).isFalse();
    }

    private static boolean swaps(boolean looks) {
        MotRows rows = new MotRows(looks ? 2 : 0);
        for (int f = 1; f <= 60; f++) {
            double way = f <= 30 ? 6 * f : 6 * (60 - f);
            boolean hidden = f > 27 && f < 33;
            for (int person = 0; person < 2 && !hidden; person++) {
                double x = person == 0 ? 100 + way : 470 - way;
                int row = rows.add(f, -1, x, 200, 50, 120, 0.95f, -1);
                if (looks) {
                    rows.embedding(row, person, 1);
                    rows.embedding(row, 1 - person, 0.2f);
                }
            }
        }
        MotRows tracks = SequenceTracker.tracks(rows, SETTINGS);
        int leftAtFirst = 0;
        int leftAtLast = 0;
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.x()[i] < 200) {
                leftAtFirst = leftAtFirst == 0 ? tracks.id()[i] : leftAtFirst;
                leftAtLast = tracks.id()[i];
            }
        }
        return leftAtFirst != leftAtLast;
    }

    @Property(tries = 40)
    void theOrderOfDetectionsDoesNotMatter(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        List<List<Seen>> frames = crowd(seed, 40);
        SplittableRandom random = new SplittableRandom(seed + 1);
        List<List<Seen>> shuffled = new ArrayList<>();
        for (List<Seen> frame : frames) {
            List<Seen> other = new ArrayList<>(frame);
            for (int i = other.size() - 1; i > 0; i--) {
                java.util.Collections.swap(other, i, random.nextInt(i + 1));
            }
            shuffled.add(other);
        }
        assertThat(partition(frames)).isEqualTo(partition(shuffled));
    }

    @Property(tries = 40)
    void savedAndRestoredItGoesOnAsIfNothingHadHappened(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll @IntRange(min = 0, max = 39) int cut) {
        List<List<Seen>> frames = crowd(seed, 40);
        List<String> whole = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        CameraState one = new CameraState();
        CameraState other = new CameraState();
        CameraTracker tracker = new CameraTracker(SETTINGS);
        for (int f = 0; f < frames.size(); f++) {
            FrameBoxes boxes = boxes(f + 1, frames.get(f));
            if (f % 3 == 2) {
                boxes.skip(f + 1);
            }
            tracker.on(one, boxes, box -> whole.add(text(box)));
            tracker.on(other, boxes, box -> broken.add(text(box)));
            if (f == cut) {
                other = CameraState.restore(other.snapshot());
            }
        }
        assertThat(broken).isEqualTo(whole);
        assertThat(other.snapshot()).isEqualTo(one.snapshot());
    }

    @Property(tries = 20)
    void aNumberIsGivenOnceAFrame(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        List<List<Seen>> frames = crowd(seed, 40);
        CameraState state = new CameraState();
        CameraTracker tracker = new CameraTracker(SETTINGS);
        for (int f = 0; f < frames.size(); f++) {
            Set<Integer> numbers = new HashSet<>();
            tracker.on(state, boxes(f + 1, frames.get(f)), box -> assertThat(numbers.add(box.id()))
                    .isTrue());
        }
    }

    @Test
    void framesThatNeverCameAreLosses() {
        CameraTracker tracker = new CameraTracker(SETTINGS);
        CameraState state = new CameraState();
        for (int f = 1; f <= 10; f++) {
            tracker.on(state, boxes(f, List.of(new Seen(1, 100, 100, 50, 120, 0.9))), box -> {});
        }
        assertThat(state.tracks()).isEqualTo(1);
        tracker.on(state, boxes(2_000_000_000, List.of()), box -> {});
        assertThat(state.tracks()).isZero();
    }

    @Test
    void bytesThatAreNoStateAreRefused() {
        byte[] good = new CameraState().snapshot();
        assertThatThrownBy(() -> CameraState.restore(new byte[10])).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> CameraState.restore(Arrays.copyOf(good, good.length - 1)))
                .isInstanceOf(Refusal.class);
        byte[] version = good.clone();
        version[7] = 99;
        assertThatThrownBy(() -> CameraState.restore(version)).isInstanceOf(Refusal.class);
    }

    @Test
    void onceItHasMetItsLargestFrameItAllocatesNothing() {
        List<List<Seen>> frames = crowd(3, 40);
        CameraTracker tracker = new CameraTracker(SETTINGS);
        CameraState state = new CameraState();
        FrameBoxes boxes = new FrameBoxes();
        double[] sum = {0};
        Out<TrackedBox> out = box -> sum[0] += box.left();
        var threads = ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
        long allocated = 0;
        for (int round = 0; round < 300; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int f = 0; f < frames.size(); f++) {
                boxes.begin(round * frames.size() + f + 1);
                for (int i = 0; i < frames.get(f).size(); i++) {
                    Seen seen = frames.get(f).get(i);
                    boxes.add(seen.left, seen.top, seen.w, seen.h, seen.score);
                }
                tracker.on(state, boxes, out);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).as("bytes in the last 40 frames").isLessThan(2000); // asking costs some itself
    }

    /** Ten people who walk, meet, hide and are missed; some false boxes. */
    private static List<List<Seen>> crowd(long seed, int frames) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] people = new double[10][];
        for (int p = 0; p < people.length; p++) {
            people[p] = new double[] {
                800 * random.nextDouble(), 300 * random.nextDouble(), 8 * random.nextDouble() - 4, random.nextDouble()
            };
        }
        List<List<Seen>> scene = new ArrayList<>();
        for (int f = 0; f < frames; f++) {
            List<Seen> frame = new ArrayList<>();
            for (int p = 0; p < people.length; p++) {
                if (random.nextInt(10) > 0) {
                    double h = 120 + people[p][1] / 5 + 4 * random.nextDouble();
                    frame.add(new Seen(
                            p,
                            people[p][0] + people[p][2] * f + 3 * random.nextDouble(),
                            people[p][1] + people[p][3] * f + 3 * random.nextDouble(),
                            0.4 * h,
                            h,
                            0.5 + 0.5 * random.nextDouble()));
                }
            }
            if (random.nextInt(4) == 0) {
                frame.add(new Seen(-1, 900 * random.nextDouble(), 300, 60, 140, 0.6));
            }
            scene.add(frame);
        }
        return scene;
    }

    private static FrameBoxes boxes(int frame, List<Seen> seen) {
        FrameBoxes boxes = new FrameBoxes();
        boxes.begin(frame);
        seen.forEach(it -> boxes.add(it.left, it.top, it.w, it.h, it.score));
        return boxes;
    }

    /** The numbers that each person had, told by the nearest box. */
    private static Map<Integer, Set<Integer>> numbersOf(List<List<Seen>> frames, MotionSettings settings) {
        Map<Integer, Set<Integer>> numbers = new HashMap<>();
        CameraTracker tracker = new CameraTracker(settings);
        CameraState state = new CameraState();
        for (int f = 0; f < frames.size(); f++) {
            List<Seen> frame = frames.get(f);
            tracker.on(state, boxes(f + 1, frame), box -> {
                Seen nearest = frame.getFirst();
                for (Seen seen : frame) {
                    nearest = apart(seen, box) < apart(nearest, box) ? seen : nearest;
                }
                numbers.computeIfAbsent(nearest.person, it -> new HashSet<>()).add(box.id());
            });
        }
        return numbers;
    }

    private static double apart(Seen seen, TrackedBox box) {
        return Math.abs(seen.left - box.left()) + Math.abs(seen.top - box.top());
    }

    /** The tracks as sets of boxes, whatever their numbers are. */
    private static Set<Set<String>> partition(List<List<Seen>> frames) {
        Map<Integer, Set<String>> tracks = new HashMap<>();
        CameraTracker tracker = new CameraTracker(SETTINGS);
        CameraState state = new CameraState();
        for (int f = 0; f < frames.size(); f++) {
            tracker.on(
                    state, boxes(f + 1, frames.get(f)), box -> tracks.computeIfAbsent(box.id(), it -> new HashSet<>())
                            .add(box.frame() + " " + Math.round(box.left()) + " " + Math.round(box.top())));
        }
        return new HashSet<>(tracks.values());
    }

    private static String text(TrackedBox box) {
        return box.frame() + " " + box.id() + " " + box.left() + " " + box.top() + " " + box.w() + " " + box.h();
    }
}
