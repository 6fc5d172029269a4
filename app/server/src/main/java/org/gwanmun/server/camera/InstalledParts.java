package org.gwanmun.server.camera;

import java.util.Optional;
import java.util.function.Supplier;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.infer.ModelShelf;
import org.gwanmun.server.camera.DrawnScene.Place;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.trace.vision.Appearance;
import org.gwanmun.trace.vision.DetectorProfile;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.NetworkDetector;
import org.gwanmun.video.VideoSettings;
import org.gwanmun.video.Videos;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cameras as this machine has them: network cameras and films by FFmpeg, drawn scenes, models that are installed. */
final class InstalledParts implements CameraParts {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledParts.class);
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
        String name = vision.detector();
        ModelShelf shelf = ModelShelf.standard();
        if (name.equals("none")) {
            return Optional.empty();
        }
        try {
            DetectorProfile profile = shelf.detector(name);
            return Optional.of(
                    new SharedDetector(name, new NetworkDetector(shelf.network(name, vision.threads()), profile, 1)));
        } catch (Refusal refusal) {
            LOG.warn("Nobody is looked for in the cameras' pictures: {}", refusal.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Supplier<Optional<Appearance>> looks(Settings.Vision vision) {
        return () -> {
            try {
                return vision.looks().equals("none")
                        ? Optional.empty()
                        : Optional.of(ModelShelf.standard().appearance(vision.looks(), 1));
            } catch (Refusal refusal) {
                LOG.warn("People are told apart by motion alone: {}", refusal.getMessage());
                return Optional.empty();
            }
        };
    }

    @Override
    public Optional<RawFrames> ring(Settings.Camera camera) {
        return camera.ringMin() > 0 ? Optional.of(new RawFrames(camera.name(), camera.ringMin())) : Optional.empty();
    }
}
