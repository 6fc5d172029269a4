package org.gwanmun.video;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with a film or a camera, and why. */
enum VideoMessage implements MessageKey {
    /** {0} frames a second. */
    RATE,
    /** {0} pixels, {1} most. */
    SIDE,
    /** Reason: no known format. */
    NO_FORMAT,
    /** Reason: refers to other files. */
    PLAYLIST,
    /** Reason: a device, pipe or the like. */
    NO_FILE,
    /** Reason: {0} protocol. */
    PROTOCOL,
    /** Reason: no stream of pictures. */
    NO_PICTURES,
    /** Reason: {0} codec. */
    CODEC,
    /** Reason: ends early after {0} pictures. */
    CUT_OFF,
    /** Reason: answers, but not as a camera. */
    NO_CAMERA,
    /** Reason: not readable by us. */
    UNREADABLE,
    /** Reason: camera wants another name or password. */
    LOGIN,
    /** Reason: no such path on the camera. */
    NO_STREAM,
    /** Reason: {0} what FFmpeg says. */
    FFMPEG,
    /** {0} reason. */
    NO_LIBRARY,
    /** {0} folder. */
    NO_RATE
}
