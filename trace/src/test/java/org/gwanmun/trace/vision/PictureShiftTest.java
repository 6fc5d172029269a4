package org.gwanmun.trace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PictureShiftTest {
    private static final int W = 768;
    private static final int H = 576;

    /** A scene that goes on beyond the picture: waves of many lengths and directions, so that it is known between pixels too. */
    private static final class Scene {
        private final double[] kx = new double[40];
        private final double[] ky = new double[40];
        private final double[] phase = new double[40];
        private final double[] tall = new double[40];

        Scene(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < kx.length; i++) {
                double length_px = 12 * Math.exp(3 * random.nextDouble());
                double way = Math.PI * random.nextDouble();
                kx[i] = 2 * Math.PI / length_px * Math.cos(way);
                ky[i] = 2 * Math.PI / length_px * Math.sin(way);
                phase[i] = 2 * Math.PI * random.nextDouble();
                tall[i] = 3 + Math.sqrt(length_px);
            }
        }

        double at(double x, double y) {
            double sum = 120;
            for (int i = 0; i < kx.length; i++) {
                sum += tall[i] * Math.sin(kx[i] * x + ky[i] * y + phase[i]) * 0.7;
            }
            return sum;
        }

        /** As seen once the camera moved it by (dx, dy). */
        Frame picture(double dx, double dy, double brighter, long noiseSeed) {
            SplittableRandom noise = new SplittableRandom(noiseSeed);
            byte[] bgr = new byte[3 * W * H];
            for (int y = 0; y < H; y += 1) {
                for (int x = 0; x < W; x++) {
                    double grey = at(x - dx, y - dy) + brighter + 2 * noise.nextGaussian();
                    byte value = (byte) Math.clamp(Math.round(grey), 0, 255);
                    int o = 3 * (y * W + x);
                    bgr[o] = value;
                    bgr[o + 1] = value;
                    bgr[o + 2] = value;
                }
            }
            return new Frame(W, H, 0, bgr);
        }
    }

    private static Frame paint(Frame picture, Candidates people, Scene clothes, double dx, double dy) {
        byte[] bgr = picture.bgr().clone();
        for (int i = 0; i < people.count(); i++) {
            for (int y = 0; y < people.h(i); y++) {
                for (int x = 0; x < people.w(i); x++) {
                    int px = (int) (people.left(i) + dx) + x;
                    int py = (int) (people.top(i) + dy) + y;
                    if (px >= 0 && py >= 0 && px < W && py < H) {
                        byte value = (byte) Math.clamp((int) clothes.at(x + 900.0 * i, y), 0, 255);
                        bgr[3 * (py * W + px)] = value;
                        bgr[3 * (py * W + px) + 1] = value;
                        bgr[3 * (py * W + px) + 2] = value;
                    }
                }
            }
        }
        return new Frame(W, H, 0, bgr);
    }

    private static PictureShift between(Frame before, Frame now, Candidates people) {
        Luminance one = new Luminance();
        Luminance other = new Luminance();
        one.of(before);
        other.of(now);
        PictureShift shift = new PictureShift();
        shift.estimate(one, other, people);
        return shift;
    }

    @Property(tries = 12)
    void aKnownShiftIsFoundToAFractionOfAPixel(
            @ForAll @LongRange(min = 0, max = 1000) long seed,
            @ForAll @DoubleRange(min = -60, max = 60) double dx,
            @ForAll @DoubleRange(min = -60, max = 60) double dy) {
        Scene scene = new Scene(seed);
        PictureShift shift =
                between(scene.picture(0, 0, 0, seed), scene.picture(dx, dy, 15, seed + 1), new Candidates());
        assertThat(shift.trust()).isGreaterThan(0.6);
        assertThat(shift.dx()).isCloseTo(dx, within(0.15));
        assertThat(shift.dy()).isCloseTo(dy, within(0.15));
    }

    @Test
    void aStillCameraHasNotMoved() {
        Scene scene = new Scene(4);
        PictureShift shift = between(scene.picture(0, 0, 0, 1), scene.picture(0, 0, 0, 2), new Candidates());
        assertThat(shift.trust()).isGreaterThan(0.95);
        assertThat(Math.hypot(shift.dx(), shift.dy())).isLessThan(0.03);
    }

    @Test
    void peopleWhoCoverAThirdOfThePictureDoNotMoveIt() {
        Scene scene = new Scene(7);
        Candidates people = new Candidates();
        for (int i = 0; i < 9; i++) {
            people.add(20 + 82 * i, 60 + 20 * (i % 3), 50, 330, 0.9);
        }
        Scene clothes = new Scene(8);
        Frame before = paint(scene.picture(0, 0, 0, 1), people, clothes, 0, 0);
        Frame now = paint(scene.picture(5.4, -3.3, 0, 2), people, clothes, 21, 0);
        PictureShift told = between(before, now, people);
        assertThat(told.trust()).isGreaterThan(PictureShift.ENOUGH_TRUST);
        assertThat(told.dx()).isCloseTo(5.4, within(0.15));
        assertThat(told.dy()).isCloseTo(-3.3, within(0.15));
        assertThat(between(before, now, new Candidates())
                        .trust()) // nobody said who are people: it may not know, but not err
                .isLessThan(PictureShift.ENOUGH_TRUST);
    }

    @Test
    void aPlainWallTellsNothing() {
        byte[] grey = new byte[3 * W * H];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (128 + 2 * random.nextGaussian());
        }
        Frame wall = new Frame(W, H, 0, grey);
        assertThat(between(wall, new Frame(W, H, 0, grey.clone()), new Candidates())
                        .trust())
                .isZero();
    }

    @Test
    void anotherSceneIsNoShift() {
        PictureShift shift =
                between(new Scene(1).picture(0, 0, 0, 1), new Scene(2).picture(0, 0, 0, 2), new Candidates());
        assertThat(shift.trust()).isLessThan(PictureShift.ENOUGH_TRUST);
    }

    @Test
    void picturesOfOtherOrTinySizesTellNothing() {
        Frame tiny = new Frame(3, 2, 0, new byte[18]);
        assertThat(between(tiny, tiny, new Candidates()).trust()).isZero();
        assertThat(between(tiny, new Frame(W, H, 0, new byte[3 * W * H]), new Candidates())
                        .trust())
                .isZero();
    }

    @Test
    void itAllocatesNothingOnceWarm() {
        Frame picture = new Scene(5).picture(0, 0, 0, 1);
        Luminance one = new Luminance();
        Luminance other = new Luminance();
        PictureShift shift = new PictureShift();
        Candidates people = new Candidates();
        var threads = ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
        long allocated = 0;
        for (int i = 0; i < 300; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            one.of(picture);
            shift.estimate(other, one, people);
            Luminance swap = one;
            one = other;
            other = swap;
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isLessThan(2000);
    }
}
