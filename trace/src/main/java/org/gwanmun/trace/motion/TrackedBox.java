package org.gwanmun.trace.motion;

/**
 * A box of a track in one frame, by its left upper corner, in pixels. The tracker emits the same object again and again, so
 * read it before the call returns.
 */
public final class TrackedBox {
    private int frame;
    private int id;
    private double left;
    private double top;
    private double w;
    private double h;
    private double score;
    private boolean seen;
    private boolean believed;

    void set(
            int frame,
            int id,
            double left,
            double top,
            double w,
            double h,
            double score,
            boolean seen,
            boolean believed) {
        this.frame = frame;
        this.id = id;
        this.left = left;
        this.top = top;
        this.w = w;
        this.h = h;
        this.score = score;
        this.seen = seen;
        this.believed = believed;
    }

    /** Number of the frame, from 1. */
    public int frame() {
        return frame;
    }

    /** Number of the track, from 1. */
    public int id() {
        return id;
    }

    /** Left edge. */
    public double left() {
        return left;
    }

    /** Upper edge. */
    public double top() {
        return top;
    }

    /** Width. */
    public double w() {
        return w;
    }

    /** Height. */
    public double h() {
        return h;
    }

    /** Score of the detection it is, or of the last one. */
    public double score() {
        return score;
    }

    /** Whether somebody looked in this frame and found it; otherwise it is predicted. */
    public boolean seen() {
        return seen;
    }

    /** Whether there is belief enough to show it; only a tracker that feeds a {@link LookAhead} emits others. */
    boolean believed() {
        return believed;
    }
}
