package org.gwanmun.trace.evaluation;

/** Which rows of truth and tracks count, as TrackEval prepares them. */
public enum Benchmark {
    /** Every row. */
    NONE,
    /** Truth flagged 0 is dropped; every box of the tracker is kept. */
    MOT15,
    /**
     * As {@link #MOT15}, and only truth of class 1 counts; boxes of the tracker that match, at an overlap of a half, truth of the
     * classes 2 (on a vehicle), 7 (standing), 8 (distractor) or 12 (reflection) are removed.
     */
    MOT17
}
