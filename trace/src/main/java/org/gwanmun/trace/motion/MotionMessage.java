package org.gwanmun.trace.motion;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with a tracker's settings or a saved state. */
public enum MotionMessage implements MessageKey {
    /** {0} frames a second. */
    BAD_FRAME_RATE,
    /** {0} seconds, {1} most. */
    BAD_DELAY,
    /** {0} reason. */
    BAD_SNAPSHOT
}
