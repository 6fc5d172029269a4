package org.gwanmun.core.maths;

/**
 * A smooth curve through points that does not overshoot: piecewise cubic Hermite interpolation whose slopes keep each piece
 * monotone where the points are, and straight lines with the end slopes outside.
 *
 * <p>Source: F. N. Fritsch, R. E. Carlson, SIAM J. Numer. Anal. 17 (1980) 238, doi:10.1137/0717021; slopes by the weighted
 * harmonic mean of F. N. Fritsch, J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300, doi:10.1137/0905021. Immutable.
 */
public final class MonotoneCubic {
    private final double[] x;
    private final double[] y;
    private final double[] slope;

    /**
     * Through (x[i], y[i]), x strictly increasing, at least two points. The arrays are not copied and must not change.
     *
     * @throws IllegalArgumentException otherwise
     */
    public MonotoneCubic(double[] x, double[] y) {
        if (x.length < 2 || x.length != y.length) {
            throw new IllegalArgumentException(x.length + " and " + y.length + " points make no curve");
        }
        for (int i = 1; i < x.length; i++) {
            if (!(x[i] > x[i - 1])) {
                throw new IllegalArgumentException("x[" + i + "] = " + x[i] + " does not exceed " + x[i - 1]);
            }
        }
        this.x = x;
        this.y = y;
        this.slope = slopes(x, y);
    }

    /** The curve at {@code at}. */
    public double value(double at) {
        int last = x.length - 1;
        if (at <= x[0]) {
            return y[0] + slope[0] * (at - x[0]);
        }
        if (at >= x[last]) {
            return y[last] + slope[last] * (at - x[last]);
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (x[middle] <= at) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double h = x[high] - x[low];
        double t = (at - x[low]) / h;
        double t2 = t * t;
        double t3 = t2 * t;
        return y[low] * (2 * t3 - 3 * t2 + 1)
                + h * slope[low] * (t3 - 2 * t2 + t)
                + y[high] * (3 * t2 - 2 * t3)
                + h * slope[high] * (t3 - t2);
    }

    private static double[] slopes(double[] x, double[] y) {
        int last = x.length - 1;
        double[] slope = new double[x.length];
        double[] secant = new double[last];
        for (int i = 0; i < last; i++) {
            secant[i] = (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
        }
        slope[0] = secant[0];
        slope[last] = secant[last - 1];
        for (int i = 1; i < last; i++) {
            if (secant[i - 1] * secant[i] > 0) {
                double before = x[i] - x[i - 1];
                double after = x[i + 1] - x[i];
                double w1 = 2 * after + before;
                double w2 = after + 2 * before;
                slope[i] = (w1 + w2) / (w1 / secant[i - 1] + w2 / secant[i]);
            }
        }
        return slope;
    }
}
