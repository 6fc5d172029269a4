package org.gwanmun.server.camera;

import java.util.Optional;
import java.util.function.Supplier;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.trace.vision.Appearance;
import org.gwanmun.trace.vision.Footage;

/** What cameras are made of. */
interface CameraParts {
    /** Opens a camera's pictures, anew each time it is asked. */
    Supplier<Footage> source(Settings.Camera camera);

    /** The detector of these settings, if it is installed. */
    Optional<SharedDetector> detector(Settings.Vision vision);

    /** What tells people apart beside motion, made anew for each camera; none where the settings say so or it cannot be had. */
    Supplier<Optional<Appearance>> looks(Settings.Vision vision);

    /** Keeps a camera's pictures for as long as its settings say; none where they say nothing. */
    Optional<RawFrames> ring(Settings.Camera camera);
}
