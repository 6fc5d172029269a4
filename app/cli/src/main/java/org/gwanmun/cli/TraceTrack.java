package org.gwanmun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.trace.MotFile;
import org.gwanmun.trace.MotRows;
import org.gwanmun.trace.motion.CameraState;
import org.gwanmun.trace.motion.LookAhead;
import org.gwanmun.trace.motion.MotionSettings;
import org.gwanmun.trace.motion.SequenceTracker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gwanmun trace track}: detections of one camera to tracks, both in the MOTChallenge form. */
@Command(name = "track", mixinStandardHelpOptions = true)
final class TraceTrack implements Runnable {
    private static final double USUAL_FPS = 30;

    private final Console console;

    @Option(names = "--det", paramLabel = "FILE", required = true)
    Path detections = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", required = true)
    Path out = Path.of("");

    @Option(names = "--width", paramLabel = "PX", defaultValue = "0")
    double width;

    @Option(names = "--height", paramLabel = "PX", defaultValue = "0")
    double height;

    @Option(names = "--fps", paramLabel = "F")
    @Nullable
    Double fps;

    @Option(names = "--look-ahead", paramLabel = "SECONDS", defaultValue = "0")
    double lookAhead_s;

    TraceTrack(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        double rate = fps != null ? fps : frameRate(detections).orElse(USUAL_FPS);
        MotionSettings settings = MotionSettings.standard(rate);
        if (!(width >= 0 && height >= 0 && width <= 1e6 && height <= 1e6)) {
            throw Refusal.badInput(CliMessage.BAD_PICTURE_SIZE, width, height);
        }
        LookAhead.check(lookAhead_s);
        MotRows rows = MotFile.detections(detections);
        CameraState state = new CameraState(rows.dimension());
        state.picture(width, height);
        long start = System.nanoTime();
        int[] boxes = {0};
        try (Rows tracks = new Rows(out)) {
            SequenceTracker.track(rows, settings, state, lookAhead_s, box -> {
                tracks.write(box.frame(), box.id(), box.left(), box.top(), box.w(), box.h(), box.score());
                boxes[0]++;
            });
            tracks.done();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        console.err()
                .println(Messages.text(
                        console.language(),
                        CliMessage.TRACKED,
                        out,
                        rows.size(),
                        boxes[0],
                        String.format(Locale.ROOT, "%.3g", rate),
                        String.format(Locale.ROOT, "%.2f", seconds)));
    }

    /** The rate in the {@code seqinfo.ini} of the sequence whose {@code det} folder the file is in. */
    static OptionalDouble frameRate(Path detections) {
        Path folder = detections.toAbsolutePath().normalize().getParent();
        Path sequence = folder == null ? null : folder.getParent();
        if (sequence == null || !Files.isRegularFile(sequence.resolve("seqinfo.ini"))) {
            return OptionalDouble.empty();
        }
        try (var lines = Files.lines(sequence.resolve("seqinfo.ini"))) {
            return lines.map(String::strip)
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("framerate="))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf('=') + 1)))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException | NumberFormatException e) {
            return OptionalDouble.empty(); // a hint only
        }
    }
}
