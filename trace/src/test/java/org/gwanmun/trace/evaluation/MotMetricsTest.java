package org.gwanmun.trace.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.trace.MotFile;
import org.gwanmun.trace.Shared;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotMetricsTest {
    @ParameterizedTest
    @ValueSource(strings = {"TUD-Campus", "TUD-Stadtmitte"})
    void everyFigureIsPyMotmetrics(String sequence) {
        Path folder = Shared.folder("data/trace/tud").resolve(sequence);
        Entry golden = DocumentReader.read(Shared.folder("reference/trace").resolve("tud_pymotmetrics.json"));
        Matchup matchup = Matchup.of(
                MotFile.tracks(folder.resolve("gt.txt")), MotFile.tracks(folder.resolve("test.txt")), Benchmark.NONE);
        MotMetrics.of(matchup).named().forEach((name, value) -> assertThat(value.doubleValue())
                .as(name)
                .isCloseTo(Shared.number(golden, "pymot-sample/" + sequence, name), within(1e-9)));
    }
}
