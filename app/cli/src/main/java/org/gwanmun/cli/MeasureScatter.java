package org.gwanmun.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.ScanQuality;
import org.gwanmun.xray.twin.scatter.ScatterCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code gwanmun measure scatter}: the deterministic single scatter against the Monte Carlo, by parcel and head, and how much
 * is scattered more than once.
 */
@Command(name = "scatter", mixinStandardHelpOptions = true)
final class MeasureScatter implements Runnable {
    private final Console console;

    @Option(names = "--parcels", paramLabel = "DIR", defaultValue = "examples/parcels")
    Path parcels = Path.of("");

    @Option(names = "--scanner", paramLabel = "PROFILE", defaultValue = "mail-composite")
    String scanner = "";

    @Option(names = "--quality", paramLabel = "desk|reference", defaultValue = "reference")
    ScanQuality quality = ScanQuality.REFERENCE;

    @Option(names = "--pencils", paramLabel = "N", defaultValue = "200")
    int pencils;

    @Option(names = "--histories", paramLabel = "N", defaultValue = "10000")
    int histories;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1")
    long seed;

    @Option(names = "--json")
    boolean json;

    MeasureScatter(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (pencils < 1 || pencils > 100_000 || histories < 10 || histories > 10_000_000) {
            throw Refusal.badInput(CliMessage.BAD_HISTORIES, pencils + " × " + histories, "100000 × 10000000");
        }
        ScannerProfile profile = ScannerProfile.find(scanner);
        List<Object> all = new ArrayList<>();
        for (Path file : MeasureMass.files(parcels)) {
            Scene scene = new Scene(ParcelFile.read(file));
            String name = file.getFileName().toString().replace(".yaml", "");
            for (ScatterCheck.Row row : ScatterCheck.of(profile, scene, quality, pencils, histories, seed)) {
                all.add(Json.object(
                        "parcel",
                        name,
                        "channel",
                        row.channel(),
                        "single_deviation",
                        row.deviation(),
                        "single_deviation_sigma",
                        row.deviationSigma(),
                        "multiple_over_single",
                        row.multiple() / row.single()));
                if (!json) {
                    console.out()
                            .printf(
                                    Locale.ROOT,
                                    "%-24s %-12s single %+5.1f ± %.1f %%   multiple/single %.2f%n",
                                    name,
                                    row.channel(),
                                    100 * row.deviation(),
                                    100 * row.deviationSigma(),
                                    row.multiple() / row.single());
                }
            }
        }
        if (json) {
            console.print(
                    Json.object("scanner", profile.name(), "pencils", pencils, "histories", histories, "rows", all));
        }
    }
}
