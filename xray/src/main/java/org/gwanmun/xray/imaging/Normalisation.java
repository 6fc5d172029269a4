package org.gwanmun.xray.imaging;

import java.util.Arrays;
import java.util.Optional;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;

/**
 * Counts to transmission, in the reverse order of how they came about:
 *
 * <pre>  T = (s − dark)/(air − dark)               dead pixels filled from their live neighbours
 *   T_i ← T_i / r_i                          drift: r_i is what the reference pixels see in line i
 *   T_i ← (T_i − l_i)/(1 − h)                afterglow, l_{i+1} = ρ l_i + h (1 − ρ) T_i
 *   T_p ← T_p − c/(1 − 2c) (Δ of neighbours)  crosstalk, three Neumann steps</pre>
 *
 * with h, ρ and c from the profile; what this one machine deviates from its profile stays in the picture.
 *
 * <p>Noise: the lines of the air and dark scans show how each pixel's variance grows with its signal, var(s) = var(dark) +
 * T (var(air) − var(dark)), var(T) = var(s)/(air − dark)². Negative values stay signed: noise is averaged before any
 * logarithm. A pixel whose air signal is below a tenth of the row's median is dead.
 */
final class Normalisation {
    private static final double ROUNDING = 1.0 / 12; // variance of rounding to whole greys: no reading is noiseless
    private static final double LEAST_SIGMAS = 5; // light that is less than this many σ over the dark is none
    private static final int DRIFT_LINES = 8; // on each side: drift is slow, photons are noisy
    private static final double SHADED = 0.9; // a reference pixel below this has a parcel before it
    private static final double SATURATED_AIR = 0.05; // of the pixels

    final int lines;
    final int pixels;

    /** Row-major transmission. */
    final float[] transmission;

    /** Variance of T by pixel column, at T = 0 (electronics alone). */
    final double[] varianceDark;

    /** What a full T adds to the variance, by pixel column. */
    final double[] varianceLight;

    final int deadPixels;

    /** Readings at the end of the digitiser's range. */
    final int saturated;

    private Normalisation(
            int lines,
            int pixels,
            float[] transmission,
            double[] varianceDark,
            double[] varianceLight,
            int deadPixels,
            int saturated) {
        this.lines = lines;
        this.pixels = pixels;
        this.transmission = transmission;
        this.varianceDark = varianceDark;
        this.varianceLight = varianceLight;
        this.deadPixels = deadPixels;
        this.saturated = saturated;
    }

    /** Corrects one channel of a machine of which nothing is known. */
    static Normalisation of(RawScan.Channel channel) {
        return of(channel, Optional.empty(), 1, 0);
    }

