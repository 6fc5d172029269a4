package org.gwanmun.trace.motion;

import java.util.Arrays;

/**
 * Where a point of the picture lies on flat ground: plan ~ H picture, in homogeneous coordinates, X = (h₀x + h₁y + h₂)/w,
 * Y = (h₃x + h₄y + h₅)/w with w = h₆x + h₇y + h₈; x right and y down in pixels, X and Y in metres. w is positive for ground
 * before the camera, and 0 at the horizon. Immutable.
 */
public final class GroundMap {
    private static final double LEAST_W = 1e-12; // of the map's largest number

    private final double[] toPlan;
    private final double[] toPicture;

    /**
     * Checked.
     *
     * @param toPlan h₀ … h₈, row by row
     * @throws IllegalArgumentException if it is not finite or cannot be turned round
     */
    public GroundMap(double[] toPlan) {
        if (toPlan.length != 9 || !Arrays.stream(toPlan).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("no 3 x 3 numbers");
        }
        this.toPlan = toPlan.clone();
        this.toPicture = inverse(toPlan);
    }

    private static double[] inverse(double[] h) {
        double[] adjoint = {
            h[4] * h[8] - h[5] * h[7], h[2] * h[7] - h[1] * h[8], h[1] * h[5] - h[2] * h[4],
            h[5] * h[6] - h[3] * h[8], h[0] * h[8] - h[2] * h[6], h[2] * h[3] - h[0] * h[5],
            h[3] * h[7] - h[4] * h[6], h[1] * h[6] - h[0] * h[7], h[0] * h[4] - h[1] * h[3]
        };
        double determinant = h[0] * adjoint[0] + h[1] * adjoint[3] + h[2] * adjoint[6];
        if (determinant == 0 || !Double.isFinite(1 / determinant)) {
            throw new IllegalArgumentException("the plane is seen from its edge");
        }
        for (int i = 0; i < 9; i++) {
            adjoint[i] /= determinant;
        }
        return adjoint;
    }

    /** The nine numbers; a copy. */
    public double[] numbers() {
        return toPlan.clone();
    }

    /**
     * Puts X and Y at {@code into[o]}, {@code into[o + 1]}.
     *
     * @return false, and nothing is put, at the horizon and above it
     */
    public boolean toPlan(double x_px, double y_px, double[] into, int o) {
        double[] h = toPlan;
        double w = h[6] * x_px + h[7] * y_px + h[8];
        if (!(w > LEAST_W)) {
            return false;
        }
        into[o] = (h[0] * x_px + h[1] * y_px + h[2]) / w;
        into[o + 1] = (h[3] * x_px + h[4] * y_px + h[5]) / w;
        return true;
    }

    /**
     * Puts x and y at {@code into[o]}, {@code into[o + 1]}.
     *
     * @return false, and nothing is put, for ground behind the camera
     */
    public boolean toPicture(double x_m, double y_m, double[] into, int o) {
        double[] g = toPicture;
        double w = g[6] * x_m + g[7] * y_m + g[8];
        if (!(w > LEAST_W)) {
            return false;
        }
        into[o] = (g[0] * x_m + g[1] * y_m + g[2]) / w;
        into[o + 1] = (g[3] * x_m + g[4] * y_m + g[5]) / w;
        return true;
    }

    /**
     * Puts ∂X/∂x, ∂X/∂y, ∂Y/∂x, ∂Y/∂y at {@code into[o …]}: metres on the ground for a pixel.
     *
     * @return false, and nothing is put, at the horizon and above it
     */
    public boolean slope(double x_px, double y_px, double[] into, int o) {
        double[] h = toPlan;
        double w = h[6] * x_px + h[7] * y_px + h[8];
        if (!(w > LEAST_W)) {
            return false;
        }
        double x = (h[0] * x_px + h[1] * y_px + h[2]) / w;
        double y = (h[3] * x_px + h[4] * y_px + h[5]) / w;
        into[o] = (h[0] - x * h[6]) / w;
        into[o + 1] = (h[1] - x * h[7]) / w;
        into[o + 2] = (h[3] - y * h[6]) / w;
        into[o + 3] = (h[4] - y * h[7]) / w;
        return true;
    }
}
