package org.gwanmun.trace.vision;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with films, cameras and networks. */
public enum VisionMessage implements MessageKey {
    /** {0} source, {1} reason. */
    BROKEN,
    /** {0} source. */
    EMPTY,
    /** {0} source, {1} width, {2} height, {3} most. */
    TOO_LARGE,
    /** {0} source, {1} seconds. */
    SILENT,
    /** {0} source. */
    HUNG_UP,
    /** {0} source, {1} reason. */
    NO_ANSWER,
    /** {0} source, {1} seconds. */
    NO_PICTURE,
    /** {0} source, {1} how many. */
    STUCK,
    /** {0} source. */
    NOT_FOUND,
    /** {0} source, {1} reason. */
    NOT_ALLOWED,
    /** {0} model, {1} what, {2} found, {3} expected. */
    OTHER_SHAPE
}