    /**
     * Corrects one channel.
     *
     * @param view the profile's view, if the channel is of a machine we know
     * @param layer 0 low, 1 high
     * @throws Refusal if the air scan holds no light or is saturated
     */
    static Normalisation of(RawScan.Channel channel, Optional<ScannerProfile.View> view, double line_s, int layer) {
        GreyImage scan = channel.scan();
        int pixels = scan.width();
        int lines = scan.height();
        double[] air = new double[pixels];
        double[] varAir = new double[pixels];
        int saturatedAir = moments(channel.air(), channel.saturation_grey(), air, varAir);
        if (saturatedAir > SATURATED_AIR * channel.air().grey().length) {
            throw Refusal.badInput(ImagingMessage.AIR_SATURATED, channel.name(), channel.saturation_grey());
        }
        double[] dark = new double[pixels];
        double[] varDark = new double[pixels];
        moments(channel.dark(), channel.saturation_grey(), dark, varDark);
        double[] light = new double[pixels];
        double[] error = new double[pixels];
        for (int p = 0; p < pixels; p++) {
            light[p] = air[p] - dark[p];
            error[p] = Math.sqrt(varAir[p] / channel.air().height()
                    + varDark[p] / channel.dark().height());
        }
        double median = median(light);
        if (!(median > LEAST_SIGMAS * median(error)) || !(median > 0)) {
            throw Refusal.badInput(ImagingMessage.NO_AIR, channel.name());
        }
        boolean[] dead = new boolean[pixels];
        int deadPixels = 0;
        double[] varianceDark = new double[pixels];
        double[] varianceLight = new double[pixels];
        for (int p = 0; p < pixels; p++) {
            dead[p] = light[p] < 0.1 * median;
            deadPixels += dead[p] ? 1 : 0;
            varianceDark[p] = (varDark[p] + ROUNDING) / (light[p] * light[p]);
            varianceLight[p] = Math.max(0, varAir[p] - varDark[p]) / (light[p] * light[p]);
        }
        float[] transmission = new float[lines * pixels];
        short[] grey = scan.grey();
        int saturated = 0;
        for (int line = 0; line < lines; line++) {
            int from = line * pixels;
            for (int p = 0; p < pixels; p++) {
                int level = grey[from + p] & 0xFFFF;
                saturated += level >= channel.saturation_grey() ? 1 : 0;
                transmission[from + p] = (float) ((level - dark[p]) / light[p]);
            }
        }
        if (deadPixels > 0 && deadPixels < pixels) {
            fill(dead, pixels, lines, transmission, varianceDark, varianceLight);
        }
        view.filter(v -> v.detector().pixels() == pixels).ifPresent(v -> {
            ScannerProfile.Scintillator scintillator = v.detector().scintillator(layer);
            undoDrift(transmission, lines, pixels, v.detector().referencePixels());
            double grown = undoAfterglow(transmission, lines, pixels, scintillator, line_s)
                    * undoCrosstalk(transmission, lines, pixels, (float) scintillator.crosstalk());
            for (int p = 0; p < pixels; p++) {
                varianceDark[p] *= grown;
                varianceLight[p] *= grown;
            }
        });
        return new Normalisation(lines, pixels, transmission, varianceDark, varianceLight, deadPixels, saturated);
    }

    /**
     * Refuses a scan without a single bright reading, though the belt is always in it, or with little but saturated ones.
     */
    void refuseBlank(RawScan.Channel channel) {
        if (saturated > transmission.length / 2) {
            throw Refusal.badInput(ImagingMessage.SCAN_SATURATED, channel.name(), channel.saturation_grey());
        }
        int bright = 0;
        double threshold = Math.max(0.05, LEAST_SIGMAS * Math.sqrt(median(varianceDark)));
        for (float t : transmission) {
            bright += t > threshold ? 1 : 0;
        }
        if (bright < Math.max(1, transmission.length / 1000)) {
            throw Refusal.badInput(ImagingMessage.SCAN_BLACK, channel.name());
        }
    }

    private static void undoDrift(float[] t, int lines, int pixels, int reference) {
        double[] seen = new double[lines];
        int ends = 0;
        for (int end = 0; end < 2 && reference > 0; end++) {
            int first = end == 0 ? 0 : pixels - reference;
            double[] mean = new double[lines];
            for (int line = 0; line < lines; line++) {
                for (int p = first; p < first + reference; p++) {
                    mean[line] += t[line * pixels + p] / reference;
                }
            }
            double[] smooth = smoothed(mean);
            if (Arrays.stream(smooth).allMatch(r -> r > SHADED && r < 1 / SHADED)) {
                ends++;
                for (int line = 0; line < lines; line++) {
                    seen[line] += smooth[line];
                }
            }
        }
        if (ends == 0) {
            return;
        }
        for (int line = 0; line < lines; line++) {
            float factor = (float) (ends / seen[line]);
            for (int i = line * pixels; i < (line + 1) * pixels; i++) {
                t[i] *= factor;
            }
        }
    }

