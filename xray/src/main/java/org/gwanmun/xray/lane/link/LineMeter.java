package org.gwanmun.xray.lane.link;

/**
 * Reduces a line to what a cutter needs: how far across the belt something absorbs, and how much.
 *
 * <p>T = (s − dark)/(air − dark) per pixel, averaged over {@value #BLOCK} pixels, against the noise of the air itself: a
 * block absorbs where 1 − T exceeds both 1 % and six standard deviations of the mean of a block of air. Thin cardboard is
 * 2 to 3 %.
 */
final class LineMeter {
    private static final int BLOCK = 4;
    private static final double LEAST = 0.01;
    private static final double SIGMAS = 6;
    private static final double SIGHTLESS = 1e-3;
    private static final int LEAST_BLOCKS = 2;

    private final int blocks;
    private final double pitch_mm;
    private final double middle;
    private final float[] dark;
    private final float[] perAir;
    private final float[] threshold;

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
        this.threshold = new float[blocks];
        double[][] lit = blocks(air.low(), air.lines(), pixels);
        double[][] unlit = blocks(darkness.low(), darkness.lines(), pixels);
        for (int b = 0; b < blocks; b++) {
            double difference = lit[0][b] - unlit[0][b];
            dark[b] = (float) unlit[0][b];
            boolean blind = !(difference > SIGHTLESS);
            perAir[b] = blind ? 0 : (float) (1 / difference);
            threshold[b] = blind
                    ? Float.POSITIVE_INFINITY
                    : (float) Math.max(LEAST, SIGMAS * Math.sqrt(lit[1][b]) / difference);
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
        int first = -1;
        int last = -1;
        int run = 0;
        double sum = 0;
        for (int b = 0; b < blocks; b++) {
            double lost = perAir[b] == 0 ? 0 : 1 - (block(low, 0, b) - dark[b]) * perAir[b];
            if (lost > threshold[b]) {
                run++;
                sum += lost;
                // A single block may be a dead pixel that died today.
                if (run >= LEAST_BLOCKS) {
                    first = first < 0 ? b - run + 1 : first;
                    last = b;
                }
            } else {
                run = 0;
            }
        }
        from_mm = first < 0 ? 0 : (float) ((first - middle) * pitch_mm);
        to_mm = first < 0 ? 0 : (float) ((last + 1 - middle) * pitch_mm);
        absorption = (float) (sum / blocks);
    }
}
