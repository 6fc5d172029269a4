package org.gwanmun.trace.motion;

import java.util.Iterator;
import java.util.List;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.stage.StreamStage;

/**
 * Judges a tracker's boxes a stated time later, with what came meanwhile; final when emitted. It stands behind a {@link
 * CameraTracker} that emits doubtful tracks too, takes a frame's boxes as one event and emits those of the frame {@code delay_s}
 * ago:
 *
 * <ul>
 *   <li>a track is shown from its first box on, if by now it is believed and was found in {@value #LEAST_FOUND} of the frames of
 *       the delay, or of its first second where the delay is longer;
 *   <li>where a track was not found, but is found again within the delay, boxes are put on the straight line between;
 *       predictions of frames in which nobody looked give way to the same.
 * </ul>
 *
 * <p>Numbers are given anew, in the order in which tracks come out. Deterministic.
 */
public final class LookAhead implements StreamStage<LookAheadState, List<LookAhead.Row>, LookAhead.Row> {
    /** Longest delay. */
    public static final double MOST_DELAY_S = 10;

    private static final double LEAST_FOUND = 0.6;
    private static final double JUDGED_S = 1;

    /**
     * A box of a track in a frame.
     *
     * @param x centre in pixels
     * @param y centre in pixels
     * @param w width in pixels
     * @param h height in pixels
     * @param seen whether it was found, not predicted or put between
     * @param believed whether the tracker itself would have shown it
     */
    public record Row(
            int frame, int id, double x, double y, double w, double h, double score, boolean seen, boolean believed) {
        /** Of a tracker's box. */
        public static Row of(TrackedBox box) {
            return new Row(
                    box.frame(),
                    box.id(),
                    box.left() + box.w() / 2,
                    box.top() + box.h() / 2,
                    box.w(),
                    box.h(),
                    box.score(),
                    box.seen(),
                    box.believed());
        }

        /** Left edge. */
        public double left() {
            return x - w / 2;
        }

        /** Upper edge. */
        public double top() {
            return y - h / 2;
        }

        private Row numbered(int number) {
            return new Row(frame, number, x, y, w, h, score, seen, true);
        }

        private Row between(Row later, int at) {
            double share = (double) (at - frame) / (later.frame - frame);
            return new Row(
                    at,
                    id,
                    x + share * (later.x - x),
                    y + share * (later.y - y),
                    w + share * (later.w - w),
                    h + share * (later.h - h),
                    Math.min(score, later.score),
                    false,
                    true);
        }
    }

    private final int delay;
    private final int judged;
    private final double longestLoss;

    /** Behind a tracker of such settings, with a delay of 0 … {@value #MOST_DELAY_S} s. */
    public LookAhead(MotionSettings settings, double delay_s) {
        check(delay_s);
        double framesPerSecond = settings.framesPerSecond();
        this.delay = (int) Math.round(delay_s * framesPerSecond);
        this.judged = (int) Math.round(Math.min(delay_s, JUDGED_S) * framesPerSecond);
        this.longestLoss = Math.max(CameraTracker.FEWEST_FRAMES, settings.longestLoss_s() * framesPerSecond);
    }

    /**
     * Says no to a delay that is none.
     *
     * @throws Refusal if it is not 0 … {@value #MOST_DELAY_S} s
     */
    public static void check(double delay_s) {
        if (!(delay_s >= 0 && delay_s <= MOST_DELAY_S)) {
            throw Refusal.badInput(MotionMessage.BAD_DELAY, delay_s, MOST_DELAY_S);
        }
    }

    /** Takes all boxes of a frame; of one without boxes {@link #advance} tells. */
    @Override
    public void on(LookAheadState state, List<Row> rows, Out<Row> out) {
        if (rows.isEmpty()) {
            return;
        }
        int frame = rows.getFirst().frame();
        advance(state, frame - 1, out);
        for (Row row : rows) {
            if (row.seen()) {
                state.track(row.id()).add(row);
            }
        }
        advance(state, frame, out);
    }

    /** Nothing more comes of this frame and those before it. */
    public void advance(LookAheadState state, int frame, Out<Row> out) {
        while (state.frame < frame && !state.tracks.isEmpty()) {
            state.frame++;
            emit(state, state.frame - delay, out);
        }
        state.frame = Math.max(state.frame, frame);
    }

    /** Nothing more comes at all. */
    public void finish(LookAheadState state, Out<Row> out) {
        for (int due = state.frame - delay + 1; due <= state.frame; due++) {
            emit(state, due, out);
        }
        state.tracks.clear();
    }

    private void emit(LookAheadState state, int due, Out<Row> out) {
        Iterator<LookAheadState.Track> tracks = state.tracks.values().iterator();
        while (tracks.hasNext()) {
            LookAheadState.Track track = tracks.next();
            Row next = track.waiting.peekFirst();
            if (next == null) {
                if (state.frame - track.lastFrame > longestLoss) {
                    tracks.remove();
                }
                continue;
            }
            boolean shown = track.number > 0 || worth(track, next);
            if (next.frame() == due) {
                track.waiting.removeFirst();
                if (shown) {
                    track.number = track.number > 0 ? track.number : state.nextNumber++;
                    track.last = next;
                    out.emit(next.numbered(track.number));
                }
            } else if (shown && track.last != null) {
                out.emit(track.last.between(next, due).numbered(track.number));
            }
        }
    }

    private boolean worth(LookAheadState.Track track, Row first) {
        int found = 0;
        for (Row row : track.waiting) {
            found += row.frame() < first.frame() + judged ? 1 : 0;
        }
        return track.believed && found >= LEAST_FOUND * judged;
    }
}
