package org.gwanmun.trace.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gwanmun.trace.evaluation.Likeness.Look;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static final int DIMENSION = 16;

    private static float[] unit(SplittableRandom random, float[] near, double noise) {
        float[] d = new float[DIMENSION];
        double square = 0;
        for (int i = 0; i < DIMENSION; i++) {
            d[i] = (float) (near[i] + noise * random.nextGaussian());
            square += d[i] * d[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            d[i] /= (float) Math.sqrt(square);
        }
        return d;
    }

    /** Ten people, 40 frames, each walking from a place of his own; described by himself, by his place, or by chance. */
    private static List<Look> looks(int by) {
        SplittableRandom random = new SplittableRandom(3);
        List<Look> looks = new ArrayList<>();
        for (int person = 0; person < 10; person++) {
            float[] self = unit(random, new float[DIMENSION], 1);
            double x = 900 * random.nextDouble();
            double speed = 10 * random.nextDouble() - 5;
            for (int frame = 1; frame <= 40; frame++) {
                double at = x + speed * frame;
                float[] description;
                if (by == 0) {
                    description = unit(random, self, 0);
                } else if (by == 1) {
                    description = new float[] {(float) Math.cos(at / 300), (float) Math.sin(at / 300)};
                } else {
                    description = unit(random, new float[DIMENSION], 1);
                }
                looks.add(new Look(person, frame, at, 100, 100, description));
            }
        }
        return looks;
    }

    @Test
    void whoIsDescribedByHimselfIsKnown() {
        Likeness likeness = Likeness.of(looks(0), 25, 5, 1);
        assertThat(likeness.people()).isEqualTo(10);
        // First looks of frames 5, 10 and 15, later ones from 25 frames on in steps of five.
        assertThat(likeness.same()).isEqualTo(10 * (3 + 2 + 1));
        assertThat(likeness.other()).isEqualTo(9 * likeness.same());
        assertThat(likeness.area()).isGreaterThan(0.99);
        assertThat(likeness.areaAtDistance()).isGreaterThan(0.99);
    }

    @Test
    void whoIsDescribedByChanceIsNot() {
        Likeness likeness = Likeness.of(looks(2), 25, 1, 1);
        assertThat(likeness.area()).isCloseTo(0.5, within(0.05));
        assertThat(likeness.low()).isLessThan(likeness.area());
        assertThat(likeness.high()).isGreaterThan(likeness.area());
    }

    /** A person is near where he was. Among people who are as near as he is, his place tells nothing. */
    @Test
    void thePlaceTellsWhoItIsUnlessItIsAccountedFor() {
        Likeness likeness = Likeness.of(looks(1), 25, 1, 1);
        assertThat(likeness.area()).isGreaterThan(0.75);
        assertThat(likeness.areaAtDistance()).isLessThan(likeness.area() - 0.2);
    }
}
