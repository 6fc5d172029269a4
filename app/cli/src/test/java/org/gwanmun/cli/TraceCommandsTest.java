package org.gwanmun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.message.Language;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandsTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void threePeopleWhoWalk() throws IOException {
        StringBuilder truth = new StringBuilder();
        StringBuilder detections = new StringBuilder();
        for (int frame = 1; frame <= 50; frame++) {
            for (int person = 0; person < 3; person++) {
                String box = String.format(Locale.ROOT, "%d,%d,50,120", 100 + 200 * person + 3 * frame, 200);
                truth.append(frame)
                        .append(',')
                        .append(person + 1)
                        .append(',')
                        .append(box)
                        .append(",1,1,1\n");
                detections.append(frame).append(",-1,").append(box).append(",0.9,-1,-1,-1\n");
            }
        }
        Files.createDirectories(folder.resolve("root/cam/gt"));
        Files.createDirectories(folder.resolve("root/cam/det"));
        Files.writeString(folder.resolve("root/cam/gt/gt.txt"), truth);
        Files.writeString(folder.resolve("root/cam/det/det.txt"), detections);
        Files.writeString(folder.resolve("root/cam/seqinfo.ini"), "[Sequence]\nname=cam\nframeRate=12\n");
    }

    @Test
    void whatIsTrackedScores() {
        Path tracks = folder.resolve("cam.txt");
        Run track = Run.of("trace", "track", "--det", path("root/cam/det/det.txt"), "--out", tracks.toString());
        assertThat(track.exitCode()).as(track.err()).isZero();
        assertThat(track.err()).contains("12.0 frames a second");
        Entry scores = json("--gt", path("root/cam/gt/gt.txt"), "--tracks", tracks.toString(), "--benchmark", "mot15");
        for (String name : new String[] {"cam", "COMBINED"}) {
            assertThat(number(scores, name, "IDF1")).isGreaterThan(99);
            assertThat(number(scores, name, "IDSW")).isZero();
        }
        Entry many = json("--root", path("root"), "--tracks", folder.toString(), "--shared-ids");
        assertThat(number(many, "root", "HOTA")).isGreaterThan(90);
        assertThat(number(many, "COMBINED", "MT")).isEqualTo(3);
    }

    @Test
    void lookingAheadFillsWhatWasMissed() throws IOException {
        Path detections = folder.resolve("root/cam/det/det.txt");
        Files.write(
                detections,
                Files.readAllLines(detections).stream()
                        .filter(row -> !row.startsWith("25,") && !row.startsWith("26,"))
                        .toList());
        Path tracks = folder.resolve("cam.txt");
        for (String seconds : new String[] {"0", "1"}) {
            Run run = Run.of(
                    "trace",
                    "track",
                    "--det",
                    detections.toString(),
                    "--out",
                    tracks.toString(),
                    "--look-ahead",
                    seconds);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(Files.readAllLines(tracks)).hasSize(seconds.equals("0") ? 144 : 150);
        }
        Run run = Run.of(
                "trace", "track", "--det", detections.toString(), "--out", path("never.txt"), "--look-ahead", "11");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("never.txt.part")).doesNotExist();
    }

    @Test
    void badInputIsOneClearLineAndLeavesNothingBehind() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.txt"), "1,-1,0,0,NaN,5,1\n");
        Path out = folder.resolve("out.txt");
        Run run = Run.of("trace", "track", "--det", bad.toString(), "--out", out.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("line 1, column 5");
        assertThat(out).doesNotExist();
        assertThat(folder.resolve("out.txt.part")).doesNotExist();
        assertThat(Run.in(Language.KO, "trace", "score", "--tracks", out.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(Run.of("trace", "score", "--gt", bad.toString(), "--root", "x", "--tracks", "y")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void theMeasureLeavesOneOut() throws IOException {
        Files.createDirectories(folder.resolve("root/other"));
        for (String part : new String[] {"gt/gt.txt", "det/det.txt", "seqinfo.ini"}) {
            Path copy = folder.resolve("root/other").resolve(part);
            Files.createDirectories(copy.getParent());
            Files.copy(folder.resolve("root/cam").resolve(part), copy);
        }
        Run run = Run.of("measure", "tracking", "--data", path("root"), "--sets", "2", "--leave-one-out", "2");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("looking 1.0 s ahead")
                .contains("without scene_shift")
                .contains("left out: other")
                .contains("left out, COMBINED");
    }

    private Entry json(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "trace";
        all[1] = "score";
        all[2] = "--json";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        Run run = Run.of(all);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json();
    }

    private static double number(Entry scores, String sequence, String name) {
        return scores.find(sequence).orElseThrow().find(name).orElseThrow().number(0, 1e9);
    }

    private String path(String below) {
        return folder.resolve(below).toString();
    }
}