    private static double[] smoothed(double[] values) {
        double[] smooth = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int from = Math.max(0, i - DRIFT_LINES);
            int to = Math.min(values.length - 1, i + DRIFT_LINES);
            for (int j = from; j <= to; j++) {
                smooth[i] += values[j] / (to - from + 1);
            }
        }
        return smooth;
    }

    /** Returns by what factor variances grow. The belt was empty before the first line. */
    private static double undoAfterglow(
            float[] t, int lines, int pixels, ScannerProfile.Scintillator scintillator, double line_s) {
        double h = scintillator.afterglowShare();
        if (h == 0) {
            return 1;
        }
        double rho = Math.exp(-line_s / scintillator.afterglow_s());
        double[] late = new double[pixels];
        Arrays.fill(late, h);
        for (int line = 0; line < lines; line++) {
            int from = line * pixels;
            for (int p = 0; p < pixels; p++) {
                double own = (t[from + p] - late[p]) / (1 - h);
                t[from + p] = (float) own;
                late[p] = rho * late[p] + h * (1 - rho) * own;
            }
        }
        return 1 / ((1 - h) * (1 - h));
    }

    /** Returns by what factor variances grow: what neighbours shared is taken apart again. */
    private static double undoCrosstalk(float[] t, int lines, int pixels, float c) {
        if (c == 0) {
            return 1;
        }
        float[] own = new float[pixels];
        float[] better = new float[pixels];
        float k = c / (1 - 2 * c);
        for (int line = 0; line < lines; line++) {
            int from = line * pixels;
            System.arraycopy(t, from, own, 0, pixels);
            for (int step = 0; step < 3; step++) {
                for (int p = 0; p < pixels; p++) {
                    float left = own[Math.max(0, p - 1)];
                    float right = own[Math.min(pixels - 1, p + 1)];
                    better[p] = t[from + p] / (1 - 2 * c) - k * (left + right);
                }
                float[] old = own;
                own = better;
                better = old;
            }
            System.arraycopy(own, 0, t, from, pixels);
        }
        return 1 / ((1 - 2 * c) * (1 - 2 * c) + 2 * c * c);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Mean and variance of each column; returns how many readings are at the end of the range. */
    private static int moments(GreyImage image, int saturation, double[] mean, double[] variance) {
        int n = image.height();
        int width = image.width();
        short[] grey = image.grey();
        int saturated = 0;
        for (int line = 0; line < n; line++) {
            for (int p = 0; p < width; p++) {
                int level = grey[line * width + p] & 0xFFFF;
                saturated += level >= saturation ? 1 : 0;
                mean[p] += level;
            }
        }
        for (int p = 0; p < width; p++) {
            mean[p] /= n;
        }
        for (int line = 0; line < n; line++) {
            for (int p = 0; p < width; p++) {
                double d = (grey[line * width + p] & 0xFFFF) - mean[p];
                variance[p] += d * d;
            }
        }
        for (int p = 0; p < width; p++) {
            variance[p] /= n - 1;
        }
        return saturated;
    }

    private static void fill(
            boolean[] dead,
            int pixels,
            int lines,
            float[] transmission,
            double[] varianceDark,
            double[] varianceLight) {
        for (int p = 0; p < pixels; p++) {
            if (!dead[p]) {
                continue;
            }
            int left = p;
            while (left >= 0 && dead[left]) {
                left--;
            }
            int right = p;
            while (right < pixels && dead[right]) {
                right++;
            }
            left = left < 0 ? right : left;
            right = right >= pixels ? left : right;
            double w = right == left ? 0 : (p - left) / (double) (right - left);
            varianceDark[p] = (1 - w) * varianceDark[left] + w * varianceDark[right];
            varianceLight[p] = (1 - w) * varianceLight[left] + w * varianceLight[right];
            for (int line = 0; line < lines; line++) {
                int at = line * pixels;
                transmission[at + p] = (float) ((1 - w) * transmission[at + left] + w * transmission[at + right]);
            }
        }
    }
}
