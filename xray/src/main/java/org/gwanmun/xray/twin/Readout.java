package org.gwanmun.xray.twin;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.ScannerProfile;

/**
 * From counts to grey, in the order in which it happens: light leaks to the neighbours, part of it comes late, the
 * photodiode and its electronics add gain, noise and pedestal, the digitiser rounds.
 *
 * <pre>  s′_p = (1 − 2c) s_p + c (s_{p−1} + s_{p+1})                      crosstalk c
 *   s″_i = (1 − h) s′_i + l_i,  l_{i+1} = ρ l_i + h (1 − ρ) s′_i    afterglow: share h, ρ = e^{−line time/τ}
 *   grey = (gain s″ + σ ξ)/counts per grey + pedestal                rounded, within 0 … 65535</pre>
 *
 * A dead pixel shows the pedestal only.
 */
final class Readout {
    static final int SATURATION = 65_535;

    private final ScannerProfile.Detector detector;
    private final Individual individual;
    private final double[] keeps = new double[2]; // ρ by layer

    Readout(ScannerProfile.View view, double line_s, Individual individual) {
        this.detector = view.detector();
        this.individual = individual;
        for (int layer = 0; layer < 2; layer++) {
            keeps[layer] = Math.exp(-line_s / detector.scintillator(layer).afterglow_s());
        }
    }

    /**
     * The picture of these counts.
     *
     * @param counts row-major lines × pixels; modified: crosstalk and afterglow are put into it
     * @param before mean light before the first line, by pixel: what the first lines still glow of
     * @param key of the random streams, one for each line
     */
    GreyImage picture(float[] counts, int lines, int layer, double[] before, long seed, long key) {
        int pixels = detector.pixels();
        leak(counts, lines, pixels, (float) individual.crosstalk[layer]);
        glow(counts, lines, pixels, individual.afterglowShare[layer], keeps[layer], before);
        short[] grey = new short[lines * pixels];
        double[] gain = individual.gain[layer];
        IntStream.range(0, lines).parallel().forEach(line -> {
            RandomGenerator random = RandomStreams.stream(seed, key, line);
            for (int pixel = 0; pixel < pixels; pixel++) {
                int at = line * pixels + pixel;
                double light = individual.dead[pixel] ? 0 : gain[pixel] * counts[at];
                grey[at] = digitise(light, random);
            }
        });
        return new GreyImage(pixels, lines, 16, grey);
    }

    short digitise(double counts, RandomGenerator random) {
        double noisy = counts + detector.electronicNoise_counts() * random.nextGaussian();
        double grey = noisy / detector.countsPerGrey() + detector.pedestal_grey();
        return (short) Math.clamp(Math.round(grey), 0, SATURATION);
    }

    private static void leak(float[] counts, int lines, int pixels, float c) {
        if (c == 0) {
            return;
        }
        for (int line = 0; line < lines; line++) {
            int from = line * pixels;
            float left = counts[from];
            for (int p = 0; p < pixels; p++) {
                float own = counts[from + p];
                float right = p + 1 < pixels ? counts[from + p + 1] : own;
                counts[from + p] = own + c * (left - own + (right - own));
                left = own;
            }
        }
    }

    private static void glow(float[] counts, int lines, int pixels, double share, double keeps, double[] before) {
        if (share == 0) {
            return;
        }
        double[] late = new double[pixels];
        for (int p = 0; p < pixels; p++) {
            late[p] = share * before[p];
        }
        for (int line = 0; line < lines; line++) {
            int from = line * pixels;
            for (int p = 0; p < pixels; p++) {
                double own = counts[from + p];
                counts[from + p] = (float) ((1 - share) * own + late[p]);
                late[p] = keeps * late[p] + share * (1 - keeps) * own;
            }
        }
    }
}
