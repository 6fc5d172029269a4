package org.gwanmun.trace.motion;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(100 * together.hota().hota()).isGreaterThan(39.5); // ByteTrack 37.6
        assertThat(100 * together.identity().idf1()).isGreaterThan(53.0); // ByteTrack 49.2
        assertThat(100 * together.clear().mota()).isGreaterThan(39.0); // ByteTrack 38.5
    }
}
