package org.gwanmun.core.statistics;

import java.util.Arrays;

/**
 * How well a score tells two kinds apart: the probability that a positive scores higher than a negative, ties counted half. This
 * is the area under the receiver operating characteristic and the Mann–Whitney statistic, divided by its largest value.
 *
 * <p>A = Σᵢ∈P Σⱼ∈N wᵢ wⱼ ([sᵢ &gt; sⱼ] + ½ [sᵢ = sⱼ]) / (Σᵢ∈P wᵢ · Σⱼ∈N wⱼ); 0.5 is chance. Scores are sorted once; each set of
 * weights then costs one pass, which a bootstrap wants.
 *
 * <p>Sources: H. B. Mann, D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than the
 * other", Annals of Mathematical Statistics 18 (1947) 50–60, doi:10.1214/aoms/1177730491; J. A. Hanley, B. J. McNeil, "The meaning
 * and use of the area under a receiver operating characteristic (ROC) curve", Radiology 143 (1982) 29–36,
 * doi:10.1148/radiology.143.1.7063747.
 */
public final class RankArea {
    private final int[] order;
    private final double[] scores;
    private final boolean[] positive;

    /**
     * Sorts. Not modified: its arguments, which nobody may write into as long as this is used.
     *
     * @throws IllegalArgumentException where the lengths differ or a score is NaN
     */
    public RankArea(double[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException(scores.length + " scores of " + positive.length);
        }
        for (double score : scores) {
            if (Double.isNaN(score)) {
                throw new IllegalArgumentException("a score that is no number");
            }
        }
        this.scores = scores;
        this.positive = positive;
        order = sorted(scores);
    }

    /** All alike; NaN where one of the kinds is missing. */
    public double area() {
        double[] weights = new double[scores.length];
        Arrays.fill(weights, 1);
        return area(weights);
    }

    /** With a weight, not negative, of each score; NaN where one of the kinds has none. */
    public double area(double[] weights) {
        double won = 0;
        double below = 0;
        double positives = 0;
        for (int i = 0; i < order.length; ) {
            double up = 0;
            double down = 0;
            double score = scores[order[i]];
            for (; i < order.length && scores[order[i]] == score; i++) {
                if (positive[order[i]]) {
                    up += weights[order[i]];
                } else {
                    down += weights[order[i]];
                }
            }
            won += up * (below + down / 2);
            below += down;
            positives += up;
        }
        return won / (positives * below);
    }

    private static int[] sorted(double[] scores) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[a] + 0.0, scores[b] + 0.0));
        int[] plain = new int[order.length];
        Arrays.setAll(plain, i -> order[i]);
        return plain;
    }
}
