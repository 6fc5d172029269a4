package org.gwanmun.trace.motion;

import java.util.ArrayList;
import java.util.List;
import org.gwanmun.core.stage.StreamStage.Out;
import org.gwanmun.trace.MotRows;

/** Runs a {@link CameraTracker} over a file's detections, frame by frame from the first, as a camera would hand them over. */
public final class SequenceTracker {
    private SequenceTracker() {}

    /**
     * Tracks one sequence.
     *
     * @param detections ordered by frame
     */
    public static void track(MotRows detections, MotionSettings settings, Out<TrackedBox> out) {
        track(detections, settings, new CameraState(detections.dimension()), out);
    }

    /** Tracks one sequence with a state that may know the picture's size already. */
    public static void track(MotRows detections, MotionSettings settings, CameraState state, Out<TrackedBox> out) {
        track(detections, new CameraTracker(settings), state, out);
    }

    /** Tracks one sequence of a camera whose ground is known. */
    public static void track(
            MotRows detections, MotionSettings settings, CameraState state, GroundMap ground, Out<TrackedBox> out) {
        track(detections, new CameraTracker(settings, ground), state, out);
    }

    /** Tracks one sequence and judges its boxes a stated time later; with a delay of 0 there is no judging. */
    public static void track(
            MotRows detections,
            MotionSettings settings,
            CameraState state,
            double lookAhead_s,
            Out<LookAhead.Row> out) {
        if (lookAhead_s == 0) {
            track(detections, settings, state, box -> out.emit(LookAhead.Row.of(box)));
            return;
        }
        LookAhead ahead = new LookAhead(settings, lookAhead_s);
        LookAheadState held = new LookAheadState();
        List<LookAhead.Row> frame = new ArrayList<>();
        track(detections, new CameraTracker(settings, null, true), state, box -> {
            if (!frame.isEmpty() && frame.getFirst().frame() != box.frame()) {
                ahead.on(held, frame, out);
                frame.clear();
            }
            frame.add(LookAhead.Row.of(box));
        });
        ahead.on(held, frame, out);
        ahead.finish(held, out);
    }

    private static void track(MotRows detections, CameraTracker tracker, CameraState state, Out<TrackedBox> out) {
        FrameBoxes boxes = new FrameBoxes(detections.dimension());
        int row = 0;
        while (row < detections.size()) {
            int frame = detections.frame()[row];
            boxes.begin(frame);
            for (; row < detections.size() && detections.frame()[row] == frame; row++) {
                boolean taken = boxes.add(
                        detections.x()[row],
                        detections.y()[row],
                        detections.w()[row],
                        detections.h()[row],
                        detections.score()[row]);
                if (taken && detections.dimension() > 0) {
                    boxes.embedding(detections.embedding(), row * detections.dimension());
                }
            }
            tracker.on(state, boxes, out);
        }
    }

    /** The tracks as rows. */
    public static MotRows tracks(MotRows detections, MotionSettings settings) {
        return tracks(detections, settings, 0);
    }

    /** The tracks as rows, judged a stated time later. */
    public static MotRows tracks(MotRows detections, MotionSettings settings, double lookAhead_s) {
        MotRows rows = new MotRows(0);
        track(
                detections,
                settings,
                new CameraState(detections.dimension()),
                lookAhead_s,
                box -> rows.add(
                        box.frame(), box.id(), box.left(), box.top(), box.w(), box.h(), (float) box.score(), -1));
        return rows;
    }
}
