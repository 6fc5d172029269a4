package org.gwanmun.trace.motion;

/**
 * A Kalman filter of a box: centre x, centre y, width and height, each with its speed. The four do not depend on each other, so
 * each is a filter of two numbers: position p and speed v with covariance (a b; b c).
 *
 * <p>Predict over one frame: p ← p + v; a ← a + 2b + c + q_p², b ← b + c, c ← c + q_v². Update with z of variance r²: S = a + r²,
 * k₀ = a/S, k₁ = b/S, p ← p + k₀(z − p), v ← v + k₁(z − p). Widths and heights have no speed noise: they change as people come
 * nearer, at a rate learned at birth. All noise is in heights of the box.
 *
 * <p>Layout at an offset: p[4], v[4], a[4], b[4], c[4]. Source: R. E. Kalman, J. Basic Eng. 82 (1960) 35, doi:10.1115/1.3662552.
 */
final class BoxFilter {
    /** Numbers of a filter. */
    static final int SIZE = 20;

    private static final int V = 4;
    private static final int A = 8;
    private static final int B = 12;
    private static final int C = 16;
    private static final double LEAST_HEIGHT = 8;
    private static final double BIRTH_SPEED = 0.05; // heights in 1/30 s: nobody walks faster
    private static final double BIRTH_GROWTH = 0.02;

    private BoxFilter() {}

    static void begin(double[] s, int o, double[] z, int zo, MotionSettings settings) {
        double h = z[zo + 3];
        double step = settings.step();
        for (int k = 0; k < 4; k++) {
            double error = 2 * h * (k < 2 ? settings.positionError() : settings.sizeError());
            double speed = h * step * (k < 2 ? BIRTH_SPEED : BIRTH_GROWTH);
            s[o + k] = z[zo + k];
            s[o + V + k] = 0;
            s[o + A + k] = error * error;
            s[o + B + k] = 0;
            s[o + C + k] = speed * speed;
        }
    }

    /** One frame on, {@code pace} times as eventful as the settings say; a lost person's box neither grows nor shrinks. */
    static void predict(double[] s, int o, boolean lost, MotionSettings settings, double pace) {
        double h = Math.max(LEAST_HEIGHT, s[o + 3]);
        double step = settings.step() * pace;
        double root = Math.sqrt(step);
        double speedNoise = settings.speedNoise() * h * step * root;
        for (int k = 0; k < 4; k++) {
            double noise = h * root * (k < 2 ? settings.positionNoise() : settings.sizeNoise());
            if (k >= 2 && lost) {
                s[o + V + k] = 0;
            }
            s[o + k] += s[o + V + k];
            s[o + A + k] += 2 * s[o + B + k] + s[o + C + k] + noise * noise;
            s[o + B + k] += s[o + C + k];
            s[o + C + k] += k < 2 ? speedNoise * speedNoise : 0;
        }
        s[o + 2] = Math.max(2, s[o + 2]);
        s[o + 3] = Math.max(4, s[o + 3]);
    }

    /** How badly a box's centre fits a prediction: mean square of the two offsets over their variances. */
    static double misfit(double[] s, int o, double[] z, int zo, MotionSettings settings) {
        double error = settings.positionError() * z[zo + 3];
        double dx = z[zo] - s[o];
        double dy = z[zo + 1] - s[o + 1];
        return (dx * dx / (s[o + A] + error * error) + dy * dy / (s[o + A + 1] + error * error)) / 2;
    }

    static void update(double[] s, int o, double[] z, int zo, MotionSettings settings) {
        double h = z[zo + 3];
        for (int k = 0; k < 4; k++) {
            double error = h * (k < 2 ? settings.positionError() : settings.sizeError());
            double a = s[o + A + k];
            double b = s[o + B + k];
            double sum = a + error * error;
            double off = z[zo + k] - s[o + k];
            s[o + k] += a / sum * off;
            s[o + V + k] += b / sum * off;
            s[o + A + k] = a - a / sum * a;
            s[o + B + k] = b - a / sum * b;
            s[o + C + k] -= b / sum * b;
        }
    }
}
