package org.gwanmun.cli;

import org.gwanmun.core.message.MessageKey;

/** What the command line itself says. */
enum CliMessage implements MessageKey {
    /** {0} the usage mistake. */
    USAGE,
    /** {0} nearest command. */
    MAYBE,
    /** {0} command for help. */
    SEE_HELP,
    /** {0} folder, {1} views × lines × pixels, {2} seconds. */
    SCANNED,
    /** {0} file. */
    CALIBRATED,
    /** {0} mass, {1} low, {2} high. */
    MASS,
    /** No slots. */
    MASS_UNKNOWN,
    /** {0} folder. */
    PICTURES_IN,
    /** {0} view, {1} lines, {2} pixels, {3} share of pixels with a known Zeff in percent. */
    VIEW,
    /** {0} path. */
    NO_SUCH_INPUT,
    /** {0} folder, {1} reason. */
    CANNOT_WRITE,
    /** {0} exception. */
    INTERNAL,
    /** {0} text. */
    BAD_ENERGIES,
    /** {0} view, {1} materials, {2} misfit in percent. */
    WEDGE,
    /** {0} profile's name, {1} scan's scanner. */
    OTHER_SCANNER,
    /** {0} slabs, {1} median areal bias in percent, {2} median bias of Zeff. */
    MEDIAN_BIAS,
    /** {0} masses given, {1} within 3 percent, {2} covered by their interval. */
    MASSES,
    /** {0} the layer as typed. */
    BAD_LAYER,
    /** {0} the layer as typed, {1} its material. */
    LAYER_DENSITY_NEEDED,
    /** {0} layers, {1} most. */
    TOO_MANY_LAYERS,
    /** No slots. */
    STACK_OR_SPHERE,
    /** No slots. */
    ENERGY_OR_TUBE,
    /** {0} histories as given, {1} most. */
    BAD_HISTORIES,
    /** {0} threads as given, {1} most. */
    BAD_THREADS,
    /** {0} percent. */
    TRANSPORT_PROGRESS,
    /** {0} histories, {1} seconds, {2} threads, {3} µs a history. */
    TRANSPORT_TOOK,
    /** {0} reason. */
    LANE_MEASURE_FAILED,
    /** {0} lanes, {1} parcels an hour, {2} minutes, {3} kills. */
    LANE_PLAN,
    /** {0} score, {1} value, {2} range. */
    QUALITY_DRIFT,
    /** {0} profile. */
    NO_SCATTER_HEADS,
    /** {0} width, {1} height. */
    BAD_PICTURE_SIZE,
    /** {0} file, {1} detections, {2} boxes of tracks, {3} frames a second, {4} seconds. */
    TRACKED,
    /** Said while a package is on its way. */
    FETCHING,
    /** {0} model. */
    INSTALLED,
    /** Of a model in the list. */
    IS_INSTALLED,
    /** Of a model in the list. */
    NOT_INSTALLED,
    /** What a bar of pictures is called. */
    WATCHING,
    /** {0} file, {1} pictures, {2} boxes, {3} frames a second of the source, {4} pictures a second that were done. */
    WATCHED,
    /** {0} frames, {1} frames a second. */
    BAD_FRAMES,
    /** {0} tiles, {1} most, {2} every so many. */
    BAD_WATCH,
    /** {0} as typed. */
    BAD_SIZE,
    /** {0} cameras, {1} most, {2} frames a second. */
    BAD_CAMERAS,
    /** {0} frames a second, {1} and {2} frames, {3} most. */
    BAD_APPEARANCE,
    /** {0} minutes, {1} most. */
    BAD_MINUTES,
    /** {0} sets, {1} tries. */
    BAD_SETS,
    /** {0} done, {1} in all. */
    LEFT_OUT,
    /** No slots. */
    GT_OR_ROOT,
    /** {0} folder. */
    NO_SEQUENCES,
    /** {0} minutes. */
    LANE_TAKES,
    /** {0} minutes of {1}, {2} verdicts, {3} kills. */
    LANE_PROGRESS
}
