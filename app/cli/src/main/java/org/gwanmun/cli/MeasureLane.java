package org.gwanmun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.gwanmun.cli.load.LaneLoad;
import org.gwanmun.cli.load.LaneLoad.Outcome;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScanner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gwanmun measure lane}: load on lanes, with server and belt killed in between. */
@Command(name = "lane", mixinStandardHelpOptions = true)
final class MeasureLane implements Runnable {
    private final Console console;

    @Option(names = "--lanes", paramLabel = "N", defaultValue = "8")
    int lanes;

    @Option(names = "--per-hour", paramLabel = "N", defaultValue = "1500")
    int perHour;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "10")
    double minutes;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "0")
    int kills;

    @Option(names = "--work", paramLabel = "DIR")
    @Nullable
    Path work;

    @Option(names = "--json")
    boolean json;

    MeasureLane(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (lanes < 1
                || lanes > 64
                || perHour < 1
                || perHour > 20_000
                || kills < 0
                || !(minutes > 0 && minutes <= 1440)) {
            throw Refusal.badInput(CliMessage.LANE_PLAN, lanes, perHour, minutes, kills);
        }
        try {
            Path home = work == null ? Files.createTempDirectory("gwanmun-lane-") : Files.createDirectories(work);
            Path scans = record(home.resolve("recorded"));
            String launcher = Path.of(System.getProperty("gwanmun.root", "."))
                    .toAbsolutePath()
                    .resolve("gwanmun")
                    .toString();
            LaneLoad load = new LaneLoad(
                    new LaneLoad.Plan(lanes, perHour, minutes, kills),
                    new LaneLoad.Programs(List.of(launcher, "serve"), List.of(launcher, "belt")),
                    home,
                    scans);
            say(CliMessage.LANE_TAKES, (int) Math.ceil(minutes + 1));
            report(load.run((minute, verdicts, killed) ->
                    say(CliMessage.LANE_PROGRESS, Math.round(10 * minute) / 10.0, minutes, verdicts, killed)));
        } catch (IOException e) {
            throw Refusal.unavailable(CliMessage.LANE_MEASURE_FAILED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable(CliMessage.LANE_MEASURE_FAILED, "interrupted");
        }
    }

    private void say(CliMessage message, Object... arguments) {
        console.err().println(Messages.text(console.language(), message, arguments));
    }

    /** The example parcels as a machine would hand them over; made once in a work folder. */
    private static Path record(Path folder) throws IOException {
        Path parcels = Path.of(System.getProperty("gwanmun.root", ".")).resolve("examples/parcels");
        TwinScanner twin = new TwinScanner(ScannerProfile.named("mail-composite"));
        try (Stream<Path> files = Files.list(parcels)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                Path scan = folder.resolve(file.getFileName().toString().replace(".yaml", ""));
                if (!Files.exists(scan)) {
                    twin.scan(ParcelFile.read(file), 1, Instant.EPOCH).write(scan);
                }
            }
        }
        return folder;
    }

    private void report(Outcome outcome) {
        Map<String, @Nullable Object> figures = Json.object(
                "lanes",
                lanes,
                "seconds",
                outcome.seconds(),
                "kills",
                kills,
                "parcels",
                outcome.parcels(),
                "parcels_per_hour_and_lane",
                outcome.parcels() * 3600.0 / outcome.seconds() / lanes,
                "judged",
                outcome.judged(),
                "acknowledged",
                outcome.acknowledged(),
                "acknowledged_and_wrong",
                outcome.wrong(),
                "missing",
                outcome.missing(),
                "twice",
                outcome.twice(),
                "verdict_ms_p50",
                Outcome.quantile(outcome.verdict_ms(), 0.5),
                "verdict_ms_p99",
                Outcome.quantile(outcome.verdict_ms(), 0.99),
                "next_picture_ms_p50",
                Outcome.quantile(outcome.nextPicture_ms(), 0.5),
                "next_picture_ms_p90",
                Outcome.quantile(outcome.nextPicture_ms(), 0.9),
                "next_picture_ms_p99",
                Outcome.quantile(outcome.nextPicture_ms(), 0.99),
                "next_pictures",
                outcome.nextPicture_ms().size());
        if (json) {
            console.print(figures);
        } else {
            figures.forEach((name, value) -> console.out().printf(Locale.ROOT, "%-26s %s%n", name, rounded(value)));
        }
        if (outcome.wrong() + outcome.missing() + outcome.twice() > 0) {
            throw Refusal.unavailable(
                    CliMessage.LANE_MEASURE_FAILED,
                    outcome.missing() + " missing, " + outcome.twice() + " twice, " + outcome.wrong() + " wrong");
        }
    }

    private static String rounded(@Nullable Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : String.valueOf(value);
    }
}
