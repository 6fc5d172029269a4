package org.gwanmun.server.camera;

import org.gwanmun.core.message.MessageKey;

/** What is said beside a camera. */
public enum CameraMessage implements MessageKey {
    /** No model is installed. */
    NO_DETECTOR,
    /** {0} camera. */
    FAILED,
    /** {0} file, {1} why. */
    LOGIN_UNREADABLE
}
