package org.gwanmun.server.camera;

import java.util.Locale;

/** How a camera is. */
enum CameraState {
    /** Never had a picture yet. */
    CONNECTING,
    LIVE,
    /** Nothing came for a while. */
    STALLED,
    /** Lost, and tried again later. */
    WAITING,
    /** A film that ended. */
    ENDED,
    OFF;

    /** The name in the interface. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
