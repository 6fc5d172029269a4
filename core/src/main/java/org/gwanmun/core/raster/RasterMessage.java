package org.gwanmun.core.raster;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with a picture file. */
public enum RasterMessage implements MessageKey {
    /** {0} file. */
    NOT_FOUND,
    /** {0} file, {1} width, {2} height, {3} limit of a side, {4} limit of pixels. */
    TOO_LARGE,
    /** {0} file, {1} the decoder's words. */
    DAMAGED,
    /** {0} file. */
    NOT_A_PICTURE,
    /** {0} file, {1} bands, {2} bits. */
    NOT_GREY,
    /** {0} file, {1} reason. */
    CANNOT_WRITE
}
