package org.gwanmun.trace.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AppearanceTrialTest {
    /** Eight people on fifty frames; their number as a description, and nothing but chance. */
    private static List<AppearanceTrial.Look> looks() {
        SplittableRandom random = new SplittableRandom(4);
        List<AppearanceTrial.Look> looks = new ArrayList<>();
        for (int frame = 0; frame < 50; frame++) {
            for (int person = 0; person < 8; person++) {
                float[] number = new float[8];
                number[person] = 1;
                float[] chance = new float[8];
                for (int k = 0; k < 8; k++) {
                    chance[k] = (float) random.nextGaussian();
                }
                looks.add(new AppearanceTrial.Look(person + 10, frame, new float[][] {chance, number}));
            }
        }
        return looks;
    }

    @Test
    void aNumberTellsPeopleApartAndChanceDoesNot() {
        AppearanceTrial trial = AppearanceTrial.of(looks(), 10, 50, 1);
        assertThat(trial.people()).containsExactly(10, 11, 12, 13, 14, 15, 16, 17);
        assertThat(trial.same()).isEqualTo(8 * (40 * 41 / 2));
        assertThat(trial.other()).isEqualTo(8 * 7 * 40 * 41);
        assertThat(trial.figures().get(0).area().mean()).isCloseTo(0.5, within(0.03));
        assertThat(trial.figures().get(1).area().mean()).isEqualTo(1);
        assertThat(trial.figures().get(1).area().low()).isEqualTo(1);
        assertThat(trial.gains()).hasSize(1);
        assertThat(trial.gains().get(0).low())
                .isBetween(0.4, trial.gains().get(0).mean());
        assertThat(trial.gains().get(0).high()).isBetween(trial.gains().get(0).mean(), 0.6);
    }

    @Test
    void someoneSeenTooBrieflyIsNoPersonOfTheTrial() {
        List<AppearanceTrial.Look> looks = looks();
        looks.removeIf(look -> look.person() == 12 && look.frame() > 9);
        AppearanceTrial trial = AppearanceTrial.of(looks, 10, 10, 1);
        assertThat(trial.people()).doesNotContain(12).hasSize(7);
        assertThat(AppearanceTrial.of(List.of(), 10, 10, 1).people()).isEmpty();
    }
}
