package org.gwanmun.xray.scene;

/**
 * Real roots of t⁴ + c₂ t² + c₁ t + c₀ in an interval, by bracketed Newton steps between the turning points, which are found
 * in the same way between those of the derivative: it never loses a root to cancellation, as closed forms do.
 */
final class Quartic {
    /** How many numbers {@link #roots} needs: four roots, three turning points. */
    static final int MEMORY = 7;

    private static final int TURNS = 4;

    private Quartic() {}

    /** The polynomial at t. */
    static double value(double c0, double c1, double c2, double t) {
        return ((t * t + c2) * t + c1) * t + c0;
    }

    /** Roots with a change of sign in (low, high), in increasing order, at the head of {@code memory}; returns how many. */
    static int roots(double c0, double c1, double c2, double low, double high, double[] memory) {
        // The derivative 4 t³ + 2 c₂ t + c₁ turns at ± s.
        double s = c2 < 0 ? Math.sqrt(-c2 / 6) : 0;
        int turns = 0;
        double a = low;
        for (int i = 0; i < 3; i++) {
            double b = i == 2 ? high : Math.min(high, Math.max(low, i == 0 ? -s : s));
            double fa = (4 * a * a + 2 * c2) * a + c1;
            double fb = (4 * b * b + 2 * c2) * b + c1;
            if ((fa < 0) != (fb < 0)) {
                memory[TURNS + turns++] = root(0, 4, 2 * c2, c1, 0, a, b, fa < 0);
            }
            a = b;
        }
        int count = 0;
        a = low;
        for (int i = 0; i <= turns; i++) {
            double b = i < turns ? memory[TURNS + i] : high;
            double fa = value(c0, c1, c2, a);
            double fb = value(c0, c1, c2, b);
            if ((fa < 0) != (fb < 0)) {
                memory[count++] = root(1, 0, c2, c1, c0, a, b, fa < 0);
            }
            a = b;
        }
        return count;
    }

    /** The root of p₄ t⁴ + p₃ t³ + … between low and high, where it is monotonic. For a cubic p₄ = 0 and t is divided out. */
    private static double root(
            double p4, double p3, double p2, double p1, double p0, double low, double high, boolean negativeAtLow) {
        boolean cubic = p4 == 0;
        double a = low;
        double b = high;
        double t = (a + b) / 2;
        for (int i = 0; i < 80; i++) {
            double value;
            double slope;
            if (cubic) {
                value = (p3 * t * t + p2) * t + p1;
                slope = 3 * p3 * t * t + p2;
            } else {
                value = ((p4 * t * t + p2) * t + p1) * t + p0;
                slope = (4 * p4 * t * t + 2 * p2) * t + p1;
            }
            if ((value < 0) == negativeAtLow) {
                a = t;
            } else {
                b = t;
            }
            double next = t - value / slope;
            if (!(next > a && next < b)) {
                next = (a + b) / 2;
            }
            if (Math.abs(next - t) < 1e-15 || b - a < 1e-15) {
                return next;
            }
            t = next;
        }
        return t;
    }
}
