package org.gwanmun.trace.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gwanmun.trace.MotRows;
import org.junit.jupiter.api.Test;

/** Closed forms of the measures, on scenes small enough to count by hand. */
class ScoresTest {
    private static final int FRAMES = 10;

    @Test
    void perfectTracksScoreAHundredEverywhere() {
        Scores scores = Scores.of(Matchup.of(walk(1, 0), walk(7, 0), Benchmark.NONE));
        assertThat(scores.hota().hota()).isCloseTo(1, within(1e-12));
        assertThat(scores.clear().mota()).isEqualTo(1);
        assertThat(scores.identity().idf1()).isEqualTo(1);
        assertThat(scores.clear().mt()).isEqualTo(1);
    }

    @Test
    void aBoxShiftedByAThirdCountsUpToItsOverlap() {
        // 20 of 60 pixels aside: IoU = 40/80 = 0.5, which is reached by 10 of 19 thresholds
        Scores scores = Scores.of(Matchup.of(walk(1, 0), walk(1, 20), Benchmark.NONE));
        assertThat(scores.hota().hota()).isCloseTo(10.0 / 19, within(1e-12));
        assertThat(scores.clear().mota()).isEqualTo(1);
        assertThat(scores.clear().motp()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void anIdentityThatChangesHalfwayHalvesAssociation() {
        MotRows tracks = new MotRows(0);
        for (int f = 1; f <= FRAMES; f++) {
            tracks.add(f, f <= FRAMES / 2 ? 1 : 2, 10 * f, 0, 60, 120, 1, -1);
        }
        Scores scores = Scores.of(Matchup.of(walk(1, 0), tracks, Benchmark.NONE));
        assertThat(scores.hota().detA()).isEqualTo(1);
        assertThat(scores.hota().assA()).isCloseTo(0.5, within(1e-12));
        assertThat(scores.clear().idSwitches()).isEqualTo(1);
        assertThat(scores.clear().mota()).isCloseTo(0.9, within(1e-12));
        assertThat(scores.identity().idf1()).isEqualTo(0.5);
    }

    @Test
    void nothingFoundIsZeroAndNothingThereIsAllFalse() {
        Scores missed = Scores.of(Matchup.of(walk(1, 0), new MotRows(0), Benchmark.NONE));
        assertThat(missed.hota().hota()).isZero();
        assertThat(missed.clear().fn()).isEqualTo(FRAMES);
        assertThat(missed.clear().ml()).isEqualTo(1);
        Scores invented = Scores.of(Matchup.of(new MotRows(0), walk(1, 0), Benchmark.NONE));
        assertThat(invented.clear().fp()).isEqualTo(FRAMES);
        assertThat(invented.identity().idfp()).isEqualTo(FRAMES);
    }

    @Test
    void aPersonIsTheSameInAllCamerasWhoseIdentitiesAreShared() {
        List<MotRows> truth = List.of(walk(1, 0), walk(1, 0));
        assertThat(Scores.of(Matchup.ofShared(truth, List.of(walk(5, 0), walk(5, 0)), Benchmark.NONE))
                        .identity()
                        .idf1())
                .isEqualTo(1);
        assertThat(Scores.of(Matchup.ofShared(truth, List.of(walk(5, 0), walk(6, 0)), Benchmark.NONE))
                        .identity()
                        .idf1())
                .isEqualTo(0.5);
    }

    @Test
    void identityZeroIsAnIdentity() {
        assertThat(Scores.of(Matchup.of(walk(0, 0), walk(0, 0), Benchmark.NONE))
                        .clear()
                        .tp())
                .isEqualTo(FRAMES);
    }

    @Test
    void benchmarksDropWhatTheirRulesSay() {
        MotRows truth = new MotRows(0);
        truth.add(1, 1, 0, 0, 60, 120, 1, 1);
        truth.add(1, 2, 300, 0, 60, 120, 0, 1); // flagged 0
        truth.add(1, 3, 600, 0, 60, 120, 1, 8); // a distractor
        MotRows tracks = new MotRows(0);
        tracks.add(1, 1, 0, 0, 60, 120, 1, -1);
        tracks.add(1, 2, 300, 0, 60, 120, 1, -1);
        tracks.add(1, 3, 600, 0, 60, 120, 1, -1);
        assertThat(counts(truth, tracks, Benchmark.NONE)).containsExactly(3, 0, 0);
        assertThat(counts(truth, tracks, Benchmark.MOT15)).containsExactly(2, 1, 0);
        assertThat(counts(truth, tracks, Benchmark.MOT17)).containsExactly(1, 1, 0);
    }

    private static long[] counts(MotRows truth, MotRows tracks, Benchmark benchmark) {
        Clear clear = Clear.of(Matchup.of(truth, tracks, benchmark));
        return new long[] {clear.tp(), clear.fp(), clear.fn()};
    }

    private static MotRows walk(int id, double aside) {
        MotRows rows = new MotRows(0);
        for (int f = 1; f <= FRAMES; f++) {
            rows.add(f, id, 10 * f + aside, 0, 60, 120, 1, -1);
        }
        return rows;
    }
}
