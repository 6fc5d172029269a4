package org.gwanmun.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankAreaTest {
    /** Positives 3, 1 and negatives 2, 1, 0: of six pairs four are won and one is a tie. */
    @Test
    void aTieCountsHalf() {
        RankArea area = new RankArea(new double[] {3, 2, 1, 1, 0}, new boolean[] {true, false, true, false, false});
        assertThat(area.area()).isEqualTo(4.5 / 6);
        assertThat(area.area(new double[] {1, 1, 0, 1, 1})).isEqualTo(1);
        assertThat(area.area(new double[] {1, 1, 3, 1, 1})).isEqualTo((3 + 3 * 1.5) / 12);
    }

    @Test
    void nothingToTellApartIsNoNumber() {
        assertThat(new RankArea(new double[] {1, 2}, new boolean[] {true, true}).area())
                .isNaN();
        assertThat(new RankArea(new double[0], new boolean[0]).area()).isNaN();
        assertThatThrownBy(() -> new RankArea(new double[] {Double.NaN}, new boolean[] {true}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RankArea(new double[2], new boolean[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Two normals of variance 1, one apart: Φ(1/√2) = 0.760250; two exponentials of rates 1 and 3: 3/4. */
    @Test
    void areasOfKnownDistributionsAreTheirClosedForms() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 40_000;
        double[] normal = new double[n];
        double[] exponential = new double[n];
        boolean[] positive = new boolean[n];
        for (int i = 0; i < n; i++) {
            positive[i] = i % 2 == 0;
            normal[i] = random.nextGaussian() + (positive[i] ? 1 : 0);
            exponential[i] = -Math.log(1 - random.nextDouble()) / (positive[i] ? 1 : 3);
        }
        assertThat(new RankArea(normal, positive).area()).isCloseTo(0.760250, within(0.01));
        assertThat(new RankArea(exponential, positive).area()).isCloseTo(0.75, within(0.01));
    }

    @Property
    void itIsTheShareOfWonPairs(@ForAll @Size(max = 20) byte[] scores) {
        double[] of = new double[scores.length];
        boolean[] positive = new boolean[scores.length];
        double won = 0;
        int pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            of[i] = scores[i] / 32;
            positive[i] = i % 3 == 0;
        }
        for (int i = 0; i < scores.length; i += 3) {
            for (int j = 0; j < scores.length; j++) {
                if (j % 3 != 0) {
                    pairs++;
                    won += of[i] > of[j] ? 1 : of[i] == of[j] ? 0.5 : 0;
                }
            }
        }
        double area = new RankArea(of, positive).area();
        if (pairs == 0) {
            assertThat(area).isNaN();
        } else {
            assertThat(area).isCloseTo(won / pairs, within(1e-12));
            double[] turned = Arrays.stream(of).map(s -> -s).toArray();
            assertThat(new RankArea(turned, positive).area()).isCloseTo(1 - area, within(1e-12));
        }
    }
}
