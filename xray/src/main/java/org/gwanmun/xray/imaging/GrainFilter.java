package org.gwanmun.xray.imaging;

import java.util.stream.IntStream;

/**
 * Takes the grain of few photons off a picture and leaves its edges: the mean of places nearby whose surroundings look the same (A.
 * Buades, B. Coll, J.-M. Morel, Multiscale Model. Simul. 4 (2005) 490), where <em>the same</em> is measured in the noise that
 * both have.
 *
 * <pre>  D(p, q) = ⟨(v_{p+k} − v_{q+k})²/(σ²_{p+k} + σ²_{q+k})⟩_k,   w = e^{−(max(0, D − 1)/}{@value #TOLERANCE}{@code )²}</pre>
 *
 * k over 5 × 5 pixels, q over 9 × 9. Of places that differ by chance alone D is 1 ± 0.28.
 */
final class GrainFilter {
    private static final int SEARCH = 4;
    private static final int PATCH = 2;
    private static final double TOLERANCE = 0.6;
    private static final int STRIP = 16;
    private static final float TINY = 1e-12f;

    private GrainFilter() {}

    /**
     * Modified: smooth, smoothSigma. Not modified: value, sigma.
     *
     * @param value row-major; NaN is kept and helps nobody
     * @param sigma standard deviation of each pixel's noise
     */
    static void apply(float[] value, float[] sigma, int lines, int columns, float[] smooth, float[] smoothSigma) {
        int strips = (lines + STRIP - 1) / STRIP;
        IntStream.range(0, strips)
                .parallel()
                .forEach(s -> strip(
                        value,
                        sigma,
                        lines,
                        columns,
                        s * STRIP,
                        Math.min(lines, (s + 1) * STRIP),
                        smooth,
                        smoothSigma));
    }

    private static void strip(
            float[] value,
            float[] sigma,
            int lines,
            int columns,
            int from,
            int to,
            float[] smooth,
            float[] smoothSigma) {
        int above = Math.max(0, from - PATCH);
        int below = Math.min(lines, to + PATCH);
        float[] across = new float[(below - above) * columns]; // differences summed along the line
        float[] off = new float[columns + 1];
        float[] known = new float[columns + 1];
        float[] counts = new float[across.length];
        int size = (to - from) * columns;
        float[] sum = new float[size];
        float[] weights = new float[size];
        float[] squares = new float[size];
        for (int dy = -SEARCH; dy <= SEARCH; dy++) {
            for (int dx = -SEARCH; dx <= SEARCH; dx++) {
                for (int y = above; y < below; y++) {
                    differences(value, sigma, lines, columns, y, dy, dx, off, known);
                    int row = (y - above) * columns;
                    for (int x = 0; x < columns; x++) {
                        int x0 = Math.max(0, x - PATCH);
                        int x1 = Math.min(columns, x + PATCH + 1);
                        across[row + x] = off[x1] - off[x0];
                        counts[row + x] = known[x1] - known[x0];
                    }
                }
                for (int y = from; y < to; y++) {
                    if (y + dy < 0 || y + dy >= lines) {
                        continue;
                    }
                    int y0 = Math.max(above, y - PATCH);
                    int y1 = Math.min(below, y + PATCH + 1);
                    for (int x = Math.max(0, -dx); x < Math.min(columns, columns - dx); x++) {
                        int q = (y + dy) * columns + x + dx;
                        if (Float.isNaN(value[q])) {
                            continue;
                        }
                        float d = 0;
                        float n = 0;
                        for (int i = y0; i < y1; i++) {
                            d += across[(i - above) * columns + x];
                            n += counts[(i - above) * columns + x];
                        }
                        double beyond = n > 0 ? Math.max(0, d / n - 1) / TOLERANCE : 0;
                        float w = (float) Math.exp(-beyond * beyond);
                        int at = (y - from) * columns + x;
                        sum[at] += w * value[q];
                        weights[at] += w;
                        squares[at] += w * w * sigma[q] * sigma[q];
                    }
                }
            }
        }
        for (int at = 0; at < size; at++) {
            int p = from * columns + at;
            boolean kept = Float.isNaN(value[p]) || weights[at] <= 0;
            smooth[p] = kept ? value[p] : sum[at] / weights[at];
            smoothSigma[p] = kept ? sigma[p] : (float) (Math.sqrt(squares[at]) / weights[at]);
        }
    }

    /** Running sums along a line of squared differences in units of their noise, and of how many there are. */
    private static void differences(
            float[] value, float[] sigma, int lines, int columns, int y, int dy, int dx, float[] off, float[] known) {
        boolean inside = y + dy >= 0 && y + dy < lines;
        for (int x = 0; x < columns; x++) {
            float d = Float.NaN;
            if (inside && x + dx >= 0 && x + dx < columns) {
                int p = y * columns + x;
                int q = p + dy * columns + dx;
                float difference = value[p] - value[q];
                d = difference * difference / (sigma[p] * sigma[p] + sigma[q] * sigma[q] + TINY);
            }
            boolean is = !Float.isNaN(d);
            off[x + 1] = off[x] + (is ? d : 0);
            known[x + 1] = known[x] + (is ? 1 : 0);
        }
    }
}
