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
    private static final float SOFTNESS = 9; // k: neighbours within 3 σ count fully, beyond they fade
    private static final float EXPLAINED = 16;

    /** Filtered transmissions and by how much their variance fell. */
    record Filtered(float[] low, float[] high, float[] varianceLow, float[] varianceHigh) {}

    private NoiseFilter() {}

    /** Filters with a (2 radius + 1)² window, within a part of the raster; the rest is handed on as it is. */
    static Filtered apply(Normalisation low, Normalisation high, int radius, ViewMaps.Window part) {
        return apply(low, high, new int[] {radius}, part)[0];
    }

    /** The same for several radii at once, in increasing order: a larger window begins with the sums of the smaller. */
    static Filtered[] apply(Normalisation low, Normalisation high, int[] radii, ViewMaps.Window part) {
        int lines = low.lines;
        int pixels = low.pixels;
        int n = lines * pixels;
        Filtered[] out = new Filtered[radii.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = new Filtered(low.transmission.clone(), high.transmission.clone(), new float[n], new float[n]);
        }
        // The guide is a light 3 × 3 mean: single noisy pixels must not choose their own neighbours.
        float[] guideLow = mean3(low.transmission, lines, pixels);
        float[] guideHigh = mean3(high.transmission, lines, pixels);
        IntStream.range(0, lines).parallel().forEach(line -> {
            for (Filtered filtered : out) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    int at = line * pixels + pixel;
                    filtered.varianceLow[at] = (float) variance(low, pixel, filtered.low[at]);
                    filtered.varianceHigh[at] = (float) variance(high, pixel, filtered.high[at]);
                }
            }
            if (line >= part.firstLine() && line < part.firstLine() + part.lines()) {
                filterLine(low, high, guideLow, guideHigh, radii, line, part, out);
            }
        });
        return out;
    }

    /** One line, ring by ring around all of its pixels at once, so that the loops are over arrays. Modified: out. */
    private static void filterLine(
            Normalisation low,
            Normalisation high,
            float[] guideLow,
            float[] guideHigh,
            int[] radii,
            int line,
            ViewMaps.Window part,
            Filtered[] out) {
        int pixels = low.pixels;
        int base = line * pixels;
        int first = part.firstPixel();
        int end = first + part.pixels();
        float[] noiseLow = new float[pixels];
        float[] noiseHigh = new float[pixels];
        for (int p = first; p < end; p++) {
            noiseLow[p] = (float) (1 / variance(low, p, guideLow[base + p]));
            noiseHigh[p] = (float) (1 / variance(high, p, guideHigh[base + p]));
        }
        float[] weights = new float[pixels];
        float[] squares = new float[pixels];
        float[] sumLow = new float[pixels];
        float[] sumHigh = new float[pixels];
        int done = -1;
        for (int i = 0; i < radii.length; i++) {
            for (int ring = done + 1; ring <= radii[i]; ring++) {
                for (int dy = -ring; dy <= ring; dy++) {
                    int step = Math.abs(dy) == ring || ring == 0 ? 1 : 2 * ring; // the ring alone, not what it encloses
                    for (int dx = -ring; dx <= ring && line + dy >= 0 && line + dy < low.lines; dx += step) {
                        gather(
                                low.transmission,
                                high.transmission,
                                guideLow,
                                guideHigh,
                                base,
                                dy * pixels + dx,
                                Math.max(first, -dx),
                                Math.min(end, pixels - dx),
                                noiseLow,
                                noiseHigh,
                                weights,
                                squares,
                                sumLow,
                                sumHigh);
                    }
                }
            }
            done = radii[i];
            for (int p = first; p < end; p++) {
                float w = weights[p];
                float gain = squares[p] / (w * w);
                out[i].low[base + p] = sumLow[p] / w;
                out[i].high[base + p] = sumHigh[p] / w;
                out[i].varianceLow[base + p] = gain / noiseLow[p];
                out[i].varianceHigh[base + p] = gain / noiseHigh[p];
            }
        }
    }

    /** Adds one neighbour of each pixel of a line. The compiler makes vector instructions of this loop. Modified: the sums. */
    private static void gather(
            float[] low,
            float[] high,
            float[] guideLow,
            float[] guideHigh,
            int base,
            int shift,
            int from,
            int to,
            float[] noiseLow,
            float[] noiseHigh,
            float[] weights,
            float[] squares,
            float[] sumLow,
            float[] sumHigh) {
        for (int p = from; p < to; p++) {
            int own = base + p;
            int other = own + shift;
            float dl = guideLow[other] - guideLow[own];
            float dh = guideHigh[other] - guideHigh[own];
            float rl = low[other] - low[own];
            float rh = high[other] - high[own];
            // 9: the guide is three times quieter; ½: both readings are noisy.
            float guide = 9 / SOFTNESS * (dl * dl * noiseLow[p] + dh * dh * noiseHigh[p]);
            float reading = 0.5f * (rl * rl * noiseLow[p] + rh * rh * noiseHigh[p]);
            float s = 1 + guide + Math.max(0, reading - EXPLAINED);
            float w = 1 / (s * s);
            weights[p] += w;
            squares[p] += w * w;
            sumLow[p] += w * low[other];
            sumHigh[p] += w * high[other];
        }
    }

    private static double variance(Normalisation channel, int pixel, double transmission) {
        return channel.varianceDark[pixel] + Math.max(0, transmission) * channel.varianceLight[pixel];
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
