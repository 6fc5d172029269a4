package org.gwanmun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.ScanQuality;
import org.gwanmun.xray.twin.TwinScan;
import org.gwanmun.xray.twin.TwinScanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwanmun xray scan}: the twin scans a parcel. */
@Command(name = "scan", mixinStandardHelpOptions = true)
final class XrayScan implements Runnable {
    private final Console console;

    @Parameters(index = "0", paramLabel = "PARCEL.yaml")
    Path parcel = Path.of("");

    @Option(names = "--scanner", paramLabel = "PROFILE", defaultValue = "mail-composite")
    String scanner = "";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1")
    long seed;

    @Option(names = "--quality", paramLabel = "desk|reference", defaultValue = "desk")
    ScanQuality quality = ScanQuality.DESK;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true)
    Path out = Path.of("");

    @Option(names = "--json")
    boolean json;

    XrayScan(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Parcel scanned = ParcelFile.read(parcel);
        ScannerProfile profile = ScannerProfile.find(scanner);
        TwinScanner twin = TwinScanner.composite(profile);
        long start = System.nanoTime();
        TwinScan scan = twin.scan(scanned, quality, seed, Instant.now());
        double seconds = (System.nanoTime() - start) / 1e9;
        scan.write(out, folder -> writePreviews(profile, scan.raw(), folder));
        RawScan.Channel first = scan.raw().channels().getFirst();
        int lines = first.scan().height();
        int pixels = first.scan().width();
        if (json) {
            console.print(Json.object(
                    "id",
                    scanned.id(),
                    "scanner",
                    profile.name(),
                    "seed",
                    seed,
                    "quality",
                    quality.name().toLowerCase(Locale.ROOT),
                    "folder",
                    out.toString(),
                    "lines",
                    lines,
                    "pixels",
                    pixels,
                    "seconds",
                    seconds));
        } else {
            String size = lines + " × " + pixels;
            console.say(CliMessage.SCANNED, out, size, String.format(Locale.ROOT, "%.2f", seconds));
        }
    }

    private static void writePreviews(ScannerProfile profile, RawScan raw, Path folder) {
        Path to = folder.resolve("preview");
        try {
            Files.createDirectory(to);
        } catch (IOException e) {
            throw Refusal.unavailable(CliMessage.CANNOT_WRITE, to, e.getClass().getSimpleName());
        }
        Pictures.writePreviews(ImagingPipeline.forProfile(profile).process(raw), to);
    }
}
