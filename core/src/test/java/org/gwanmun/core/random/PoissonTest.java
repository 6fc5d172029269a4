package org.gwanmun.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonTest {
    /** χ² of the histogram against the law itself: a wrong tail shows here, where mean and variance may still agree. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 3, 9.99, 10, 25, 180})
    void theHistogramFollowsTheLaw(double lambda) {
        RandomGenerator random = RandomStreams.stream(11, Math.round(1000 * lambda));
        int n = 200_000;
        int cells = (int) (lambda + 12 * Math.sqrt(lambda) + 20);
        long[] histogram = new long[cells];
        for (int i = 0; i < n; i++) {
            histogram[(int) Math.min(cells - 1.0, (double) Poisson.sample(lambda, random))]++;
        }
        double chi2 = 0;
        int freedom = -1;
        for (int k = 0; k < cells; k++) {
            double expected = n * Math.exp(k * Math.log(lambda) - lambda - Poisson.logFactorial(k));
            if (expected >= 10) {
                chi2 += (histogram[k] - expected) * (histogram[k] - expected) / expected;
                freedom++;
            }
        }
        assertThat(chi2).isLessThan(freedom + 5 * Math.sqrt(2.0 * freedom) + 5);
    }

    @Test
    void meanAndVarianceAgreeForManyPhotons() {
        double lambda = 30_000;
        RandomGenerator random = RandomStreams.stream(5);
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double d = Poisson.sample(lambda, random) - lambda;
            sum += d;
            squares += d * d;
        }
        assertThat(Math.abs(sum / n)).isLessThan(5 * Math.sqrt(lambda / n));
        assertThat(squares / n / lambda).isBetween(0.97, 1.03);
    }

    @Test
    void impossibleMeansAreRefused() {
        RandomGenerator random = RandomStreams.stream(1);
        assertThat(Poisson.sample(0, random)).isZero();
        for (double lambda : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e10}) {
            assertThatThrownBy(() -> Poisson.sample(lambda, random)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void streamsDependOnSeedAndKeysAlone() {
        assertThat(RandomStreams.stream(1, 2, 3).nextLong())
                .isEqualTo(RandomStreams.stream(1, 2, 3).nextLong());
        assertThat(RandomStreams.stream(1, 2, 3).nextLong())
                .isNotEqualTo(RandomStreams.stream(1, 3, 2).nextLong())
                .isNotEqualTo(RandomStreams.stream(2, 2, 3).nextLong());
    }
}
