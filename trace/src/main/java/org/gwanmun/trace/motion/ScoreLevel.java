package org.gwanmun.trace.motion;

/**
 * What a good score is for the detector at hand: the level that one box in five exceeds, learned as boxes come. Thresholds are
 * shares of it, because detectors differ in what they call certain.
 */
final class ScoreLevel {
    static final int BINS = 101;
    private static final double UPPER_SHARE = 0.2;
    private static final int FULL = 1 << 20;

    private ScoreLevel() {}

    /** Counts a score into a histogram of {@value #BINS} bins; when one is full all are halved, so that it runs for years. */
    static void count(int[] histogram, double score) {
        if (++histogram[(int) (score * (BINS - 1))] == FULL) {
            for (int bin = 0; bin < BINS; bin++) {
                histogram[bin] /= 2;
            }
        }
    }

    /** The level; 1 before anything was seen. */
    static double of(int[] histogram) {
        long all = 0;
        for (int n : histogram) {
            all += n;
        }
        long above = 0;
        for (int bin = BINS - 1; bin >= 0 && all > 0; bin--) {
            above += histogram[bin];
            if (above >= UPPER_SHARE * all) {
                return (bin + 0.5) / (BINS - 1);
            }
        }
        return 1;
    }
}
