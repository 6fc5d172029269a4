package org.gwanmun.trace.motion;

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
        CameraTracker tracker = new CameraTracker(settings);
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
        MotRows rows = new MotRows(0);
        track(
                detections,
                settings,
                box -> rows.add(
                        box.frame(), box.id(), box.left(), box.top(), box.w(), box.h(), (float) box.score(), -1));
        return rows;
    }
}
