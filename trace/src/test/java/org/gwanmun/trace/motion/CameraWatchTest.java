package org.gwanmun.trace.motion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwanmun.trace.vision.Appearance;
import org.gwanmun.trace.vision.Candidates;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.trace.vision.PersonDetector;
import org.junit.jupiter.api.Test;

class CameraWatchTest {
    private static final MotionSettings SETTINGS = MotionSettings.standard(10);

    /** A box that was emitted. */
    private record Box(int frame, int id, double left, double top, double w, double h) {
        Box(TrackedBox box) {
            this(box.frame(), box.id(), box.left(), box.top(), box.w(), box.h());
        }
    }

    /** Sees two who walk towards each other on different rows, and tells time from the picture. */
    private static final class Walkers implements PersonDetector {
        int looked;

        @Override
        public void detect(Frame frame, Candidates people) {
            looked++;
            double f = 10 * frame.time_s();
            people.add(50 + 5 * f, 100, 40, 100, 0.9);
            people.add(550 - 5 * f, 160, 44, 110, 0.9);
        }

        @Override
        public void close() {}
    }

    private static List<Box> watch(PersonDetector detector, int everyNth, int frames) {
        CameraWatch watch = new CameraWatch(detector, null, SETTINGS, everyNth);
        List<Box> boxes = new ArrayList<>();
        for (int f = 0; f < frames; f++) {
            watch.on(picture(f / 10.0), box -> boxes.add(new Box(box)));
        }
        return boxes;
    }

    private static Frame picture(double time_s) {
        byte[] bgr = new byte[3 * 640 * 360];
        double f = 10 * time_s;
        paint(bgr, 50 + 5 * f, 100, 40, 100);
        paint(bgr, 550 - 5 * f, 160, 44, 110);
        return new Frame(640, 360, time_s, bgr);
    }

    /** Clothes whose pattern goes with the walker. */
    private static void paint(byte[] bgr, double left, int top, int w, int h) {
        for (int y = top; y < top + h; y++) {
            for (int x = Math.max(0, (int) left); x < Math.min(640, left + w); x++) {
                double u = x - left;
                int grey = (int) (120 + 60 * Math.sin(u / 5) * Math.cos((y - top) / 9.0));
                Arrays.fill(bgr, 3 * (640 * y + x), 3 * (640 * y + x) + 3, (byte) grey);
            }
        }
    }

    @Test
    void nobodyIsLedOverAGapInWhichTheCameraWasAway() {
        CameraWatch watch = new CameraWatch(new Walkers(), null, SETTINGS, 3);
        for (int f = 0; f < 31; f++) { // the next picture would not be looked at
            watch.on(picture(f / 10.0), box -> {});
        }
        List<Box> after = new ArrayList<>();
        watch.on(picture(9), box -> after.add(new Box(box)));
        assertThat(after).isEmpty();
        assertThat(watch.people().count()).isZero();
    }

    @Test
    void everyPictureHasItsBoxesThoughPeopleAreLookedForInEveryThird() {
        Walkers walkers = new Walkers();
        List<Box> boxes = watch(walkers, 3, 60);
        assertThat(walkers.looked).isEqualTo(20);
        TreeMap<Integer, TreeSet<Integer>> idsOfFrame = new TreeMap<>();
        for (Box box : boxes) {
            idsOfFrame.computeIfAbsent(box.frame, it -> new TreeSet<>()).add(box.id);
            double left = box.top < 130 ? 50 + 5 * (box.frame - 1) : 550 - 5 * (box.frame - 1);
            if (box.frame > 12) { // speeds are known by then
                assertThat(box.left).as("frame %d", box.frame).isBetween(left - 5, left + 5);
            }
        }
        assertThat(idsOfFrame).hasSize(60);
        assertThat(idsOfFrame.values()).allMatch(ids -> ids.equals(idsOfFrame.get(1)));
    }

    @Test
    void withALookAtEveryPictureItIsTheTrackerItself() {
        CameraTracker tracker = new CameraTracker(SETTINGS);
        CameraState state = new CameraState();
        state.picture(640, 360);
        List<Box> alone = new ArrayList<>();
        Walkers walkers = new Walkers();
        for (int f = 0; f < 40; f++) {
            Candidates people = new Candidates();
            walkers.detect(picture(f / 10.0), people);
            FrameBoxes boxes = new FrameBoxes();
            boxes.begin(f + 1);
            for (int i = 0; i < people.count(); i++) {
                boxes.add(people.left(i), people.top(i), people.w(i), people.h(i), people.score(i));
            }
            tracker.on(state, boxes, box -> alone.add(new Box(box)));
        }
        assertThat(watch(new Walkers(), 1, 40)).isEqualTo(alone);
    }

    @Test
    void whoIsMissedAtALookIsNotInvented() {
        Walkers walkers = new Walkers();
        PersonDetector blinking = new PersonDetector() {
            @Override
            public void detect(Frame frame, Candidates people) {
                if (frame.time_s() < 2 || frame.time_s() >= 2.4) {
                    walkers.detect(frame, people);
                }
            }

            @Override
            public void close() {}
        };
        List<Box> boxes = watch(blinking, 2, 40);
        assertThat(boxes).noneMatch(box -> box.frame >= 21 && box.frame <= 24);
        assertThat(boxes.stream().map(Box::id).distinct()).hasSize(2);
    }

    @Test
    void aCameraThatWasAwayKeepsNoNumbers() {
        CameraWatch watch = new CameraWatch(new Walkers(), null, SETTINGS, 1);
        List<Box> boxes = new ArrayList<>();
        for (int f = 0; f < 10; f++) {
            watch.on(picture(f / 10.0), box -> boxes.add(new Box(box)));
        }
        watch.on(picture(4), box -> boxes.add(new Box(box)));
        watch.on(picture(4.1), box -> boxes.add(new Box(box)));
        assertThat(boxes.stream().filter(box -> box.frame > 10).map(Box::id).distinct())
                .hasSize(2)
                .doesNotContain(1, 2);
    }

    @Test
    void looksReachTheTracker() {
        int[] described = {0};
        Appearance appearance = new Appearance() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public void describe(Frame frame, Candidates people, float[] into) {
                described[0] += people.count();
                for (int i = 0; i < people.count(); i++) {
                    into[2 * i + i % 2] = 1;
                }
            }

            @Override
            public void close() {}
        };
        CameraWatch watch = new CameraWatch(new Walkers(), appearance, SETTINGS, 2);
        List<Box> boxes = new ArrayList<>();
        for (int f = 0; f < 20; f++) {
            watch.on(picture(f / 10.0), box -> boxes.add(new Box(box)));
        }
        assertThat(described[0]).isEqualTo(20);
        assertThat(boxes.stream().map(Box::id).distinct()).hasSize(2);
    }
}
