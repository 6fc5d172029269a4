package org.gwanmun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gwanmun.core.message.Language;
import org.gwanmun.infer.ModelShelf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchCommandsTest {
    private static final Path FILM = Path.of("/usr/share/doc/opencv-doc/examples/data/vtest.avi");

    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void standardShelf() {
        System.clearProperty("gwanmun.home");
    }

    @Test
    void peopleOfARealFilmKeepTheirNumbers() throws IOException {
        assumeTrue(Files.exists(FILM), "needs the film of opencv-doc: ./gwanmun doctor");
        assumeTrue(ModelShelf.standard().installed("nanodet"), "needs a detector: ./gwanmun models install nanodet");
        Path tracks = folder.resolve("tracks.txt");
        Path seen = folder.resolve("seen.txt");
        Run run = Run.of(
                "trace",
                "watch",
                FILM.toString(),
                "--fps",
                "7",
                "--frames",
                "30",
                "--every",
                "2",
                "--out",
                tracks.toString(),
                "--det",
                seen.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("30 pictures of 7.00");
        List<String> rows = Files.readAllLines(tracks);
        // Five to six people are there from the beginning.
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(column(rows, 1)).hasSizeBetween(4, 9);
        assertThat(column(rows, 0)).hasSizeGreaterThan(25);
        assertThat(Files.readAllLines(seen)).isNotEmpty();
        assertThat(folder.resolve("tracks.txt.part")).doesNotExist();
    }

    private static Set<String> column(List<String> rows, int number) {
        return rows.stream().map(row -> row.split(",", -1)[number]).collect(Collectors.toSet());
    }

    @Test
    void withoutADetectorItSaysHowToGetOne() {
        System.setProperty("gwanmun.home", folder.toString());
        for (Language language : Language.values()) {
            Run run = Run.in(language, "trace", "watch", "film.avi", "--out", path("t.txt"));
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).contains("nanodet", "./gwanmun models install");
        }
        assertThat(folder.resolve("t.txt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--size=0x0",
                "--size=big",
                "--tiles=0",
                "--tiles=1000",
                "--every=0",
                "--threads=-1",
                "--fps=NaN",
                "--fps=0",
                "--frames=-1"
            })
    void whatCannotBeIsRefusedBeforeAnythingIsOpened(String option) {
        System.setProperty("gwanmun.home", folder.toString());
        Run run = Run.of("trace", "watch", "film.avi", "--out", path("t.txt"), option);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).isNotBlank().doesNotContain("internal error");
    }

    @Test
    void aModelNobodyKnowsIsRefusedByName() {
        System.setProperty("gwanmun.home", folder.toString());
        for (String name : new String[] {"yolo", "../../etc", ""}) {
            Run run = Run.of("models", "install", name);
            assertThat(run.exitCode()).as(name).isEqualTo(2);
            assertThat(run.err()).contains("nanodet");
        }
        Run list = Run.of("models", "list", "--json");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out()).contains("\"nanodet\"", "\"ssdlite\"", "licence");
    }

    @Test
    void looksAreMeasuredOnAFilmWithTruth() {
        Run missing = Run.of("measure", "appearance", "--truth", path("none.txt"));
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("none.txt");
        Run bad = Run.of("measure", "appearance", "--apart", "0");
        assertThat(bad.exitCode()).isEqualTo(2);
        Run strange = Run.of("measure", "cameras", "--minutes", "-1");
        assertThat(strange.exitCode()).isEqualTo(2);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
