package org.gwanmun.server.camera;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;

/** What cameras are made of. */
public interface CameraParts {
    /** Opens a camera's pictures, anew each time it is asked. */
    Supplier<Footage> source(Settings.Camera camera);

    /** The detector of these settings, if it is installed. */
    Optional<SharedDetector> detector(Settings.Vision vision);

    /** Keeps a camera's pictures for as long as its settings say. */
    Consumer<Frame> ring(Settings.Camera camera);
}
