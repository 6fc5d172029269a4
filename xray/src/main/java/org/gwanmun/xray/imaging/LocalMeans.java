package org.gwanmun.xray.imaging;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a view looks like from a little further away: the smooth parts that super-enhancement compresses and against which
 * edges are drawn.
 *
 * <p>All on the logarithmic attenuation u = ln(1 + A/q), q = {@value #SCALE}, in which noise is about equally strong from air to
 * steel (σ ≈ 0.02). {@code fine} and {@code coarse} are self-guided filters (He, Sun and Tang, IEEE TPAMI 35 (2013) 1397,
 * doi:10.1109/TPAMI.2012.213), which smooth what varies less than √ε and leave edges where they are, so that no halo
 * appears: with m and s the means of I and I² over a window, a = (s − m²)/(s − m² + ε), b = m(1 − a), result = mean(a)·I +
 * mean(b). {@code fine}: I = u, 5 × 5; {@code coarse}: I = fine, every third sample of 31 × 31. {@code blurred}: binomial 5 × 5
 * of u. Samples beyond the border repeat it.
 *
 * @param fine without noise and grain
 * @param coarse without parts and texture
 * @param blurred without anything sharp
 */
record LocalMeans(float[] fine, float[] coarse, float[] blurred) {
    /** q of the logarithmic attenuation. */
    static final double SCALE = 0.25;

    private static final double FINE_EPSILON = 0.004;
    private static final double COARSE_EPSILON = 0.03;
    private static final double[] BINOMIAL = {1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0};
    private static final double[] FINE_BOX = box(5);
    private static final double[] COARSE_BOX = box(11);

    /** The local means of a view. */
    static LocalMeans of(ViewMaps maps) {
        int lines = maps.lines();
        int pixels = maps.pixels();
        double[] u = new double[lines * pixels];
        for (int i = 0; i < u.length; i++) {
            u[i] = logarithmic(maps.attenuation()[i]);
        }
        double[] fine = guided(u, lines, pixels, FINE_BOX, 1, FINE_EPSILON);
        double[] coarse = guided(fine, lines, pixels, COARSE_BOX, 3, COARSE_EPSILON);
        return new LocalMeans(floats(fine), floats(coarse), floats(weighted(u, lines, pixels, BINOMIAL, 1)));
    }

    /** u of an attenuation. */
    static double logarithmic(double attenuation) {
        return Math.log(1 + attenuation / SCALE);
    }

    private static double[] guided(double[] in, int lines, int pixels, double[] box, int step, double epsilon) {
        double[] squares = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            squares[i] = in[i] * in[i];
        }
        double[] mean = weighted(in, lines, pixels, box, step);
        double[] a = weighted(squares, lines, pixels, box, step);
        double[] b = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            double variance = Math.max(0, a[i] - mean[i] * mean[i]);
            a[i] = variance / (variance + epsilon);
            b[i] = mean[i] * (1 - a[i]);
        }
        double[] out = weighted(a, lines, pixels, box, step);
        double[] offset = weighted(b, lines, pixels, box, step);
        for (int i = 0; i < in.length; i++) {
            out[i] = out[i] * in[i] + offset[i];
        }
        return out;
    }

    /** Weighted mean over columns, then over lines, of samples that are {@code step} apart. */
    private static double[] weighted(double[] in, int lines, int pixels, double[] weights, int step) {
        int radius = weights.length / 2;
        double[] across = new double[in.length];
        double[] out = new double[in.length];
        IntStream.range(0, lines).parallel().forEach(line -> {
            for (int pixel = 0; pixel < pixels; pixel++) {
                double sum = 0;
                for (int k = 0; k < weights.length; k++) {
                    sum += weights[k] * in[line * pixels + Math.clamp(pixel + (k - radius) * step, 0, pixels - 1)];
                }
                across[line * pixels + pixel] = sum;
            }
        });
        IntStream.range(0, lines).parallel().forEach(line -> {
            for (int pixel = 0; pixel < pixels; pixel++) {
                double sum = 0;
                for (int k = 0; k < weights.length; k++) {
                    sum += weights[k] * across[Math.clamp(line + (k - radius) * step, 0, lines - 1) * pixels + pixel];
                }
                out[line * pixels + pixel] = sum;
            }
        });
        return out;
    }

    private static double[] box(int taps) {
        double[] weights = new double[taps];
        Arrays.fill(weights, 1.0 / taps);
        return weights;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
