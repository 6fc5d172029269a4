package org.gwanmun.trace.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.trace.MotFile;
import org.gwanmun.trace.MotRows;
import org.gwanmun.trace.Shared;
import org.junit.jupiter.api.Test;

class ScoresAgainstTrackEvalTest {
    private static final Map<String, String> THEIR_NAMES = Map.of("TP", "CLR_TP", "FP", "CLR_FP", "FN", "CLR_FN");

    @Test
    void everyFigureIsTrackEvals() throws Exception {
        Path reference = Shared.folder("reference/trace");
        Path data = Shared.folder("data/trace/mot15");
        Entry golden = DocumentReader.read(reference.resolve("mot15_trackeval.json"));
        int compared = 0;
        for (String tracker : List.of("bytetrack", "ocsort")) {
            Map<String, Scores> scores = new LinkedHashMap<>();
            for (Path sequence : Shared.folders(data)) {
                String name = sequence.getFileName().toString();
                MotRows truth = MotFile.tracks(sequence.resolve("gt/gt.txt"));
                MotRows tracks = MotFile.tracks(reference.resolve("tracks/" + tracker + "/" + name + ".txt"));
                scores.put(name, Scores.of(Matchup.of(truth, tracks, Benchmark.MOT15)));
            }
            scores.put("COMBINED_SEQ", Scores.combined(new ArrayList<>(scores.values())));
            for (var one : scores.entrySet()) {
                for (var figure : one.getValue().named().entrySet()) {
                    String theirs = THEIR_NAMES.getOrDefault(figure.getKey(), figure.getKey());
                    assertThat(figure.getValue().doubleValue())
                            .as("%s %s %s", tracker, one.getKey(), theirs)
                            .isCloseTo(Shared.number(golden, tracker, one.getKey(), theirs), within(1e-3));
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(2 * 12 * 24);
    }
}
