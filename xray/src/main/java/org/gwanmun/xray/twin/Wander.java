package org.gwanmun.xray.twin;

import java.util.random.RandomGenerator;

/**
 * A stationary Gaussian wandering, x_{i+1} = ρ x_i + σ √(1 − ρ²) ξ: mean 0, standard deviation σ, correlation ρ = e^{−1/n}
 * between neighbours with n the steps over which it forgets.
 */
final class Wander {
    private Wander() {}

    static double[] series(int length, double sigma, double memory_steps, RandomGenerator random) {
        double rho = Math.exp(-1 / memory_steps);
        double fresh = sigma * Math.sqrt(1 - rho * rho);
        double[] series = new double[length];
        double x = sigma * random.nextGaussian();
        for (int i = 0; i < length; i++) {
            series[i] = x;
            x = rho * x + fresh * random.nextGaussian();
        }
        return series;
    }
}
