package org.gwanmun.trace.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.core.statistics.RankArea;

/**
 * How well a description tells a person from others some time later: of a look-alike embedding it should be near 1, of masked
 * pictures near 0.5.
 *
 * <p>Each pair of looks at one person that are at least so many frames apart is a positive; the first of them with every other
 * person of the second one's frame is a negative, so that both kinds have the same times. The score is the scalar product. The
 * area under the curve ({@link RankArea}) is given of all pairs and of pairs at like distance in the picture: a person is still
 * near where he was, so that the background in the box, or his size, would tell him from others. There the areas within
 * {@value #RINGS} rings of distance (below a half, 1, 2, 4 box heights, above) are averaged, weighted by the smaller kind of each.
 *
 * <p>Intervals: 95 % by the percentile bootstrap over people; a pair of two people has the product of their weights. (C. A.
 * Field, A. H. Welsh, "Bootstrapping clustered data", Journal of the Royal Statistical Society B 69 (2007) 369–390,
 * doi:10.1111/j.1467-9868.2007.00593.x.)
 *
 * @param people how many were seen twice at that distance of time
 * @param same pairs of looks at one person
 * @param other pairs of looks at two
 * @param area the area of all pairs
 * @param low lower bound
 * @param high upper bound
 * @param areaAtDistance the area of pairs at like distance in the picture
 * @param lowAtDistance lower bound
 * @param highAtDistance upper bound
 */
