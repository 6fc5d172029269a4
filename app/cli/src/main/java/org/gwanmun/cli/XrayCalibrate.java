package org.gwanmun.cli;

import java.nio.file.Path;
import java.time.Instant;
import org.gwanmun.core.json.Json;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.twin.TwinScanner;
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

    @Option(names = "--json")
    boolean json;

    XrayCalibrate(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Calibration calibration = new TwinScanner(ScannerProfile.named(scanner)).calibrate(seed, Instant.now());
        calibration.write(out);
        if (json) {
            console.print(Json.object(
                    "scanner",
                    scanner,
                    "file",
                    out.toString(),
                    "views",
                    calibration.views().size()));
        } else {
            console.say(CliMessage.CALIBRATED, out);
        }
    }
}
