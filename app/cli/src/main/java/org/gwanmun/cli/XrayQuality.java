package org.gwanmun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.quality.DailyChecks;
import org.gwanmun.xray.imaging.quality.QualitySheet;
import org.gwanmun.xray.imaging.quality.Score;
import org.gwanmun.xray.imaging.quality.TestObject;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.RawScanFolder;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.twin.TwinScanner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gwanmun xray quality}: the image-quality sheet of a machine, the twin's or a real one's. */
@Command(name = "quality", mixinStandardHelpOptions = true)
final class XrayQuality implements java.util.concurrent.Callable<Integer> {
    private final Console console;

    @Option(names = "--scanner", paramLabel = "PROFILE", defaultValue = "mail-composite")
    String scanner = "";

    @Option(names = "--scan", paramLabel = "DIR")
    @Nullable
    Path scan;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1")
    long seed;

    @Option(names = "--history", paramLabel = "FILE")
    @Nullable
    Path history;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR")
    @Nullable
    Path out;

    @Option(names = "--json")
    boolean json;

    XrayQuality(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RawScan raw = scan == null
                ? TwinScanner.composite(ScannerProfile.find(scanner))
                        .scan(TestObject.STANDARD.parcel(), seed, Instant.now())
                        .raw()
                : RawScanFolder.read(scan);
        ScannerProfile profile = scan == null ? ScannerProfile.find(scanner) : ScannerProfile.find(raw.scanner());
        QualitySheet sheet = QualitySheet.of(profile, raw);
        if (out != null) {
            try {
                Files.createDirectories(out);
            } catch (IOException e) {
                throw Refusal.unavailable(
                        CliMessage.CANNOT_WRITE, out, e.getClass().getSimpleName());
            }
            Pictures.writePreviews(ImagingPipeline.forProfile(profile).process(raw), out);
        }
        List<DailyChecks.Drift> drifts = history == null ? List.of() : DailyChecks.append(history, sheet);
        if (json) {
            List<Object> scores = new ArrayList<>();
            sheet.scores()
                    .forEach(score -> scores.add(Json.object(
                            "part",
                            score.part(),
                            "view",
                            score.view(),
                            "value",
                            Double.isNaN(score.value()) ? null : (Double) score.value(),
                            "unit",
                            score.unit(),
                            "detail",
                            score.detail())));
            List<Object> alarms = new ArrayList<>();
            drifts.forEach(drift -> alarms.add(Json.object(
                    "score", drift.key(), "value", drift.value(), "low", drift.low(), "high", drift.high())));
            console.print(Json.object(
                    "scanner", sheet.scanner(), "at", sheet.at().toString(), "scores", scores, "drifts", alarms));
        } else {
            for (Score score : sheet.scores()) {
                String value = Double.isNaN(score.value())
                        ? "–"
                        : String.format(Locale.ROOT, score.value() < 0.1 ? "%.3f" : "%.2f", score.value());
                console.out()
                        .println(String.format(
                                Locale.ROOT,
                                "%-12s %-24s %8s %-14s %s",
                                score.view(),
                                score.part(),
                                value,
                                score.unit(),
                                score.detail()));
            }
            for (DailyChecks.Drift drift : drifts) {
                console.say(
                        CliMessage.QUALITY_DRIFT,
                        drift.key(),
                        String.format(Locale.ROOT, "%.3g", drift.value()),
                        String.format(Locale.ROOT, "%.3g – %.3g", drift.low(), drift.high()));
            }
        }
        return drifts.isEmpty() ? 0 : 1;
    }
}
