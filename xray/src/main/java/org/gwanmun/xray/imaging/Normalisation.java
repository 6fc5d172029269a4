package org.gwanmun.xray.imaging;

import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.RawScan;

/**
 * Counts to transmission, T = (s − dark)/(air − dark), with what its noise is: the lines of the air and dark scans show how
 * each pixel's variance grows with its signal,
 *
 * <pre>  var(s) = var(dark) + T (var(air) − var(dark)),   var(T) = var(s)/(air − dark)².</pre>
 *
 * Negative values stay signed: noise is averaged before any logarithm. A pixel whose air signal is below a tenth of the
 * row's median, or which never changes, is dead and is filled from its live neighbours.
 */
final class Normalisation {
    private static final double ROUNDING = 1.0 / 12; // variance of rounding to whole greys: no reading is noiseless
    private static final double LEAST_SIGMAS = 5; // light that is less than this many σ over the dark is none

    final int lines;
    final int pixels;

    /** Row-major transmission. */
    final float[] transmission;

    /** Variance of T by pixel column, at T = 0 (electronics alone). */
    final double[] varianceDark;

    /** What a full T adds to the variance, by pixel column. */
    final double[] varianceLight;

    final int deadPixels;

    private Normalisation(
            int lines,
            int pixels,
            float[] transmission,
            double[] varianceDark,
            double[] varianceLight,
            int deadPixels) {
        this.lines = lines;
        this.pixels = pixels;
        this.transmission = transmission;
        this.varianceDark = varianceDark;
        this.varianceLight = varianceLight;
        this.deadPixels = deadPixels;
    }

    /** Corrects one channel; refuses it if its air scan holds no light. */
    static Normalisation of(RawScan.Channel channel) {
        GreyImage scan = channel.scan();
        int pixels = scan.width();
        int lines = scan.height();
        double[] air = new double[pixels];
        double[] varAir = new double[pixels];
        moments(channel.air(), air, varAir);
        double[] dark = new double[pixels];
        double[] varDark = new double[pixels];
        moments(channel.dark(), dark, varDark);
        double[] light = new double[pixels];
        for (int p = 0; p < pixels; p++) {
            light[p] = air[p] - dark[p];
        }
        double[] sorted = light.clone();
        java.util.Arrays.sort(sorted);
        double median = sorted[pixels / 2];
        double[] error = new double[pixels];
        for (int p = 0; p < pixels; p++) {
            error[p] = Math.sqrt(varAir[p] / channel.air().height()
                    + varDark[p] / channel.dark().height());
        }
        java.util.Arrays.sort(error);
        if (!(median > LEAST_SIGMAS * error[pixels / 2])) {
            throw Refusal.badInput(ImagingMessage.NO_AIR, channel.name());
        }
        boolean[] dead = new boolean[pixels];
        int deadPixels = 0;
        double[] varianceDark = new double[pixels];
        double[] varianceLight = new double[pixels];
        for (int p = 0; p < pixels; p++) {
            dead[p] = light[p] < 0.1 * median || (varAir[p] == 0 && varDark[p] == 0 && median > 100);
            deadPixels += dead[p] ? 1 : 0;
            varianceDark[p] = (varDark[p] + ROUNDING) / (light[p] * light[p]);
            varianceLight[p] = Math.max(0, varAir[p] - varDark[p]) / (light[p] * light[p]);
        }
        float[] transmission = new float[lines * pixels];
        short[] grey = scan.grey();
        for (int line = 0; line < lines; line++) {
            int from = line * pixels;
            for (int p = 0; p < pixels; p++) {
                transmission[from + p] = (float) (((grey[from + p] & 0xFFFF) - dark[p]) / light[p]);
            }
        }
        if (deadPixels > 0 && deadPixels < pixels) {
            fill(dead, pixels, lines, transmission, varianceDark, varianceLight);
        }
        return new Normalisation(lines, pixels, transmission, varianceDark, varianceLight, deadPixels);
    }

    private static void moments(GreyImage image, double[] mean, double[] variance) {
        int n = image.height();
        for (int p = 0; p < image.width(); p++) {
            double sum = 0;
            for (int line = 0; line < n; line++) {
                sum += image.at(line, p);
            }
            mean[p] = sum / n;
            double squares = 0;
            for (int line = 0; line < n; line++) {
                double d = image.at(line, p) - mean[p];
                squares += d * d;
            }
            variance[p] = squares / (n - 1);
        }
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