public record Likeness(
        int people,
        int same,
        int other,
        double area,
        double low,
        double high,
        double areaAtDistance,
        double lowAtDistance,
        double highAtDistance) {
    private static final int RINGS = 5;
    private static final int RESAMPLES = 500;

    /**
     * One look at a person.
     *
     * @param person number of the person
     * @param frame number of the frame
     * @param x_px column of the middle of the box
     * @param y_px row of the middle of the box
     * @param h_px height of the box
     * @param description what is seen, of length one or zeros; all of one dimension
     */
    public record Look(int person, int frame, double x_px, double y_px, double h_px, float[] description) {}

    /** Pairs of looks in primitive columns. */
    private static final class Pairs {
        private int count;
        private double[] score = new double[1024];
        private boolean[] same = new boolean[1024];
        private int[] a = new int[1024];
        private int[] b = new int[1024];
        private byte[] ring = new byte[1024];

        private void add(double score, boolean same, int a, int b, int ring) {
            if (count == this.score.length) {
                this.score = Arrays.copyOf(this.score, 2 * count);
                this.same = Arrays.copyOf(this.same, 2 * count);
                this.a = Arrays.copyOf(this.a, 2 * count);
                this.b = Arrays.copyOf(this.b, 2 * count);
                this.ring = Arrays.copyOf(this.ring, 2 * count);
            }
            this.score[count] = score;
            this.same[count] = same;
            this.a[count] = a;
            this.b[count] = b;
            this.ring[count++] = (byte) ring;
        }

        /** Those of a ring; all of them at −1. */
        private Pairs of(int ring) {
            Pairs those = new Pairs();
            for (int i = 0; i < count; i++) {
                if (ring < 0 || this.ring[i] == ring) {
                    those.add(score[i], same[i], a[i], b[i], this.ring[i]);
                }
            }
            those.score = Arrays.copyOf(those.score, those.count);
            those.same = Arrays.copyOf(those.same, those.count);
            return those;
        }
    }

    /**
     * Of looks in any order.
     *
     * @param apart least frames between two looks at one person
     * @param every only each so many-th frame begins a pair, and of the later looks each so many-th counts
     * @param seed of the bootstrap
     */
    public static Likeness of(List<Look> looks, int apart, int every, long seed) {
        Map<Integer, Integer> numbers = new HashMap<>();
        Map<Integer, List<Look>> frames = new HashMap<>();
        Map<Integer, List<Look>> people = new HashMap<>();
        for (Look look : looks) {
            numbers.putIfAbsent(look.person, numbers.size());
            frames.computeIfAbsent(look.frame, f -> new ArrayList<>()).add(look);
            people.computeIfAbsent(look.person, p -> new ArrayList<>()).add(look);
        }
        Pairs pairs = new Pairs();
        boolean[] twice = new boolean[numbers.size()];
        for (Look first : looks) {
            if (first.frame % every != 0) {
                continue;
            }
            int person = numbers.getOrDefault(first.person, 0);
            for (Look later : people.getOrDefault(first.person, List.of())) {
                int frames_apart = later.frame - first.frame;
                if (frames_apart < apart || (frames_apart - apart) % every != 0) {
                    continue;
                }
                twice[person] = true;
                for (Look one : frames.getOrDefault(later.frame, List.of())) {
                    int another = numbers.getOrDefault(one.person, 0);
                    pairs.add(
                            product(first.description, one.description),
                            another == person,
                            person,
                            another,
                            ring(first, one));
                }
            }
        }
        Pairs[] rings = new Pairs[RINGS];
        RankArea[] areas = new RankArea[RINGS];
        for (int r = 0; r < RINGS; r++) {
            rings[r] = pairs.of(r);
            areas[r] = new RankArea(rings[r].score, rings[r].same);
        }
        Pairs all = pairs.of(-1);
        RankArea whole = new RankArea(all.score, all.same);
        double[] weights = new double[numbers.size()];
        Arrays.fill(weights, 1);
        double area = whole.area(weights(all, weights));
        double atDistance = atDistance(rings, areas, weights);

        double[] drawn = new double[RESAMPLES];
        double[] drawnAtDistance = new double[RESAMPLES];
        RandomGenerator random = RandomStreams.stream(seed);
        for (int i = 0; i < RESAMPLES; i++) {
            Arrays.fill(weights, 0);
            for (int p = 0; p < weights.length; p++) {
                weights[random.nextInt(weights.length)]++;
            }
            drawn[i] = whole.area(weights(all, weights));
            drawnAtDistance[i] = atDistance(rings, areas, weights);
        }
        int n = 0;
        for (boolean t : twice) {
            n += t ? 1 : 0;
        }
        int same = 0;
        for (boolean s : all.same) {
            same += s ? 1 : 0;
        }
        return new Likeness(
                n,
                same,
                all.count - same,
                area,
                quantile(drawn, 0.025),
                quantile(drawn, 0.975),
                atDistance,
                quantile(drawnAtDistance, 0.025),
                quantile(drawnAtDistance, 0.975));
    }

    private static int ring(Look a, Look b) {
        double away = Math.hypot(a.x_px - b.x_px, a.y_px - b.y_px) / Math.max(1, (a.h_px + b.h_px) / 2);
        return away < 0.5 ? 0 : away < 1 ? 1 : away < 2 ? 2 : away < 4 ? 3 : 4;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] weights(Pairs pairs, double[] ofPeople) {
        double[] weights = new double[pairs.count];
        for (int i = 0; i < weights.length; i++) {
            double a = ofPeople[pairs.a[i]];
            weights[i] = pairs.same[i] ? a : a * ofPeople[pairs.b[i]];
        }
        return weights;
    }

    private static double atDistance(Pairs[] rings, RankArea[] areas, double[] ofPeople) {
        double sum = 0;
        double total = 0;
        for (int r = 0; r < RINGS; r++) {
            double[] weights = weights(rings[r], ofPeople);
            double same = 0;
            double other = 0;
            for (int i = 0; i < weights.length; i++) {
                if (rings[r].same[i]) {
                    same += weights[i];
                } else {
                    other += weights[i];
                }
            }
            double weight = Math.min(same, other);
            if (weight > 0) {
                sum += weight * areas[r].area(weights);
                total += weight;
            }
        }
        return sum / total;
    }

    private static double quantile(double[] drawn, double share) {
        double[] sorted =
                Arrays.stream(drawn).filter(d -> !Double.isNaN(d)).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
