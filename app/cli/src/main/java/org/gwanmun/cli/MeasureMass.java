package org.gwanmun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.scene.SceneMasses;
import org.gwanmun.xray.twin.TwinScanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gwanmun measure mass}: masses out of pictures against integration of the true shapes, and how often the interval holds. */
@Command(name = "mass", mixinStandardHelpOptions = true)
final class MeasureMass implements Runnable {
    private final Console console;

    @Option(names = "--scanner", paramLabel = "PROFILE", defaultValue = "mail-composite")
    String scanner = "";

    @Option(names = "--parcels", paramLabel = "DIR", defaultValue = "examples/parcels")
    Path parcels = Path.of("");

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1")
    int seeds;

    @Option(names = "--transmission-only")
    boolean transmissionOnly;

    @Option(names = "--keep-stray")
    boolean keepStray;

    @Option(names = "--json")
    boolean json;

    MeasureMass(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ScannerProfile profile = ScannerProfile.find(scanner);
        TwinScanner twin = transmissionOnly ? new TwinScanner(profile) : TwinScanner.composite(profile);
        ImagingPipeline pipeline = ImagingPipeline.forProfile(profile);
        List<Object> rows = new ArrayList<>();
        int given = 0;
        int covered = 0;
        int within = 0;
        for (Path file : files(parcels)) {
            Parcel parcel = ParcelFile.read(file);
            double truth = SceneMasses.of(parcel, 2e-3).total_g();
            for (int seed = 1; seed <= seeds; seed++) {
                RawScan scan = twin.scan(parcel, seed, Instant.EPOCH).raw();
                Optional<Inspection.Mass> mass =
                        pipeline.process(keepStray ? withStray(scan) : scan).mass();
                if (mass.isPresent()) {
                    Inspection.Mass m = mass.get();
                    given++;
                    covered += m.low_g() <= truth && truth <= m.high_g() ? 1 : 0;
                    within += Math.abs(m.mass_g() / truth - 1) <= 0.03 ? 1 : 0;
                }
                report(parcel, seed, truth, mass, rows);
            }
        }
        if (json) {
            console.print(Json.object(
                    "scanner", profile.name(),
                    "given", given,
                    "covered", covered,
                    "within_3_percent", within,
                    "rows", rows));
        } else {
            console.say(CliMessage.MASSES, given, within, covered);
        }
    }

    private void report(Parcel parcel, int seed, double truth, Optional<Inspection.Mass> mass, List<Object> rows) {
        rows.add(Json.object(
                "id", parcel.id(),
                "seed", seed,
                "truth_g", truth,
                "mass_g", mass.map(Inspection.Mass::mass_g).orElse(null),
                "low_g", mass.map(Inspection.Mass::low_g).orElse(null),
                "high_g", mass.map(Inspection.Mass::high_g).orElse(null)));
        if (!json) {
            console.out()
                    .println(String.format(Locale.ROOT, "%-22s %7.0f g", parcel.id(), truth)
                            + mass.map(m -> String.format(
                                            Locale.ROOT,
                                            "  %7.0f g  %+5.1f %%  (%.0f – %.0f)",
                                            m.mass_g(),
                                            100 * (m.mass_g() / truth - 1),
                                            m.low_g(),
                                            m.high_g()))
                                    .orElse("        –"));
        }
    }

    /** A scan that brings a calibration which knows nothing of stray light. */
    static RawScan withStray(RawScan scan) {
        return new RawScan(
                scan.id(),
                scan.scanner(),
                scan.height_mm(),
                scan.started(),
                scan.channels(),
                Calibration.shipped(scan.scanner()).map(Calibration::withoutStrayLight));
    }

    /** The parcel files of a folder, by name. */
    static List<Path> files(Path parcels) {
        try (Stream<Path> list = Files.list(parcels)) {
            return list.filter(f -> f.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Refusal.badInput(CliMessage.NO_SUCH_INPUT, parcels);
        }
    }
}
