package org.gwanmun.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.junit.jupiter.api.Test;

class VtestTest {
    private static final Path FILM = Path.of("/usr/share/doc/opencv-doc/examples/data/vtest.avi");

    /** As decoded by FFmpeg 8.0.1. */
    private static final double[] MEAN_BGR = {90.541, 125.539, 121.847};

    @Test
    void everyPictureOfARealFilmIsThere() {
        assumeTrue(Files.exists(FILM), "package opencv-doc is not installed");
        try (Footage film = Videos.open(FILM.toString(), VideoSettings.AS_IS.atRate(7))) {
            assertThat(film.framesPerSecond()).isEqualTo(7);
            Frame first = film.next();
            assertThat(first).isNotNull();
            assertThat(first.width_px()).isEqualTo(768);
            assertThat(first.height_px()).isEqualTo(576);
            double[] sum = new double[3];
            for (int i = 0; i < first.bgr().length; i++) {
                sum[i % 3] += first.bgr()[i] & 0xff;
            }
            int n = 1;
            double last_s = 0;
            for (Frame next = film.next(); next != null; next = film.next()) {
                n++;
                last_s = next.time_s();
            }
            assertThat(n).isEqualTo(795);
            assertThat(last_s).isCloseTo(794 / 7.0, within(1e-9));
            for (int c = 0; c < 3; c++) {
                assertThat(sum[c] / 768 / 576).isCloseTo(MEAN_BGR[c], within(0.5));
            }
        }
    }
}
