package org.gwanmun.xray.scene;

/**
 * Real roots of a polynomial of degree up to four in an interval, by bisection between the roots of its derivative: slow
 * beside closed forms, but it never loses a root to cancellation.
 */
final class Quartic {
    private Quartic() {}

    /** c[0] + c[1] t + … */
    static double value(double[] c, double t) {
        double value = 0;
        for (int i = c.length - 1; i >= 0; i--) {
            value = value * t + c[i];
        }
        return value;
    }

    /**
     * Roots with a change of sign in (low, high) of the polynomial of this degree in the workspace, in increasing order, into
     * the workspace's roots of that degree; returns how many. Modified: polynomials and roots of lower degree.
     */
    static int roots(Workspace work, int degree, double low, double high) {
        if (degree == 0) {
            return 0;
        }
        double[] c = work.polynomial[degree];
        double[] derivative = work.polynomial[degree - 1];
        for (int i = 1; i <= degree; i++) {
            derivative[i - 1] = i * c[i];
        }
        int turnCount = roots(work, degree - 1, low, high);
        double[] turns = work.roots[degree - 1];
        double[] roots = work.roots[degree];
        int count = 0;
        double a = low;
        for (int i = 0; i <= turnCount; i++) {
            double b = i < turnCount ? turns[i] : high;
            double fa = value(c, a);
            double fb = value(c, b);
            if ((fa < 0) != (fb < 0)) {
                roots[count++] = bisect(c, a, b, fa < 0);
            }
            a = b;
        }
        return count;
    }

    private static double bisect(double[] c, double low, double high, boolean negativeAtLow) {
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if ((value(c, middle) < 0) == negativeAtLow) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
