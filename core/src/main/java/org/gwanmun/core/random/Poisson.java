package org.gwanmun.core.random;

import java.util.random.RandomGenerator;

/**
 * Poisson numbers: P(k) = λᵏ e⁻ᵠ / k! with φ = λ.
 *
 * <p>Below λ = 10 by multiplication of uniforms; from there on by transformed rejection with squeeze, algorithm PTRS of
 * W. Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance: Mathematics and
 * Economics 12 (1993) 39–45, doi:10.1016/0167-6687(93)90997-4. Exact for every λ; valid for 0 ≤ λ ≤ 10⁹.
 */
public final class Poisson {
    private static final double LIMIT = 1e9;

    private Poisson() {}

    /**
     * One Poisson number of mean {@code lambda}.
     *
     * @throws IllegalArgumentException if lambda is NaN, negative or above 10⁹
     */
    public static long sample(double lambda, RandomGenerator random) {
        if (!(lambda >= 0 && lambda <= LIMIT)) {
            throw new IllegalArgumentException("lambda (" + lambda + ") must be between 0 and " + LIMIT);
        }
        return lambda < 10 ? byMultiplication(lambda, random) : byTransformedRejection(lambda, random);
    }

    private static long byMultiplication(double lambda, RandomGenerator random) {
        double limit = Math.exp(-lambda);
        double product = random.nextDouble();
        long k = 0;
        while (product > limit) {
            product *= random.nextDouble();
            k++;
        }
        return k;
    }

    private static long byTransformedRejection(double lambda, RandomGenerator random) {
        double b = 0.931 + 2.53 * Math.sqrt(lambda);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double vr = 0.9277 - 3.6224 / (b - 2);
        double logLambda = Math.log(lambda);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + lambda + 0.43);
            if (us >= 0.07 && v <= vr) {
                return (long) k;
            }
            if (k < 0 || (us < 0.013 && v > us)) {
                continue;
            }
            if (Math.log(v * inverseAlpha / (a / (us * us) + b)) <= k * logLambda - lambda - logFactorial(k)) {
                return (long) k;
            }
        }
    }

    /** ln k! — exact sums below 16, Stirling's series with three terms above (error below 10⁻¹⁰). */
    static double logFactorial(double k) {
        if (k < 16) {
            double sum = 0;
            for (int i = 2; i <= k; i++) {
                sum += Math.log(i);
            }
            return sum;
        }
        double k2 = k * k;
        return (k + 0.5) * Math.log(k)
                - k
                + 0.9189385332046727 // ln √(2π)
                + (1.0 / 12 - (1.0 / 360 - 1.0 / (1260 * k2)) / k2) / k;
    }
}
