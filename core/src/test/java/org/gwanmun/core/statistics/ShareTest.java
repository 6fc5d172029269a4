package org.gwanmun.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShareTest {
    /** Worked by hand for 15 of 148, and for the ends, from Wilson's formula. */
    @Test
    void boundsAreWilsons() {
        Share share = new Share(15, 148);
        assertThat(share.share()).isCloseTo(0.10135, within(1e-5));
        assertThat(share.low()).isCloseTo(0.0624, within(1e-4));
        assertThat(share.high()).isCloseTo(0.1605, within(1e-4));
        assertThat(new Share(0, 10).low()).isZero();
        assertThat(new Share(0, 10).high()).isCloseTo(0.2775, within(1e-4));
        assertThat(new Share(10, 10).low()).isCloseTo(0.7225, within(1e-4));
        assertThat(new Share(10, 10).high()).isEqualTo(1);
    }

    @Test
    void whatIsNotKnownIsAnything() {
        assertThat(new Share(0, 0).low()).isZero();
        assertThat(new Share(0, 0).high()).isEqualTo(1);
        assertThat(new Share(0, 0).share()).isNaN();
        assertThatThrownBy(() -> new Share(3, 2)).hasMessageContaining("3 of 2");
    }

    /** Over many true shares and samples the interval holds about as often as it says. */
    @Test
    void theIntervalCoversTheTruthAboutNineteenTimesInTwenty() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(1);
        int covered = 0;
        int trials = 20_000;
        for (int t = 0; t < trials; t++) {
            double p = 0.05 + 0.9 * random.nextDouble();
            int of = 20 + random.nextInt(180);
            int n = 0;
            for (int i = 0; i < of; i++) {
                n += random.nextDouble() < p ? 1 : 0;
            }
            Share share = new Share(n, of);
            covered += share.low() <= p && p <= share.high() ? 1 : 0;
        }
        assertThat(covered / (double) trials).isCloseTo(0.95, within(0.006));
    }
}
