package org.gwanmun.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.ScanQuality;
import org.gwanmun.xray.twin.scatter.ForcedCheck;
import org.gwanmun.xray.twin.scatter.PictureCheck;
import org.gwanmun.xray.twin.scatter.ScatterCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code gwanmun measure scatter}: the deterministic single scatter against the Monte Carlo, by parcel and head, and how much
 * is scattered more than once; with {@code --picture} the whole pictures of both qualities, sums and cells of 16 mm.
 */
@Command(name = "scatter", mixinStandardHelpOptions = true)
final class MeasureScatter implements Runnable {
    private static final int ANALOGUE = 20; // as many photons for each with forced detection

    private static final String BLOCK = """
            gwanmun: parcel/1
            id: block
            outer_mm: [200, 200, 50]
            objects:
              - {shape: {box_mm: [200, 200, 50]}, at_mm: [0, 0, 25], material: polyethylene}
            """;

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

    @Option(names = "--picture")
    boolean picture;

    @Option(names = "--forced")
    boolean forced;

    @Option(names = "--pixel-histories", paramLabel = "N", defaultValue = "160")
    int pixelHistories;

    @Option(names = "--json")
    boolean json;

    MeasureScatter(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (pixelHistories < 2 || pixelHistories > 1_000_000) {
            throw Refusal.badInput(CliMessage.BAD_HISTORIES, pixelHistories, 1_000_000);
        }
        if (pencils < 1 || pencils > 100_000 || histories < 10 || histories > 10_000_000) {
            throw Refusal.badInput(CliMessage.BAD_HISTORIES, pencils + " × " + histories, "100000 × 10000000");
        }
        ScannerProfile profile = ScannerProfile.find(scanner);
        if (forced) {
            forced(profile);
            return;
        }
        if (picture) {
            pictures(profile);
            return;
        }
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

    /** 50 mm of polyethylene and the hard disk. */
    private void forced(ScannerProfile profile) {
        Parcel block = ParcelFile.parse("block.yaml", BLOCK.getBytes(StandardCharsets.UTF_8));
        Parcel disk = ParcelFile.read(parcels.resolve("hard-disk-demo.yaml"));
        List<Object> all = new ArrayList<>();
        for (Parcel parcel : List.of(block, disk)) {
            for (ForcedCheck.Row row : ForcedCheck.of(profile, new Scene(parcel), histories, ANALOGUE, seed)) {
                all.add(Json.object(
                        "parcel", parcel.id(),
                        "channel", row.channel(),
                        "ratio", row.ratio(),
                        "ratio_sigma", row.sigma(),
                        "gain", row.gain()));
                if (!json) {
                    console.out()
                            .printf(
                                    Locale.ROOT,
                                    "%-16s %-12s forced/analogue %.4f ± %.4f   gain %.1f%n",
                                    parcel.id(),
                                    row.channel(),
                                    row.ratio(),
                                    row.sigma(),
                                    row.gain());
                }
            }
        }
        if (json) {
            console.print(Json.object("scanner", profile.name(), "histories", histories, "rows", all));
        }
    }

    /** Whole pictures, both qualities, with what a summary of the table needs. */
    private void pictures(ScannerProfile profile) {
        PictureCheck check = new PictureCheck(profile);
        List<Object> all = new ArrayList<>();
        List<Path> files = MeasureMass.files(parcels);
        long start = System.nanoTime();
        for (int i = 0; i < files.size(); i++) {
            String name = files.get(i).getFileName().toString().replace(".yaml", "");
            for (PictureCheck.Row row : check.of(ParcelFile.read(files.get(i)), pixelHistories, seed)) {
                all.add(Json.object(
                        "parcel", name,
                        "channel", row.channel(),
                        "quality", row.quality().name(),
                        "deviation", row.deviation(),
                        "deviation_sigma", row.sigma(),
                        "cell_rms", row.cellRms(),
                        "cell_chance", row.cellChance()));
                if (!json) {
                    console.out()
                            .printf(
                                    Locale.ROOT,
                                    "%-24s %-12s %-10s total %+5.1f ± %.1f %%   cells %4.1f %% (chance %.1f %%)%n",
                                    name,
                                    row.channel(),
                                    row.quality().name().toLowerCase(Locale.ROOT),
                                    100 * row.deviation(),
                                    100 * row.sigma(),
                                    100 * row.cellRms(),
                                    100 * row.cellChance());
                }
            }
            double left = (System.nanoTime() - start) / 1e9 / (i + 1) * (files.size() - i - 1);
            console.err().printf(Locale.ROOT, "%d / %d, %.0f s%n", i + 1, files.size(), left);
        }
        if (json) {
            console.print(Json.object("scanner", profile.name(), "pixel_histories", pixelHistories, "rows", all));
        }
    }
}
