package org.gwanmun.xray.imaging;

import java.util.stream.IntStream;

/**
 * Averages both energies over neighbours that look like the same stuff, before the logarithm.
 *
 * <p>A neighbour's weight is {@code 1/(1 + d²/k)²} with d² the squared difference of both transmissions in units of their
 * noise (a redescending weight in the manner of the sigma filter, J.-S. Lee, CVGIP 24 (1983) 255,
 * doi:10.1016/0734-189X(83)90047-6): neighbours across an edge do not count. d² is taken between 3 × 3 means, so that noise
 * does not choose its own neighbours; a wire of one pixel is invisible to those, so neighbours whose own readings lie
 * beyond what noise explains (χ² &gt; {@value #EXPLAINED} on two degrees of freedom, 3 in 10⁴) fade as well.
 */
final class NoiseFilter {
    private static final double SOFTNESS = 9; // k: neighbours within 3 σ count fully, beyond they fade
    private static final double EXPLAINED = 16;

    /** Filtered transmissions and by how much their variance fell. */
    record Filtered(float[] low, float[] high, float[] varianceLow, float[] varianceHigh) {}

    private NoiseFilter() {}

    /** Filters with a (2 radius + 1)² window, within a part of the raster; the rest is handed on as it is. */
    static Filtered apply(Normalisation low, Normalisation high, int radius, ViewMaps.Window part) {
        int lines = low.lines;
        int pixels = low.pixels;
        int n = lines * pixels;
        Filtered out = new Filtered(low.transmission.clone(), high.transmission.clone(), new float[n], new float[n]);
        // The guide is a light 3 × 3 mean: single noisy pixels must not choose their own neighbours.
        float[] guideLow = mean3(low.transmission, lines, pixels);
        float[] guideHigh = mean3(high.transmission, lines, pixels);
        IntStream.range(0, lines).parallel().forEach(line -> {
            boolean inside = line >= part.firstLine() && line < part.firstLine() + part.lines();
            for (int pixel = 0; pixel < pixels; pixel++) {
                if (inside && pixel >= part.firstPixel() && pixel < part.firstPixel() + part.pixels()) {
                    filterPixel(low, high, guideLow, guideHigh, radius, line, pixel, out);
                } else {
                    int at = line * pixels + pixel;
                    out.varianceLow[at] = (float) variance(low, pixel, out.low[at]);
                    out.varianceHigh[at] = (float) variance(high, pixel, out.high[at]);
                }
            }
        });
        return out;
    }

    private static double variance(Normalisation channel, int pixel, double transmission) {
        return channel.varianceDark[pixel] + Math.max(0, transmission) * channel.varianceLight[pixel];
    }

    private static void filterPixel(
            Normalisation low,
            Normalisation high,
            float[] guideLow,
            float[] guideHigh,
            int radius,
            int line,
            int pixel,
            Filtered out) {
        int pixels = low.pixels;
        int at = line * pixels + pixel;
        double tl = guideLow[at];
        double th = guideHigh[at];
        double noiseLow = variance(low, pixel, tl);
        double noiseHigh = variance(high, pixel, th);
        double scaleLow = 1 / (SOFTNESS * noiseLow);
        double scaleHigh = 1 / (SOFTNESS * noiseHigh);
        double ownLow = low.transmission[at];
        double ownHigh = high.transmission[at];
        double chiLow = 0.5 / noiseLow; // both readings are noisy
        double chiHigh = 0.5 / noiseHigh;
        int firstLine = Math.max(0, line - radius);
        int lastLine = Math.min(low.lines - 1, line + radius);
        int firstPixel = Math.max(0, pixel - radius);
        int lastPixel = Math.min(pixels - 1, pixel + radius);
        double weights = 0;
        double squares = 0;
        double sumLow = 0;
        double sumHigh = 0;
        for (int y = firstLine; y <= lastLine; y++) {
            for (int i = y * pixels + firstPixel; i <= y * pixels + lastPixel; i++) {
                double dl = guideLow[i] - tl;
                double dh = guideHigh[i] - th;
                double s = 1 + 9 * (dl * dl * scaleLow + dh * dh * scaleHigh); // 9: the guide is three times quieter
                double rl = low.transmission[i] - ownLow;
                double rh = high.transmission[i] - ownHigh;
                s += Math.max(0, rl * rl * chiLow + rh * rh * chiHigh - EXPLAINED);
                double w = 1 / (s * s);
                weights += w;
                squares += w * w;
                sumLow += w * low.transmission[i];
                sumHigh += w * high.transmission[i];
            }
        }
        out.low[at] = (float) (sumLow / weights);
        out.high[at] = (float) (sumHigh / weights);
        double gain = squares / (weights * weights);
        out.varianceLow[at] = (float) (noiseLow * gain);
        out.varianceHigh[at] = (float) (noiseHigh * gain);
    }

    private static float[] mean3(float[] t, int lines, int pixels) {
        float[] mean = new float[t.length];
        for (int line = 0; line < lines; line++) {
            int up = Math.max(0, line - 1) * pixels;
            int here = line * pixels;
            int down = Math.min(lines - 1, line + 1) * pixels;
            for (int p = 0; p < pixels; p++) {
                int l = Math.max(0, p - 1);
                int r = Math.min(pixels - 1, p + 1);
                mean[here + p] = (t[up + l]
                                + t[up + p]
                                + t[up + r]
                                + t[here + l]
                                + t[here + p]
                                + t[here + r]
                                + t[down + l]
                                + t[down + p]
                                + t[down + r])
                        / 9;
            }
        }
        return mean;
    }
}
