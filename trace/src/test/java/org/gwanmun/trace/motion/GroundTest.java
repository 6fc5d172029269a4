package org.gwanmun.trace.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroundTest {
    private static final double HEIGHT_M = 4;
    private static final double FOCAL_PX = 800;
    private static final double HORIZON_PX = 100;

    /** A level camera: X = H (x − 500) / (y − horizon), Y = f H / (y − horizon). */
    private static final GroundMap MAP =
            new GroundMap(new double[] {HEIGHT_M, 0, -500 * HEIGHT_M, 0, 0, FOCAL_PX * HEIGHT_M, 0, 1, -HORIZON_PX});

    /** Centre x, centre y, width, height of somebody of 1.7 m. */
    private static double[] box(double x_m, double y_m) {
        double h = 1.7 * FOCAL_PX / y_m;
        double foot = HORIZON_PX + FOCAL_PX * HEIGHT_M / y_m;
        return new double[] {500 + FOCAL_PX * x_m / y_m, foot - h / 2, 0.3 * h, h};
    }

    @Property(tries = 50)
    void thereAndBackIsTheSamePlace(
            @ForAll @DoubleRange(min = -20, max = 20) double x_m, @ForAll @DoubleRange(min = 1, max = 60) double y_m) {
        double[] at = new double[4];
        assertThat(MAP.toPicture(x_m, y_m, at, 0)).isTrue();
        assertThat(MAP.toPlan(at[0], at[1], at, 2)).isTrue();
        assertThat(at[2]).isCloseTo(x_m, within(1e-9));
        assertThat(at[3]).isCloseTo(y_m, within(1e-9));
        double[] slope = new double[4];
        MAP.slope(at[0], at[1], slope, 0);
        double[] near = new double[2];
        MAP.toPlan(at[0], at[1] + 1e-4, near, 0);
        assertThat(slope[1]).isCloseTo((near[0] - x_m) / 1e-4, within(1e-3 * y_m));
        assertThat(slope[3]).isCloseTo((near[1] - y_m) / 1e-4, within(1e-3 * y_m));
    }

    @Test
    void theSkyIsNoGround() {
        double[] into = {7, 7, 7, 7};
        assertThat(MAP.toPlan(500, 99, into, 0)).isFalse();
        assertThat(MAP.slope(500, HORIZON_PX, into, 0)).isFalse();
        assertThat(MAP.toPicture(0, -3, into, 0)).isFalse();
        assertThat(into).containsOnly(7);
        assertThatThrownBy(() -> new GroundMap(new double[9])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GroundMap(new double[] {1, 0, 0, 0, 1, 0, 0, 0, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsAsFarOffAsItSaysItIsUncertain() {
        SplittableRandom random = new SplittableRandom(1);
        double step = 0.2;
        double[] filter = new double[GroundFilter.SIZE];
        double[] foot = new double[GroundFilter.FOOT];
        double sum = 0;
        int n = 0;
        for (int walk = 0; walk < 300; walk++) {
            double[] truth = {0, 12, 0.8 * random.nextGaussian(), 0.8 * random.nextGaussian()};
            for (int i = 0; i < 15; i++) {
                double[] box = box(truth[0], truth[1]);
                double h = box[3];
                box[0] += 0.1 * h * random.nextGaussian();
                box[1] += 0.1 * h * random.nextGaussian();
                assertThat(GroundFilter.measure(MAP, box, 0, foot, 0)).isTrue();
                if (i == 0) {
                    GroundFilter.begin(filter, 0, foot, 0);
                } else {
                    GroundFilter.predict(filter, 0, step);
                    sum += GroundFilter.distance(filter, 0, foot, 0);
                    n++;
                    GroundFilter.update(filter, 0, foot, 0);
                }
                for (int axis = 0; axis < 2; axis++) {
                    double push = random.nextGaussian();
                    truth[axis] += truth[axis + 2] * step + push * step * step / 2;
                    truth[axis + 2] += push * step;
                }
            }
        }
        assertThat(sum / n).isCloseTo(2, within(0.15)); // two degrees of freedom
    }

    /** How many numbers two take who walk past each other at 1.3 m/s, seen once a second. */
    private static int numbers(@Nullable GroundMap ground) {
        MotionSettings settings = MotionSettings.standard(1);
        CameraTracker tracker = new CameraTracker(settings, ground);
        CameraState state = new CameraState();
        Set<Integer> numbers = new HashSet<>();
        for (int f = 1; f <= 12; f++) {
            FrameBoxes boxes = new FrameBoxes();
            boxes.begin(f);
            for (double[] box : new double[][] {box(-8 + 1.3 * f, 14), box(8 - 1.3 * f, 20)}) {
                boxes.add(box[0] - box[2] / 2, box[1] - box[3] / 2, box[2], box[3], 0.9);
            }
            tracker.on(state, boxes, box -> numbers.add(box.id()));
        }
        return numbers.size();
    }

    @Test
    void onTheGroundAWalkIsAWalkThoughBoxesNeverOverlap() {
        assertThat(numbers(MAP)).isEqualTo(2);
        assertThat(numbers(null)).isGreaterThan(2);
    }

    @Test
    void savedAndRestoredItGoesOnOnTheGround() {
        SplittableRandom random = new SplittableRandom(4);
        CameraTracker tracker = new CameraTracker(MotionSettings.standard(5), MAP);
        CameraState one = new CameraState();
        CameraState other = new CameraState();
        List<String> whole = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (int f = 1; f <= 40; f++) {
            FrameBoxes boxes = new FrameBoxes();
            boxes.begin(f);
            for (int person = 0; person < 5; person++) {
                double[] box = box(person - 3 + 0.2 * f * (person % 2), 8 + 2 * person);
                if (random.nextInt(8) > 0) {
                    boxes.add(box[0] - box[2] / 2 + random.nextGaussian(), box[1] - box[3] / 2, box[2], box[3], 0.9);
                }
            }
            tracker.on(one, boxes, box -> whole.add(box.frame() + " " + box.id() + " " + box.left()));
            tracker.on(other, boxes, box -> broken.add(box.frame() + " " + box.id() + " " + box.left()));
            other = CameraState.restore(other.snapshot());
        }
        assertThat(broken).isEqualTo(whole).isNotEmpty();
    }
}
