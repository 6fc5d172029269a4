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

    /** Roots with a change of sign in (low, high), in increasing order, into {@code roots}; returns how many. */
    static int roots(double[] c, double low, double high, double[] roots) {
        int degree = c.length - 1;
        if (degree == 0) {
            return 0;
        }
        double[] derivative = new double[degree];
        for (int i = 1; i <= degree; i++) {
            derivative[i - 1] = i * c[i];
        }
        double[] turns = new double[4];
        int turnCount = roots(derivative, low, high, turns);
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
