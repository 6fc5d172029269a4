package org.gwanmun.trace.vision;

import org.gwanmun.core.message.Refusal;
import org.jspecify.annotations.Nullable;

/** Pictures of one camera in order of time: a film, a folder of pictures, a network camera. For one thread. */
public interface Footage extends AutoCloseable {
    /**
     * The next picture; null at the end. May wait for a camera.
     *
     * @throws Refusal where the film is broken, or the camera was lost
     */
    @Nullable
    Frame next();

    /** Frames a second as the source says; NaN where it does not. */
    double framesPerSecond();

    /** Frees what the decoder holds. */
    @Override
    void close();
}
