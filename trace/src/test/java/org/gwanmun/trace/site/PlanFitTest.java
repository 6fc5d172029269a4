package org.gwanmun.trace.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;

class PlanFitTest {
    /** A pin-hole camera 4 m above the origin of the plan, looking along +y and down. */
    private record Camera(double focal_px, double down) {
        double[] sees(double x_m, double y_m) {
            double depth = y_m * Math.cos(down) + 4 * Math.sin(down);
            double below = 4 * Math.cos(down) - y_m * Math.sin(down);
            return new double[] {960 + focal_px * x_m / depth, 540 + focal_px * below / depth};
        }

        PlanFit.Pair pair(double x_m, double y_m, double errX_px, double errY_px) {
            double[] at = sees(x_m, y_m);
            return new PlanFit.Pair(at[0] + errX_px, at[1] + errY_px, x_m, y_m);
        }
    }

    private static final Camera CAMERA = new Camera(1200, 0.35);

    @Property(tries = 50)
    void fourExactPointsGiveTheWholeFloor(
            @ForAll @DoubleRange(min = 500, max = 3000) double focal_px,
            @ForAll @DoubleRange(min = 0.05, max = 1.2) double down,
            @ForAll @DoubleRange(min = -6, max = 6) double x_m,
            @ForAll @DoubleRange(min = 3, max = 40) double y_m) {
        Camera camera = new Camera(focal_px, down);
        PlanFit fit = PlanFit.of(List.of(
                camera.pair(-3, 4, 0, 0),
                camera.pair(3, 4, 0, 0),
                camera.pair(5, 15, 0, 0),
                camera.pair(-5, 17, 0, 0)));
        assertThat(fit.rms_px()).isLessThan(1e-6);
        assertThat(fit.spare()).isZero();
        double[] at = camera.sees(x_m, y_m);
        GroundPlane.Place place = fit.plane().findPlace(at[0], at[1], 1, 1).orElseThrow();
        assertThat(place.x_m()).isCloseTo(x_m, within(1e-5 * y_m));
        assertThat(place.y_m()).isCloseTo(y_m, within(1e-5 * y_m));
        GroundPlane.Point back = fit.plane().findPoint(x_m, y_m).orElseThrow();
        assertThat(back.x_px()).isCloseTo(at[0], within(1e-4));
        assertThat(back.y_px()).isCloseTo(at[1], within(1e-4));
    }

