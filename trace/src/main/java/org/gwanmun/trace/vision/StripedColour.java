package org.gwanmun.trace.vision;

import java.util.Arrays;

/**
 * Colours by height: the body below the head in {@value #STRIPES} horizontal stripes, of each a histogram of hue (where there is
 * colour) and brightness (where there is none).
 *
 * <p>A pixel of saturation s and value v votes with c = clamp((s·v − 0.05)/0.15) for its hue ({@value #HUES} bins, two levels of
 * brightness) and with 1 − c for its brightness ({@value #GREYS} bins), linearly shared between neighbouring bins. Columns weigh
 * exp(−½ (x/0.22)²), x from the box's middle in box widths, because the person is there. Numbers are square roots of shares, so
 * that a dot product is the mean Bhattacharyya coefficient of the stripes (after A. Bhattacharyya, Bull. Calcutta Math. Soc. 35
 * (1943) 99–109); stripes as in M. Farenzena et al., CVPR 2010, doi:10.1109/CVPR.2010.5539926.
 */
public final class StripedColour implements Appearance {
    private static final int STRIPES = 8;
    private static final int HUES = 12;
    private static final int GREYS = 6;
    private static final int BINS = 2 * HUES + GREYS;
    private static final double SIGMA = 0.22;

    private final BodyCrop crop = new BodyCrop(32, 64, false);
    private final float[] pixels = new float[crop.size()];
    private final double[] bins = new double[BINS];
    private final double[] columns = new double[crop.width_px()];

    /** Ready. */
    public StripedColour() {
        for (int i = 0; i < columns.length; i++) {
            double x = ((i + 0.5) / columns.length - 0.5) / SIGMA;
            columns[i] = Math.exp(-0.5 * x * x);
        }
    }

    @Override
    public int dimension() {
        return STRIPES * BINS;
    }

    @Override
    public void describe(Frame frame, Candidates people, float[] into) {
        for (int i = 0; i < people.count(); i++) {
            int at = i * dimension();
            if (crop.cut(frame, people.left(i), people.top(i), people.w(i), people.h(i), pixels, 0)) {
                for (int stripe = 0; stripe < STRIPES; stripe++) {
                    histogram(stripe);
                    for (int k = 0; k < BINS; k++) {
                        into[at + stripe * BINS + k] = (float) Math.sqrt(bins[k] / STRIPES);
                    }
                }
            } else {
                Arrays.fill(into, at, at + dimension(), 0);
            }
        }
    }

    private void histogram(int stripe) {
        Arrays.fill(bins, 0);
        int rows = crop.height_px() / STRIPES;
        int plane = crop.width_px() * crop.height_px();
        double sum = 0;
        for (int y = stripe * rows; y < (stripe + 1) * rows; y++) {
            for (int x = 0; x < crop.width_px(); x++) {
                int o = y * crop.width_px() + x;
                vote(pixels[o], pixels[o + plane], pixels[o + 2 * plane], columns[x]);
                sum += columns[x];
            }
        }
        for (int k = 0; k < BINS; k++) {
            bins[k] /= sum;
        }
    }

    private void vote(double r, double g, double b, double weight) {
        double value = Math.max(r, Math.max(g, b));
        double chroma = value - Math.min(r, Math.min(g, b));
        double coloured = Math.clamp((chroma - 0.05) / 0.15, 0, 1);
        if (coloured > 0) {
            double sector = value == r ? (g - b) / chroma : value == g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
            double hue = (sector + 6) % 6 / 6 * HUES;
            int bin = (int) hue % HUES;
            double share = hue - (int) hue;
            double bright = Math.clamp((value - 0.25) / 0.35, 0, 1);
            share(bin, (1 - share) * coloured * weight, bright);
            share((bin + 1) % HUES, share * coloured * weight, bright);
        }
        double level = Math.clamp(value * GREYS - 0.5, 0, GREYS - 1.0);
        int bin = Math.min((int) level, GREYS - 2);
        bins[2 * HUES + bin] += (1 - coloured) * weight * (bin + 1 - level);
        bins[2 * HUES + bin + 1] += (1 - coloured) * weight * (level - bin);
    }

    private void share(int hue, double weight, double bright) {
        bins[hue] += weight * (1 - bright);
        bins[HUES + hue] += weight * bright;
    }

    @Override
    public void close() {}
}
