package org.gwanmun.trace.motion;

/**
 * What a good score is for the detector at hand: the level that one box in five exceeds, learned as boxes come. Thresholds are
 * shares of it, because detectors differ in what they call certain. Boxes of less than half the best percent's score are not
 * counted, because detectors differ even more in how many boxes they hand over that they do not believe in.
 */
final class ScoreLevel {
    static final int BINS = 101;
    private static final double UPPER_SHARE = 0.2;
    private static final double BEST_SHARE = 0.01;
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
        int best = exceeded(histogram, 0, BEST_SHARE);
        return best < 0 ? 1 : (exceeded(histogram, best / 2, UPPER_SHARE) + 0.5) / (BINS - 1);
    }

    /** The bin that a share of what lies from {@code least} on reaches; -1 where there is nothing. */
    private static int exceeded(int[] histogram, int least, double share) {
        long all = 0;
        for (int bin = least; bin < BINS; bin++) {
            all += histogram[bin];
        }
        long above = 0;
        for (int bin = BINS - 1; bin >= least && all > 0; bin--) {
            above += histogram[bin];
            if (above >= share * all) {
                return bin;
            }
        }
        return -1;
    }
}
