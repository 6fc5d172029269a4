package org.gwanmun.server.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.trace.vision.Frame;
import org.junit.jupiter.api.Test;

class RawFramesTest {
    @Test
    void picturesAreKeptAndGoneWhenTheServerStops() {
        RawFrames frames = new RawFrames("c", 10);
        for (int i = 0; i < 3; i++) {
            frames.keep(new Frame(64, 48, i, new byte[3 * 64 * 48]));
        }
        frames.expire();
        assertThat(frames.count()).isEqualTo(3);
        frames.close();
        assertThat(frames.count()).isZero();
        frames.keep(new Frame(64, 48, 4, new byte[3 * 64 * 48]));
        assertThat(frames.count()).isZero();
    }

    @Test
    void nothingIsKeptUnlessTheSettingsSaySo() {
        assertThat(new InstalledParts().ring(camera(0))).isEmpty();
        Optional<RawFrames> kept = new InstalledParts().ring(camera(2));
        assertThat(kept).isPresent();
        kept.get().close();
    }

    private static Settings.Camera camera(int ringMin) {
        return new Settings.Camera(
                "c", "카", "c", "scene:hall", Optional.empty(), OptionalDouble.empty(), ringMin, true, false);
    }
}
