package org.gwanmun.cli;

import java.nio.file.Path;
import org.gwanmun.video.VideoSettings;
import picocli.CommandLine.Option;

/** A real film of which somebody wrote down who is where: options that {@code measure cameras} and {@code measure appearance} share. */
final class FilmWithTruth {
    @Option(names = "--video", paramLabel = "FILE", defaultValue = "/usr/share/doc/opencv-doc/examples/data/vtest.avi")
    String video = "";

    @Option(names = "--truth", paramLabel = "FILE", defaultValue = "../shared/data/trace/mot15/PETS09-S2L1/gt/gt.txt")
    Path truth = Path.of("");

    @Option(names = "--fps", paramLabel = "F", defaultValue = "7")
    double fps;

    boolean rateCannotBe() {
        return !(fps >= 0.1 && fps <= 1000);
    }

    VideoSettings settings() {
        return VideoSettings.AS_IS.atRate(fps);
    }
}
