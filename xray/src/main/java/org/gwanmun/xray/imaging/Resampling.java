package org.gwanmun.xray.imaging;

/**
 * Brings a picture from a view's raster to a screen whose pixels lie anywhere between its samples: Catmull–Rom, first along
 * the belt, then across.
 *
 * <p>k(x) = 1.5|x|³ − 2.5|x|² + 1 for |x| &lt; 1; −0.5|x|³ + 2.5|x|² − 4|x| + 2 for |x| &lt; 2. It passes through the samples and
 * reproduces straight ramps. Where the screen is coarser than the raster the kernel is widened by samples per screen pixel
 * (up to {@value #WIDEST}), so that a thin wire is dimmed but never lost. What is shown is interpolated, not attenuation: an
 * edge between air and the opaque then lies in the middle, and a wire keeps its width. Samples beyond the border repeat
 * it; weights are normalised.
 *
 * <p>Source: R. Keys, IEEE Trans. ASSP 29 (1981) 1153, doi:10.1109/TASSP.1981.1163711.
 */
final class Resampling {
    private static final double WIDEST = 4;

    private Resampling() {}

    /**
     * Where a screen looks.
     *
     * @param centreX_mm the picture's point in the middle of the screen, along the belt from the trailing edge
     * @param centreY_mm the same across the belt, from column 0
     * @param pixelsPerMm screen pixels
     */
    record Screen(int width, int height, double centreX_mm, double centreY_mm, double pixelsPerMm) {}

    /**
     * Samples of {@code channels} interleaved values on the screen, row 0 at the top; the belt runs to the right, columns
     * grow upwards.
     */
    static float[] onScreen(float[] samples, int channels, ViewMaps maps, Screen screen) {
        double[] along = new double[screen.width * maps.pixels() * channels];
        double[] weights = new double[(int) (4 * WIDEST) + 2];
        double perSample = screen.pixelsPerMm * maps.linePitch_mm();
        for (int x = 0; x < screen.width; x++) {
            double line = line(maps, screen, x) - 0.5;
            int first = weigh(line, perSample, weights);
            for (int pixel = 0; pixel < maps.pixels(); pixel++) {
                for (int c = 0; c < channels; c++) {
                    double sum = 0;
                    for (int k = 0; k < weights.length; k++) {
                        int from = Math.clamp(first + k, 0, maps.lines() - 1);
                        sum += weights[k] * samples[(from * maps.pixels() + pixel) * channels + c];
                    }
                    along[(x * maps.pixels() + pixel) * channels + c] = sum;
                }
            }
        }
        float[] out = new float[screen.width * screen.height * channels];
        perSample = screen.pixelsPerMm * maps.pixelPitch_mm();
        for (int y = 0; y < screen.height; y++) {
            double pixel = pixel(maps, screen, y) - 0.5;
            int first = weigh(pixel, perSample, weights);
            for (int x = 0; x < screen.width; x++) {
                for (int c = 0; c < channels; c++) {
                    double sum = 0;
                    for (int k = 0; k < weights.length; k++) {
                        int from = Math.clamp(first + k, 0, maps.pixels() - 1);
                        sum += weights[k] * along[(x * maps.pixels() + from) * channels + c];
                    }
                    out[(y * screen.width + x) * channels + c] = (float) sum;
                }
            }
        }
        return out;
    }

    /** How much of a screen pixel lies on the raster, 0 … 1. */
    static double coverage(ViewMaps maps, Screen screen, int x, int y) {
        double line = line(maps, screen, x);
        double pixel = pixel(maps, screen, y);
        double alongBelt = Math.min(line, maps.lines() - line) * screen.pixelsPerMm * maps.linePitch_mm();
        double across = Math.min(pixel, maps.pixels() - pixel) * screen.pixelsPerMm * maps.pixelPitch_mm();
        return Math.clamp(alongBelt + 0.5, 0, 1) * Math.clamp(across + 0.5, 0, 1);
    }

    private static double line(ViewMaps maps, Screen screen, int x) {
        double x_mm = screen.centreX_mm + (x + 0.5 - screen.width / 2.0) / screen.pixelsPerMm;
        return maps.lines() - x_mm / maps.linePitch_mm();
    }

    private static double pixel(ViewMaps maps, Screen screen, int y) {
        double y_mm = screen.centreY_mm + (screen.height / 2.0 - y - 0.5) / screen.pixelsPerMm;
        return y_mm / maps.pixelPitch_mm();
    }

    /** Weights of the samples from the one returned onwards. Modified: weights. */
    static int weigh(double at, double screenPixelsPerSample, double[] weights) {
        double wide = Math.clamp(1 / screenPixelsPerSample, 1, WIDEST);
        int first = (int) Math.floor(at - 2 * wide) + 1;
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = kernel(Math.abs(first + k - at) / wide);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return first;
    }

    private static double kernel(double x) {
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }
}
