package org.gwanmun.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.infer.ModelShelf;
import org.gwanmun.trace.motion.CameraWatch;
import org.gwanmun.trace.vision.Appearance;
import org.gwanmun.trace.vision.Candidates;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.trace.vision.PersonDetector;
import org.gwanmun.video.VideoSettings;
import org.gwanmun.video.Videos;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwanmun trace watch}: a film or a network camera to tracks: decode, detect, track. */
@Command(name = "watch", mixinStandardHelpOptions = true)
final class TraceWatch implements Runnable {
    private static final double USUAL_FPS = 25;

    private final Console console;
    private final ModelShelf shelf = ModelShelf.standard();

    @Parameters(index = "0", paramLabel = "VIDEO_OR_RTSP")
    String source = "";

    @Option(names = "--out", paramLabel = "FILE", required = true)
    Path out = Path.of("");

    @Option(names = "--fps", paramLabel = "F")
    @Nullable
    Double fps;

    @Option(names = "--frames", paramLabel = "N", defaultValue = "0")
    int frames;

    @Option(names = "--det", paramLabel = "FILE")
    @Nullable
    Path detections;

    @Mixin
    WatchOptions options = new WatchOptions();

    TraceWatch(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (frames < 0 || (fps != null && !(fps >= 0.1 && fps <= 1000))) {
            throw Refusal.badInput(CliMessage.BAD_FRAMES, frames, String.valueOf(fps));
        }
        options.check();
        try (PersonDetector eyes = options.eyes(shelf);
                Appearance looks = options.looks(shelf);
                Footage footage =
                        Videos.open(source, fps == null ? VideoSettings.AS_IS : VideoSettings.AS_IS.atRate(fps))) {
            follow(footage, eyes, looks);
        }
    }

    private void follow(Footage footage, PersonDetector eyes, @Nullable Appearance looks) {
        double rate = footage.framesPerSecond() > 0 ? footage.framesPerSecond() : USUAL_FPS;
        CameraWatch watch = options.camera(eyes, looks, rate);
        int[] boxes = {0};
        int pictures = 0;
        long start = System.nanoTime();
        try (Rows tracks = new Rows(out);
                Rows seen = detections == null ? null : new Rows(detections);
                Progress progress = new Progress(console, CliMessage.WATCHING, frames)) {
            for (Frame frame = footage.next(); frame != null; frame = pictures == frames ? null : footage.next()) {
                watch.on(frame, box -> {
                    tracks.write(box.frame(), box.id(), box.left(), box.top(), box.w(), box.h(), box.score());
                    boxes[0]++;
                });
                tracks.flush();
                if (seen != null) {
                    write(watch, seen);
                }
                progress.at(++pictures);
            }
            tracks.done();
            if (seen != null) {
                seen.done();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        console.err()
                .println(Messages.text(
                        console.language(),
                        CliMessage.WATCHED,
                        out,
                        pictures,
                        boxes[0],
                        String.format(Locale.ROOT, "%.3g", rate),
                        String.format(Locale.ROOT, "%.1f", pictures / Math.max(seconds, 1e-9))));
    }

    private static void write(CameraWatch watch, Rows rows) {
        Candidates people = watch.people();
        for (int i = 0; i < people.count(); i++) {
            rows.write(watch.frame(), -1, people.left(i), people.top(i), people.w(i), people.h(i), people.score(i));
        }
    }
}
