package org.gwanmun.xray.imaging;

import org.gwanmun.core.message.MessageKey;

/** What imaging has to tell: why a number is not given, and why a scan is refused. */
public enum ImagingMessage implements MessageKey {
    /** {0} channel. */
    NO_AIR,
    /** {0} channel that is missing, {1} channel that needs it. */
    CHANNEL_MISSING,
    /** {0} view, {1} percentage of opaque pixels. */
    OPAQUE,
    /** {0} what the parcel weighs at least, in g. */
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
    DEAD_PIXELS,
    /** {0} channel, {1} saturation grey. */
    AIR_SATURATED,
    /** {0} channel, {1} saturation grey. */
    SCAN_SATURATED,
    /** {0} channel. */
    SCAN_BLACK,
    /** {0} percentage of saturated readings. */
    SATURATED,
    /** {0} view, {1} profile. */
    VIEW_NOT_IN_PROFILE,
    /** {0} channel. */
    NO_BLOCK_IN_CALIBRATION,
    /** {0} channel, {1} columns of the scan, {2} columns of the calibration. */
    COLUMNS_DIFFER,
    /** {0} scan. */
    NO_TEST_OBJECT,
    /** {0} view, {1} size seen, {2} size of the object. */
    NO_TEST_OBJECT_HERE,
    /** {0} view. */
    TEST_OBJECT_TURNED,
    /** {0} channel, {1} mm along the belt. */
    PLANE_SHIFTED,
    /** {0} channels. */
    SCATTER_MISSING,
    /** {0} view, {1} pixels of the scan, {2} pixels of the profile, {3} profile. */
    PIXELS_DIFFER
}
