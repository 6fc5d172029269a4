package org.gwanmun.xray.twin;

/**
 * Where in focal spot, pixel and belt travel the rays of one pixel start, end and pass: points in [−½, ½]⁵, the same for
 * every pixel, so that a straight edge stays straight. Points come in pairs (u, −u), so that no picture is displaced, and
 * are stratified across the pixel, where edges show most; the other four coordinates follow an additive recurrence with
 * the generalised golden ratio (M. Roberts, The unreasonable effectiveness of quasirandom sequences, 2018).
 */
final class SubRays {
    final int count;

    /** Along the belt and across the fan within the focal spot. */
    final double[] spotX;

    final double[] spotAcross;

    /** Along the belt and across the fan within the pixel. */
    final double[] pixelX;

    final double[] pixelAcross;

    /** Within the belt's travel during a line. */
    final double[] travel;

    SubRays(int count) {
        this.count = count;
        double[][] u = new double[5][count];
        double golden = 2;
        for (int i = 0; i < 64; i++) {
            golden = Math.pow(1 + golden, 1 / 5.0); // the root of x⁵ = x + 1
        }
        int half = count / 2;
        for (int i = 0; i < half; i++) {
            u[0][i] = (i + 0.5) / count; // the upper half of the strata; the lower is its mirror
            double step = 1;
            for (int d = 1; d < 5; d++) {
                step /= golden;
                double v = 0.25 + (i + 1) * step;
                u[d][i] = v - Math.floor(v) - 0.5;
            }
            for (int d = 0; d < 5; d++) {
                u[d][i + half] = -u[d][i];
            }
        }
        pixelAcross = u[0];
        travel = u[1];
        pixelX = u[2];
        spotX = u[3];
        spotAcross = u[4];
    }
}
