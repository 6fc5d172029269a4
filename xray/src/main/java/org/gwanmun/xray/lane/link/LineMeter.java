package org.gwanmun.xray.lane.link;

/**
 * Reduces a line to what a cutter needs: how far across the belt something absorbs, and how much.
 *
 * <p>T = (s − dark)/(air − dark) over blocks of {@value #BLOCK} pixels, with the tube's wandering taken out by the outermost
 * blocks, which see nothing but belt. Something absorbs where 1 − T of a block and its neighbour exceed 1 % and six standard
 * deviations of the air's own noise; or, for thin cardboard, where the mean of {@value #WIDE} blocks does, with eight standard
 * deviations of such a mean. Thin cardboard is 2 to 3 %.
 */
final class LineMeter {
    private static final int BLOCK = 4;
    private static final double LEAST = 0.01;
    private static final double SIGMAS = 6;
    private static final double SIGHTLESS = 1e-3;
    private static final double WIDE_SIGMAS = 8;
    private static final int LEAST_BLOCKS = 2;
    private static final int WIDE = 8;
    private static final int OUTER = 6;
    private static final double WANDERING = 0.03; // more than that is no tube's wandering: something lies there

    private final int blocks;
    private final double pitch_mm;
    private final double middle;
    private final float[] dark;
    private final float[] perAir;
    private final float[] sigma;
    private final float[] lost;

    float from_mm;
    float to_mm;
    float absorption;

    /**
     * A meter of one view.
     *
     * @param pitch_mm between two pixels, in the plane of the belt
     */
    LineMeter(int pixels, double pitch_mm, LinkFrame.Reference air, LinkFrame.Reference darkness) {
        this.blocks = pixels / BLOCK;
        this.pitch_mm = pitch_mm * BLOCK;
        this.middle = blocks / 2.0;
        this.dark = new float[blocks];
        this.perAir = new float[blocks];
        this.sigma = new float[blocks];
        this.lost = new float[blocks];
        double[][] lit = blocks(air.low(), air.lines(), pixels);
        double[][] unlit = blocks(darkness.low(), darkness.lines(), pixels);
        for (int b = 0; b < blocks; b++) {
            double difference = lit[0][b] - unlit[0][b];
            dark[b] = (float) unlit[0][b];
            boolean blind = !(difference > SIGHTLESS);
            perAir[b] = blind ? 0 : (float) (1 / difference);
            sigma[b] = blind ? Float.POSITIVE_INFINITY : (float) (Math.sqrt(lit[1][b]) / difference);
        }
    }

    /** Mean and variance over the lines of each block of pixels. */
    private double[][] blocks(short[] greys, int lines, int pixels) {
        double[] mean = new double[blocks];
        double[] square = new double[blocks];
        for (int line = 0; line < lines; line++) {
            for (int b = 0; b < blocks; b++) {
                double grey = block(greys, line * pixels, b);
                mean[b] += grey / lines;
                square[b] += grey * grey / lines;
            }
        }
        for (int b = 0; b < blocks; b++) {
            square[b] = Math.max(0, square[b] - mean[b] * mean[b]);
        }
        return new double[][] {mean, square};
    }

    private static double block(short[] greys, int first, int block) {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += greys[first + block * BLOCK + i] & 0xFFFF;
        }
        return sum / (double) BLOCK;
    }

    /** Measures a line; the result is in the fields. */
    void measure(short[] low) {
        double outer = 0;
        for (int b = 0; b < blocks; b++) {
            lost[b] = perAir[b] == 0 ? 0 : (float) (1 - (block(low, 0, b) - dark[b]) * perAir[b]);
            outer += b < OUTER || b >= blocks - OUTER ? lost[b] / (2 * OUTER) : 0;
        }
        float wandered = Math.abs(outer) < WANDERING ? (float) outer : 0;
        int first = -1;
        int last = -1;
        int run = 0;
        double sum = 0;
        double wide = 0;
        double variance = 0;
        for (int b = 0; b < blocks; b++) {
            lost[b] -= wandered;
            boolean absorbs = lost[b] > Math.max(LEAST, SIGMAS * sigma[b]);
            run = absorbs ? run + 1 : 0;
            sum += absorbs ? lost[b] : 0;
            wide += lost[b] - (b >= WIDE ? lost[b - WIDE] : 0);
            // A blind block counts as one that sees badly, or its window would see nothing.
            variance += squared(b) - (b >= WIDE ? squared(b - WIDE) : 0);
            boolean thin = b >= WIDE - 1 && wide / WIDE > Math.max(LEAST, WIDE_SIGMAS * Math.sqrt(variance) / WIDE);
            // A single block may be a dead pixel that died today.
            if (run >= LEAST_BLOCKS || thin) {
                int from = run >= LEAST_BLOCKS ? b - run + 1 : b - WIDE + 1;
                first = first < 0 ? from : first;
                last = b;
            }
        }
        from_mm = first < 0 ? 0 : (float) ((first - middle) * pitch_mm);
        to_mm = first < 0 ? 0 : (float) ((last + 1 - middle) * pitch_mm);
        absorption = (float) (sum / blocks);
    }

    private double squared(int block) {
        float s = sigma[block];
        return Float.isInfinite(s) ? 1 : s * s;
    }
}
