package org.gwanmun.trace.motion;

/** What a {@link CameraTracker} does beyond a filter and an assignment; each can be left out, to see what it is worth. */
public enum Idea {
    /** All tracks are moved by what the picture itself moved. */
    SCENE_SHIFT,
    /** Overlap counts times the overlap of heights. */
    HEIGHT_OVERLAP,
    /** Boxes are widened before they are compared. */
    WIDENED_BOXES,
    /** A wrong direction costs. */
    DIRECTION,
    /** Weak boxes continue tracks, after the strong ones. */
    WEAK_BOXES,
    /** Lost tracks are looked for where they were seen last. */
    RECOVERY,
    /** A track found again is led once more from where it was lost. */
    LEADING_AGAIN,
    /** A size that does not fit the scene makes doubtful. */
    SCENE_SIZE,
    /** How eventful a frame is, is learned. */
    PACE,
    /** Filtered boxes are emitted, not detected ones. */
    FILTERED_BOXES
}
