package org.gwanmun.trace.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.core.statistics.RankArea;

/**
 * How well descriptions tell a person from others, person by person, and what one description is worth more than another.
 *
 * <p>Of person p, pairs of looks at p at least so many frames apart are positives, pairs of a look at p and a look at somebody
 * else, as many frames apart, negatives; the score is the scalar product; A_p is the area under the curve ({@link RankArea}).
 * The figure is the mean of A_p over people.
 *
 * <p>Intervals: 95 % by the percentile bootstrap over people: a person drawn w times counts w times in the mean, and pairs with
 * him count w times among the negatives of others. The difference of two descriptions is taken within each resample.
 *
 * @param people numbers of those who were seen twice at that distance of time
 * @param looks how many looks
 * @param same pairs of looks at one person
 * @param other pairs of looks at two, each counted for both
 * @param figures one for each description
 * @param gains of each description beyond the first over the first
 */
public record AppearanceTrial(
        List<Integer> people, int looks, long same, long other, List<Figure> figures, List<Interval> gains) {

    /**
     * One look at a person.
     *
     * @param person number of the person
     * @param frame number of the frame
     * @param descriptions by each way of describing, of length one or zeros
     */
    public record Look(int person, int frame, float[][] descriptions) {}

    /** A figure with the bounds of its 95 % interval. */
    public record Interval(double mean, double low, double high) {}

    /**
     * How well one description does.
     *
     * @param byPerson area of each of the people
     */
    public record Figure(Interval area, double[] byPerson) {
        static Figure of(double[] byPerson, double[] drawn) {
            return new Figure(interval(Arrays.stream(byPerson).average().orElse(Double.NaN), drawn), byPerson);
        }
    }

    /** A person's pairs. */
    private record Pairs(int[] with, RankArea[] areas) {}

    /**
     * Of looks in any order, each with as many descriptions.
     *
     * @param apart_frames least between the looks of a pair
     * @param resamples of the bootstrap, at least 1
     */
    public static AppearanceTrial of(List<Look> looks, int apart_frames, int resamples, long seed) {
        int ways = looks.isEmpty() ? 0 : looks.get(0).descriptions.length;
        List<Integer> numbers =
                new ArrayList<>(new TreeSet<>(looks.stream().map(Look::person).toList()));
        List<Integer> people = new ArrayList<>();
        List<Pairs> pairs = new ArrayList<>();
        int[] at = new int[numbers.size()];
        long same = 0;
        long other = 0;
        for (int p = 0; p < numbers.size(); p++) {
            Pairs those = pairs(looks, numbers, p, apart_frames, ways);
            long positive = Arrays.stream(those.with).filter(q -> q < 0).count();
            if (positive > 0 && positive < those.with.length) {
                at[people.size()] = p;
                people.add(numbers.get(p));
                pairs.add(those);
                same += positive;
                other += those.with.length - positive;
            }
        }
        int n = people.size();
        double[][] byPerson = new double[ways][n];
        double[][] drawn = new double[ways][resamples];
        RandomGenerator random = RandomStreams.stream(seed);
        double[] weights = new double[numbers.size()];
        Arrays.fill(weights, 1);
        for (int p = 0; p < n; p++) {
            for (int k = 0; k < ways; k++) {
                byPerson[k][p] = area(pairs.get(p), k, weights);
            }
        }
        for (int i = 0; i < resamples && n > 0; i++) {
            Arrays.fill(weights, 0);
            for (int p = 0; p < n; p++) {
                weights[at[random.nextInt(n)]]++;
            }
            for (int k = 0; k < ways; k++) {
                double sum = 0;
                double total = 0;
                for (int p = 0; p < n; p++) {
                    double weight = weights[at[p]];
                    double area = weight > 0 ? area(pairs.get(p), k, weights) : Double.NaN;
                    if (!Double.isNaN(area)) {
                        sum += weight * area;
                        total += weight;
                    }
                }
                drawn[k][i] = sum / total;
            }
        }
        List<Figure> figures = new ArrayList<>();
        List<Interval> gains = new ArrayList<>();
        for (int k = 0; k < ways; k++) {
            figures.add(Figure.of(byPerson[k], drawn[k]));
            if (k > 0) {
                double[] more = new double[resamples];
                for (int i = 0; i < resamples; i++) {
                    more[i] = drawn[k][i] - drawn[0][i];
                }
                gains.add(interval(figures.get(k).area.mean - figures.get(0).area.mean, more));
            }
        }
        return new AppearanceTrial(people, looks.size(), same, other, figures, gains);
    }

    private static Pairs pairs(List<Look> looks, List<Integer> numbers, int person, int apart, int ways) {
        int number = numbers.get(person);
        List<Look> own = looks.stream().filter(look -> look.person == number).toList();
        int[] with = new int[own.size() * looks.size()];
        double[][] scores = new double[ways][with.length];
        int count = 0;
        for (Look one : own) {
            for (Look two : looks) {
                boolean alike = two.person == number;
                int later = two.frame - one.frame;
                if (alike ? later >= apart : Math.abs(later) >= apart) {
                    for (int k = 0; k < ways; k++) {
                        scores[k][count] = product(one.descriptions[k], two.descriptions[k]);
                    }
                    with[count++] = alike ? -1 : numbers.indexOf(two.person);
                }
            }
        }
        with = Arrays.copyOf(with, count);
        boolean[] positive = new boolean[count];
        for (int i = 0; i < count; i++) {
            positive[i] = with[i] < 0;
        }
        RankArea[] areas = new RankArea[ways];
        for (int k = 0; k < ways; k++) {
            areas[k] = new RankArea(Arrays.copyOf(scores[k], count), positive);
        }
        return new Pairs(with, areas);
    }

    private static double area(Pairs pairs, int way, double[] ofPeople) {
        double[] weights = new double[pairs.with.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = pairs.with[i] < 0 ? 1 : ofPeople[pairs.with[i]];
        }
        return pairs.areas[way].area(weights);
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static Interval interval(double mean, double[] drawn) {
        double[] sorted =
                Arrays.stream(drawn).filter(d -> !Double.isNaN(d)).sorted().toArray();
        return sorted.length == 0
                ? new Interval(mean, Double.NaN, Double.NaN)
                : new Interval(mean, quantile(sorted, 0.025), quantile(sorted, 0.975));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
