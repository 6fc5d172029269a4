package org.gwanmun.core.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class AssignmentTest {
    private final Assignment assignment = new Assignment();

    @Property(tries = 500)
    void noMatchingGainsMore(
            @ForAll @IntRange(min = 0, max = 6) int rows,
            @ForAll @IntRange(min = 0, max = 6) int columns,
            @ForAll @IntRange(min = 1, max = 100) int fullness,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        double[][] gain = random(rows, columns, fullness, new SplittableRandom(seed));
        assertThat(solved(gain, rows, columns)).isCloseTo(best(gain, 0, 0), within(1e-9));
    }

    @Property(tries = 30)
    void manyPartsAndLargeOnesGainAtLeastWhatGreedGains(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] gain = random(80, 60, 1 + random.nextInt(40), random);
        double greedy = 0;
        boolean[] taken = new boolean[60];
        for (double[] row : gain) {
            int most = -1;
            for (int j = 0; j < row.length; j++) {
                most = !taken[j] && row[j] > 0 && (most < 0 || row[j] > row[most]) ? j : most;
            }
            if (most >= 0) {
                taken[most] = true;
                greedy += row[most];
            }
        }
        assertThat(solved(gain, 80, 60)).isGreaterThanOrEqualTo(greedy - 1e-9);
    }

    private double solved(double[][] gain, int rows, int columns) {
        assignment.begin(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                assignment.edge(i, j, gain[i][j]);
            }
        }
        int[] match = assignment.solve();
        boolean[] taken = new boolean[columns];
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            if (match[i] != Assignment.NONE) {
                assertThat(taken[match[i]]).isFalse();
                assertThat(gain[i][match[i]]).isPositive();
                taken[match[i]] = true;
                sum += gain[i][match[i]];
            }
        }
        return sum;
    }

    /** Of all matchings, by trying them. */
    private static double best(double[][] gain, int row, int taken) {
        if (row == gain.length) {
            return 0;
        }
        double best = best(gain, row + 1, taken);
        for (int j = 0; j < gain[row].length; j++) {
            if ((taken & 1 << j) == 0 && gain[row][j] > 0) {
                best = Math.max(best, gain[row][j] + best(gain, row + 1, taken | 1 << j));
            }
        }
        return best;
    }

    private static double[][] random(int rows, int columns, int fullness, SplittableRandom random) {
        double[][] gain = new double[rows][columns];
        for (double[] row : gain) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextInt(100) < fullness ? random.nextDouble() : 0;
            }
        }
        return gain;
    }
}
