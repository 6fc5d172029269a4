package org.gwanmun.server.camera;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gwanmun.server.camera.DrawnScene.Place;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.video.VideoSettings;
import org.gwanmun.video.Videos;

/** Cameras as this machine has them: network cameras and films by FFmpeg, drawn scenes, models that are installed. */
public final class InstalledParts implements CameraParts {
    private static final int LONGEST_SIDE_PX = 1920;

    @Override
    public Supplier<Footage> source(Settings.Camera camera) {
        return switch (camera.source()) {
            case "scene:hall" -> () -> new PlayedFilm(() -> new DrawnScene(Place.HALL, 3), true);
            case "scene:street" -> () -> new PlayedFilm(() -> new DrawnScene(Place.STREET, 4), true);
            default -> () -> new PlayedFilm(() -> film(camera), camera.demonstration());
        };
    }

    private static Footage film(Settings.Camera camera) {
        return Videos.open(camera.source(), new VideoSettings(camera.fps().orElse(Double.NaN), LONGEST_SIDE_PX));
    }

    @Override
    public Optional<SharedDetector> detector(Settings.Vision vision) {
        return Optional.empty();
    }

    @Override
    public Consumer<Frame> ring(Settings.Camera camera) {
        return picture -> {};
    }
}
