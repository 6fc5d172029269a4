package org.gwanmun.trace.motion;

import java.util.Arrays;

/**
 * A Kalman filter of where somebody's feet are on flat ground: X, Y in metres, their speeds in m/s, covariance P of the four.
 *
 * <p>Predict over t: X ← X + V t, P ← F P Fᵀ + G Gᵀ σ², G = (t²/2, t) for each axis, σ the unforeseen acceleration. A foot point
 * of the picture with deviations (σ_x, σ_y) is measured with R = J diag(σ_x², σ_y²) Jᵀ, J the slope of the {@link GroundMap}
 * there: far away a pixel down is worth many metres, a pixel to the side few.
 *
 * <p>Layout of a filter: X, Y, VX, VY, then P row by row; of a measured foot: X, Y, R as XX, XY, YY, then J. Source of the idea:
 * K. Yi et al., UCMCTrack, AAAI 2024, doi:10.1609/aaai.v38i7.28493, arXiv:2312.08952.
 */
final class GroundFilter {
    /** Numbers of a filter. */
    static final int SIZE = 20;

    /** Numbers of a measured foot. */
    static final int FOOT = 9;

    /** Square of the distance below which one in a thousand true pairs is missed: χ² with two degrees of freedom. */
    static final double GATE = 13.8;

    private static final int P = 4;
    private static final double BIRTH_SPEED = 0.8; // m/s
    private static final double ACCELERATION = 1; // m/s²
    private static final double FOOT_ERROR = 0.1; // heights of the box

    private GroundFilter() {}

    /** Measures a box's foot. @return false at the horizon and above it */
    static boolean measure(GroundMap map, double[] box, int o, double[] foot, int f) {
        double down = box[o + 1] + box[o + 3] / 2;
        if (!map.toPlan(box[o], down, foot, f)) {
            return false;
        }
        map.slope(box[o], down, foot, f + 5);
        double error = FOOT_ERROR * box[o + 3];
        double square = error * error;
        foot[f + 2] = square * (foot[f + 5] * foot[f + 5] + foot[f + 6] * foot[f + 6]);
        foot[f + 3] = square * (foot[f + 5] * foot[f + 7] + foot[f + 6] * foot[f + 8]);
        foot[f + 4] = square * (foot[f + 7] * foot[f + 7] + foot[f + 8] * foot[f + 8]);
        return true;
    }

    /** Whether a track was ever seen on the ground. */
    static boolean begun(double[] s, int o) {
        return s[o + P] > 0;
    }

    static void begin(double[] s, int o, double[] foot, int f) {
        Arrays.fill(s, o, o + SIZE, 0);
        s[o] = foot[f];
        s[o + 1] = foot[f + 1];
        int p = o + P;
        s[p] = foot[f + 2];
        s[p + 1] = foot[f + 3];
        s[p + 4] = foot[f + 3];
        s[p + 5] = foot[f + 4];
        s[p + 10] = BIRTH_SPEED * BIRTH_SPEED;
        s[p + 15] = BIRTH_SPEED * BIRTH_SPEED;
    }

    /** On by t seconds. */
    static void predict(double[] s, int o, double t) {
        s[o] += s[o + 2] * t;
        s[o + 1] += s[o + 3] * t;
        int p = o + P;
        for (int k = 0; k < 4; k++) { // F P
            s[p + k] += t * s[p + 8 + k];
            s[p + 4 + k] += t * s[p + 12 + k];
        }
        for (int k = 0; k < 4; k++) { // (F P) Fᵀ
            s[p + 4 * k] += t * s[p + 4 * k + 2];
            s[p + 4 * k + 1] += t * s[p + 4 * k + 3];
        }
        double speed = ACCELERATION * t;
        double way = speed * t / 2;
        for (int axis = 0; axis < 2; axis++) {
            s[p + 5 * axis] += way * way;
            s[p + 5 * axis + 2] += way * speed;
            s[p + 5 * axis + 8] += way * speed;
            s[p + 5 * axis + 10] += speed * speed;
        }
    }

    /** Square of the Mahalanobis distance of a measured foot from a prediction. */
    static double distance(double[] s, int o, double[] foot, int f) {
        double xx = s[o + P] + foot[f + 2];
        double xy = s[o + P + 1] + foot[f + 3];
        double yy = s[o + P + 5] + foot[f + 4];
        double dx = foot[f] - s[o];
        double dy = foot[f + 1] - s[o + 1];
        return (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / (xx * yy - xy * xy);
    }

    static void update(double[] s, int o, double[] foot, int f) {
        int p = o + P;
        double a = s[p];
        double b = s[p + 1];
        double c = s[p + 5];
        double xx = a + foot[f + 2];
        double xy = b + foot[f + 3];
        double yy = c + foot[f + 4];
        double determinant = xx * yy - xy * xy;
        double dx = foot[f] - s[o];
        double dy = foot[f + 1] - s[o + 1];
        for (int k = 0; k < 4; k++) {
            double first = k == 0 ? a : k == 1 ? b : s[p + 4 * k];
            double second = k == 0 ? b : k == 1 ? c : s[p + 4 * k + 1];
            double gainX = (yy * first - xy * second) / determinant;
            double gainY = (xx * second - xy * first) / determinant;
            s[o + k] += gainX * dx + gainY * dy;
            for (int i = k; i < 4; i++) { // above the diagonal; what is below is still needed
                double left = i == 0 ? a : i == 1 ? b : s[p + 4 * i];
                double right = i == 0 ? b : i == 1 ? c : s[p + 4 * i + 1];
                s[p + 4 * k + i] -= gainX * left + gainY * right;
            }
        }
        for (int k = 1; k < 4; k++) {
            for (int i = 0; i < k; i++) {
                s[p + 4 * k + i] = s[p + 4 * i + k];
            }
        }
    }
}
