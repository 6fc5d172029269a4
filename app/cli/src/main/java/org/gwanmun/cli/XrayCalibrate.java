package org.gwanmun.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwanmun.core.json.Json;
import org.gwanmun.xray.imaging.WedgeScan;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.RawScanFolder;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.machine.WedgePlan;
import org.gwanmun.xray.twin.TwinScanner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gwanmun xray calibrate}: the twin scans a step wedge and writes what it saw. */
@Command(name = "calibrate", mixinStandardHelpOptions = true)
final class XrayCalibrate implements Runnable {
    private final Console console;

    @Option(names = "--scanner", paramLabel = "PROFILE", defaultValue = "mail-composite")
    String scanner = "";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1")
    long seed;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "CAL.json",
            required = true)
    Path out = Path.of("");

    @Option(names = "--scan", paramLabel = "DIR")
    @Nullable
    Path scan;

    @Option(names = "--json")
    boolean json;

    XrayCalibrate(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ScannerProfile profile = ScannerProfile.find(scanner);
        Calibration calibration = scan == null
                ? TwinScanner.composite(profile).calibrate(seed, Instant.now())
                : WedgeScan.measure(profile, RawScanFolder.read(scan), WedgePlan.read(scan));
        calibration.refuseUnfit();
        calibration.write(out);
        if (json) {
            List<Object> views = new ArrayList<>();
            for (Calibration.ViewWedge wedge : calibration.views()) {
                int steps = 0;
                for (Calibration.Steps material : wedge.materials()) {
                    steps += material.arealDensity_g_cm2().length;
                }
                views.add(Json.object(
                        "view",
                        wedge.view(),
                        "materials",
                        wedge.materials().size(),
                        "steps",
                        steps,
                        "misfit",
                        wedge.misfit()));
            }
            console.print(Json.object(
                    "scanner",
                    calibration.scanner(),
                    "file",
                    out.toString(),
                    "made",
                    calibration.made().toString(),
                    "views",
                    views));
            return;
        }
        for (Calibration.ViewWedge wedge : calibration.views()) {
            console.say(
                    CliMessage.WEDGE,
                    wedge.view(),
                    wedge.materials().size(),
                    String.format(Locale.ROOT, "%.2f", 100 * wedge.misfit()));
        }
        console.say(CliMessage.CALIBRATED, out);
    }
}
