package org.gwanmun.trace.motion;

/**
 * How tall people are where they stand, learned as they pass: on flat ground before a camera that does not roll, height in the
 * picture is a straight line over the foot's row, h = α + β y. Recent boxes count more, so that it follows a camera that moves;
 * where the scene is not flat the scatter about the line is large and nothing looks odd.
 *
 * <p>Source of the geometry: D. Hoiem, A. A. Efros, M. Hebert, Int. J. Comput. Vis. 80 (2008) 3, doi:10.1007/s11263-008-0137-5.
 */
final class SceneSize {
    /** Numbers of it: Σ1, Σy, Σy², Σh, Σhy, Σe², Σ1 of residuals. */
    static final int SIZE = 7;

    private static final double MEMORY = 0.999;
    private static final double ENOUGH = 30;
    private static final double FIRST_SPREAD = 0.2;
    private static final double LEAST_SPREAD = 0.05;
    private static final double ODDEST = 3;
    private static final double OUTLIER = 3;

    private SceneSize() {}

    /** Standard deviations by which a box's height differs from what stands there, beyond the usual ones: 0 … 3. */
    static double odd(double[] s, double[] box, int o, double usual) {
        if (s[0] < ENOUGH) {
            return 0;
        }
        double h = box[o + 3];
        double off = Math.abs(h - expected(s, box[o + 1] + h / 2));
        double spread = Math.max(Math.sqrt(s[5] / s[6]), LEAST_SPREAD * h);
        return Math.clamp(off / spread - usual, 0, ODDEST);
    }

    /** Learns from a box. */
    static void learn(double[] s, double[] box, int o) {
        double h = box[o + 3];
        double y = box[o + 1] + h / 2;
        double off = FIRST_SPREAD * h;
        if (s[0] >= ENOUGH) {
            off = Math.min(Math.abs(h - expected(s, y)), OUTLIER * Math.sqrt(s[5] / s[6]));
        }
        s[5] = s[5] * MEMORY + off * off;
        s[6] = s[6] * MEMORY + 1;
        s[0] = s[0] * MEMORY + 1;
        s[1] = s[1] * MEMORY + y;
        s[2] = s[2] * MEMORY + y * y;
        s[3] = s[3] * MEMORY + h;
        s[4] = s[4] * MEMORY + h * y;
    }

    private static double expected(double[] s, double y) {
        double spread = s[0] * s[2] - s[1] * s[1];
        double slope = spread > 1e-6 * s[0] * s[2] ? (s[0] * s[4] - s[1] * s[3]) / spread : 0;
        return (s[3] - slope * s[1]) / s[0] + slope * y;
    }
}
