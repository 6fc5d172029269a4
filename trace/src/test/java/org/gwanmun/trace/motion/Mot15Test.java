package org.gwanmun.trace.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwanmun.trace.MotFile;
import org.gwanmun.trace.MotRows;
import org.gwanmun.trace.Shared;
import org.gwanmun.trace.evaluation.Benchmark;
import org.gwanmun.trace.evaluation.Matchup;
import org.gwanmun.trace.evaluation.Scores;
import org.junit.jupiter.api.Test;

class Mot15Test {
    @Test
    void onGivenDetectionsOneSetOfSettingsBeatsThePublishedTrackers() throws Exception {
        List<Scores> all = new ArrayList<>();
        for (Path sequence : Shared.folders(Shared.folder("data/trace/mot15"))) {
            MotRows detections = MotFile.detections(sequence.resolve("det/det.txt"));
            MotRows tracks =
                    SequenceTracker.tracks(detections, MotionSettings.standard(Shared.framesPerSecond(sequence)));
            all.add(Scores.of(Matchup.of(MotFile.tracks(sequence.resolve("gt/gt.txt")), tracks, Benchmark.MOT15)));
        }
        Scores together = Scores.combined(all);
        // as published in docs/measurements/tracking.md; ByteTrack 37.6, 49.2, 38.5
        assertThat(100 * together.hota().hota()).isCloseTo(40.38, within(0.005));
        assertThat(100 * together.identity().idf1()).isCloseTo(54.64, within(0.005));
        assertThat(100 * together.clear().mota()).isCloseTo(40.87, within(0.005));
    }
}