    private static List<PlanFit.Pair> marked(long seed, int n, double error_px) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PlanFit.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            pairs.add(CAMERA.pair(
                    10 * random.nextDouble() - 5,
                    4 + 16 * random.nextDouble(),
                    error_px * random.nextGaussian(),
                    error_px * random.nextGaussian()));
        }
        return pairs;
    }

    @Test
    void theErrorInThePictureIsThatOfTheMarks() {
        double squares = 0;
        int spare = 0;
        for (int seed = 0; seed < 100; seed++) {
            PlanFit fit = PlanFit.of(marked(seed, 12, 2));
            squares += fit.rms_px() * fit.rms_px() * fit.pairs().size();
            spare += fit.spare();
        }
        assertThat(Math.sqrt(squares / spare)).isCloseTo(2, within(0.1)); // 1600 of them: 1.8 %
    }

    @Property(tries = 20)
    void noMapNearbyFitsThePictureBetter(@ForAll @LongRange(min = 0, max = 1000) long seed) {
        List<PlanFit.Pair> pairs = marked(seed, 10, 3);
        PlanFit fit = PlanFit.of(pairs);
        SplittableRandom random = new SplittableRandom(seed);
        double[] numbers = fit.plane().map().numbers();
        for (int i = 0; i < 20; i++) {
            double[] other = numbers.clone();
            int k = random.nextInt(9);
            other[k] *= 1 + 1e-5 * random.nextGaussian();
            double sum = 0;
            double[] at = new double[2];
            for (PlanFit.Pair pair : pairs) {
                new org.gwanmun.trace.motion.GroundMap(other).toPicture(pair.x_m(), pair.y_m(), at, 0);
                sum += Math.pow(at[0] - pair.x_px(), 2) + Math.pow(at[1] - pair.y_px(), 2);
            }
            assertThat(Math.sqrt(sum / pairs.size())).isGreaterThan(fit.rms_px() - 1e-9);
        }
    }

    @Test
    void aPointThatWasMarkedWronglyStandsOut() {
        List<PlanFit.Pair> pairs = new ArrayList<>(marked(5, 10, 0.5));
        PlanFit.Pair good = pairs.get(6);
        pairs.set(6, new PlanFit.Pair(good.x_px() + 60, good.y_px(), good.x_m(), good.y_m()));
        List<Double> errors = PlanFit.of(pairs).error_px();
        assertThat(errors.indexOf(errors.stream().max(Double::compare).orElseThrow()))
                .isEqualTo(6);
    }

    @Test
    void pointsThatDoNotTellAreRefusedInBothLanguages() {
        List<PlanFit.Pair> line = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            line.add(CAMERA.pair(i, 5 + i, 0, 0));
        }
        List<PlanFit.Pair> threeInLine = List.of(
                CAMERA.pair(-3, 4, 0, 0), CAMERA.pair(0, 4, 0, 0), CAMERA.pair(3, 4, 0, 0), CAMERA.pair(0, 15, 0, 0));
        PlanFit.Pair one = CAMERA.pair(1, 5, 0, 0);
        List<PlanFit.Pair> good = marked(3, 6, 0);
        List<PlanFit.Pair> broken = new ArrayList<>(good);
        broken.set(2, new PlanFit.Pair(Double.NaN, 1, 1, 1));
        for (List<PlanFit.Pair> bad :
                List.of(line, threeInLine, List.of(one, one, one, one), good.subList(0, 3), broken)) {
            assertThatThrownBy(() -> PlanFit.of(bad)).isInstanceOf(Refusal.class);
        }
        for (SiteMessage key : SiteMessage.values()) {
            for (Language language : Language.values()) {
                assertThat(Messages.text(language, key, 1, 2).toLowerCase(Locale.ROOT))
                        .isNotBlank();
            }
        }
    }

    @Test
    void whatIsExchangedTurnsTheFloorOver() {
        List<PlanFit.Pair> pairs = new ArrayList<>(List.of(
                CAMERA.pair(-3, 4, 0, 0),
                CAMERA.pair(3, 4, 0, 0),
                CAMERA.pair(5, 15, 0, 0),
                CAMERA.pair(-5, 17, 0, 0)));
        PlanFit.Pair one = pairs.get(0);
        PlanFit.Pair other = pairs.get(1);
        pairs.set(0, new PlanFit.Pair(one.x_px(), one.y_px(), other.x_m(), other.y_m()));
        pairs.set(1, new PlanFit.Pair(other.x_px(), other.y_px(), one.x_m(), one.y_m()));
        assertThatThrownBy(() -> PlanFit.of(pairs)).isInstanceOf(Refusal.class).hasMessageContaining("exchanged");
    }

    @Test
    void aPixelIsWorthMoreMetresFartherAway() {
        GroundPlane plane = PlanFit.of(marked(1, 10, 0)).plane();
        SplittableRandom random = new SplittableRandom(2);
        double before = 0;
        for (double y_m : new double[] {5, 10, 20}) {
            double[] foot = CAMERA.sees(2, y_m);
            GroundPlane.Place place = plane.findPlace(foot[0], foot[1], 2, 3).orElseThrow();
            assertThat(place.yy_m2()).isGreaterThan(before);
            before = place.yy_m2();
            double[] sums = new double[3]; // against what scattered feet do
            for (int i = 0; i < 20_000; i++) {
                GroundPlane.Place other = plane.findPlace(
                                foot[0] + 2 * random.nextGaussian(), foot[1] + 3 * random.nextGaussian(), 2, 3)
                        .orElseThrow();
                sums[0] += Math.pow(other.x_m() - 2, 2) / 20_000;
                sums[1] += (other.x_m() - 2) * (other.y_m() - y_m) / 20_000;
                sums[2] += Math.pow(other.y_m() - y_m, 2) / 20_000;
            }
            assertThat(place.xx_m2()).isCloseTo(sums[0], within(0.06 * sums[0]));
            assertThat(place.xy_m2()).isCloseTo(sums[1], within(0.06 * Math.sqrt(sums[0] * sums[2])));
            assertThat(place.yy_m2()).isCloseTo(sums[2], within(0.06 * sums[2]));
            assertThat(place.deviations(2, y_m + Math.sqrt(place.yy_m2()))).isGreaterThan(0.99);
        }
        assertThat(plane.findPlace(960, 10, 1, 1)).isEmpty(); // above the horizon
    }
}
