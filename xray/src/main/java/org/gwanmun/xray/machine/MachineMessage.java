package org.gwanmun.xray.machine;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with a profile, a calibration or a raw scan. */
public enum MachineMessage implements MessageKey {
    /** {0} name asked for, {1} known names. */
    UNKNOWN_SCANNER,
    /** {0} folder. */
    NOT_A_SCAN,
    /** {0} file name. */
    NOT_A_PLAIN_NAME,
    /** {0} file, {1} found width, {2} found height, {3} wanted width, {4} wanted height. */
    SIZE_DISAGREES,
    /** {0} file, {1} lines found, {2} lines needed. */
    TOO_FEW_LINES,
    /** {0} file. */
    NOT_16_BIT,
    /** {0} folder. */
    FOLDER_NOT_EMPTY,
    /** {0} folder, {1} reason. */
    CANNOT_WRITE,
    /** {0} calibration's scanner, {1} scan's scanner. */
    WRONG_CALIBRATION,
    /** {0} first line, {1} last line, {2} number of equal lists needed. */
    LISTS_DISAGREE,
    /** {0} channel name. */
    DUPLICATE_CHANNEL,
    /** {0} scanner. */
    NO_CALIBRATION,
    /** {0} name. */
    NOT_A_VIEW_NAME,
    /** {0} distance in mm. */
    SOURCE_IN_DETECTOR,
    /** {0} when it was made, {1} when the scan was made, {2} days allowed. */
    STALE_CALIBRATION,
    /** {0} view, {1} misfit in percent, {2} largest allowed. */
    CALIBRATION_MISFIT,
    /** {0} first, {1} last. */
    EMPTY_RANGE,
    /** {0} material, {1} view, {2} usable steps, {3} steps needed. */
    TOO_FEW_STEPS,
    /** {0} view, {1} usable materials. */
    TOO_FEW_MATERIALS,
    /** {0} material, {1} thickness in mm, {2} last line, {3} last pixel, {4} lines of the raster, {5} its pixels. */
    STEP_OUTSIDE,
    /** {0} folder, {1} number of files. */
    SEVERAL_CALIBRATIONS,
    /** {0} view, {1} counts of air. */
    TOO_DARK_FOR_WEDGE,
    /** {0} folder, {1} name of an entry. */
    FOLDER_HOLDS_OTHERS
}
