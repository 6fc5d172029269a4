package org.gwanmun.trace.governance;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with pictures that are kept. */
public enum GovernanceMessage implements MessageKey {
    /** {0} seconds of the frame. */
    TAMPERED,
    /** Without slots. */
    FORGOTTEN,
    /** {0} bytes of the frame, {1} bytes allowed. */
    FRAME_TOO_LARGE
}
