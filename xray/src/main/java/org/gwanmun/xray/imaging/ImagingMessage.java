package org.gwanmun.xray.imaging;

import org.gwanmun.core.message.MessageKey;

/** What imaging has to tell: why a number is not given, and why a scan is refused. */
public enum ImagingMessage implements MessageKey {
    /** {0} channel. */
    NO_AIR,
    /** {0} channel that is missing, {1} channel that needs it. */
    CHANNEL_MISSING,
    /** {0} percentage of opaque pixels. */
    OPAQUE,
    /** No slots. */
    MASS_HIDDEN,
    /** No slots. */
    HEIGHT_UNKNOWN,
    /** No slots. */
    SINGLE_ENERGY,
    /** No slots. */
    NO_DETECTOR,
    /** {0} view. */
    NO_VIEW_IN_CALIBRATION,
    /** No slots. */
    NO_VIEWS,
    /** {0} percentage of interpolated pixels. */
    DEAD_PIXELS
}
