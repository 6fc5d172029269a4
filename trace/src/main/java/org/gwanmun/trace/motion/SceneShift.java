package org.gwanmun.trace.motion;

import java.util.Arrays;

/**
 * By how much the whole picture moved since the frame before, told from boxes alone: the median offset of detections from
 * predictions, over people who are each other's best overlap. Where a camera turns, everybody moves alike.
 */
final class SceneShift {
    private static final int LEAST_PAIRS = 3;
    private static final int LEAST_HITS = 3;
    private static final double GROWTH = 0.6;
    private static final double LEAST_OVERLAP = 0.3;

    private double[] offsetX = new double[16];
    private double[] offsetY = new double[16];

    /** Of the last call, in pixels. */
    double x;

    double y;

    /** Estimates it. @return false where too few tell */
    boolean estimate(CameraState state, FrameBoxes boxes) {
        int pairs = 0;
        if (offsetX.length < state.tracks) {
            offsetX = new double[2 * state.tracks];
            offsetY = new double[2 * state.tracks];
        }
        double[] numbers = state.numbers;
        double[] box = boxes.box();
        for (int t = 0; t < state.tracks; t++) {
            if (state.lost(t) || state.count(t, CameraState.HITS) < LEAST_HITS) {
                continue;
            }
            int best = -1;
            double most = LEAST_OVERLAP;
            for (int j = 0; j < boxes.count(); j++) {
                double overlap = Overlap.of(numbers, CameraState.at(t), box, 4 * j, GROWTH);
                if (overlap > most) {
                    most = overlap;
                    best = j;
                }
            }
            if (best >= 0 && mutual(state, t, box, 4 * best, most)) {
                offsetX[pairs] = box[4 * best] - numbers[CameraState.at(t)];
                offsetY[pairs++] = box[4 * best + 1] - numbers[CameraState.at(t) + 1];
            }
        }
        if (pairs < LEAST_PAIRS) {
            return false;
        }
        x = median(offsetX, pairs);
        y = median(offsetY, pairs);
        double spread = 0;
        for (int i = 0; i < pairs; i++) {
            spread += Math.abs(offsetX[i] - x) + Math.abs(offsetY[i] - y);
        }
        double error = spread / pairs / Math.sqrt(pairs);
        double size = Math.abs(x) + Math.abs(y);
        double trust = size > error ? 1 - error * error / (size * size) : 0;
        x *= trust;
        y *= trust;
        return trust > 0;
    }

    private static boolean mutual(CameraState state, int track, double[] box, int at, double most) {
        for (int t = 0; t < state.tracks; t++) {
            if (t != track && Overlap.of(state.numbers, CameraState.at(t), box, at, GROWTH) > most) {
                return false;
            }
        }
        return true;
    }

    private static double median(double[] values, int count) {
        Arrays.sort(values, 0, count);
        return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
    }
}
