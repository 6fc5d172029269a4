package org.gwanmun.server.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.server.settings.Settings;

/** The cameras of the demonstration: two drawn scenes, and Debian's example film of a real place where it is installed. */
public final class DemoCameras {
    private static final Path FILM = Path.of("/usr/share/doc/opencv-doc/examples/data/vtest.avi");
    private static final double FILM_RATE = 7; // its header says 10

    private DemoCameras() {}

    /** In the order of the wall. */
    public static List<Settings.Camera> all() {
        List<Settings.Camera> cameras = new ArrayList<>();
        cameras.add(camera("hall", "그려진 입국장", "Drawn arrivals hall", "scene:hall"));
        if (Files.isReadable(FILM)) {
            cameras.add(new Settings.Camera(
                    "campus",
                    "녹화 영상 PETS 2009",
                    "Recorded film PETS 2009",
                    FILM.toString(),
                    Optional.empty(),
                    OptionalDouble.of(FILM_RATE),
                    0,
                    true,
                    true));
        }
        cameras.add(camera("street", "그려진 터미널 앞", "Drawn street at the terminal", "scene:street"));
        return cameras;
    }

    private static Settings.Camera camera(String name, String titleKo, String titleEn, String source) {
        return new Settings.Camera(
                name, titleKo, titleEn, source, Optional.empty(), OptionalDouble.empty(), 0, true, true);
    }
}
