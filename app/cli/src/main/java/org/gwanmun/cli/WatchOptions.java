package org.gwanmun.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.infer.ModelShelf;
import org.gwanmun.trace.motion.CameraWatch;
import org.gwanmun.trace.motion.MotionSettings;
import org.gwanmun.trace.vision.Appearance;
import org.gwanmun.trace.vision.DetectorProfile;
import org.gwanmun.trace.vision.NetworkDetector;
import org.gwanmun.trace.vision.PersonDetector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How pictures are looked at: options that {@code trace watch} and {@code measure cameras} share. */
final class WatchOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");
    private static final int MOST_THREADS = 256;

    @Option(names = "--detector", paramLabel = "NAME", defaultValue = "nanodet")
    String detector = "nanodet";

    @Option(names = "--size", paramLabel = "WxH")
    @Nullable
    String size;

    @Option(names = "--tiles", paramLabel = "N", defaultValue = "1")
    int tiles;

    @Option(names = "--every", paramLabel = "N", defaultValue = "1")
    int every;

    @Option(names = "--looks", paramLabel = "NAME", defaultValue = "own")
    String looks = "own";

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0")
    int threads;

    /** Refuses what cannot be. */
    void check() {
        if (tiles < 1 || tiles > NetworkDetector.MOST_TILES || every < 1 || every > 100) {
            throw Refusal.badInput(CliMessage.BAD_WATCH, tiles, NetworkDetector.MOST_TILES, every);
        }
        size();
        if (threads < 0 || threads > MOST_THREADS) {
            throw Refusal.badInput(CliMessage.BAD_THREADS, threads, MOST_THREADS);
        }
    }

    /** The detector alone. */
    PersonDetector eyes(ModelShelf shelf) {
        DetectorProfile profile = sized(shelf.detector(detector));
        return new NetworkDetector(shelf.network(detector, threads), profile, tiles);
    }

    /** A camera's chain with eyes and a sense of looks that may be shared. */
    CameraWatch camera(PersonDetector eyes, @Nullable Appearance looks, double framesPerSecond) {
        return new CameraWatch(eyes, looks, MotionSettings.standard(framesPerSecond), every);
    }

    private DetectorProfile sized(DetectorProfile profile) {
        int[] given = size();
        return given.length == 0 ? profile : profile.sized(given[0], given[1]);
    }

    /** Width and height; empty where none is given. */
    private int[] size() {
        if (size == null) {
            return new int[0];
        }
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw Refusal.badInput(CliMessage.BAD_SIZE, size);
        }
        return new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))};
    }

    /** What tells people apart; null for {@code none}. */
    @Nullable
    Appearance looks(ModelShelf shelf) {
        return looks.equals("none") ? null : shelf.appearance(looks, threads);
    }
}
