package org.gwanmun.xray.matter;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions of one positive variable, tabulated as parabolas on a grid that is logarithmic by octaves (the highest bits of
 * the floating-point number are the index, so a look-up takes no logarithm) and cut at given points of discontinuity.
 *
 * <pre>  f(x) = c₀ + t (c₁ + t c₂),   t = x − middle of the piece</pre>
 *
 * Each parabola passes through the function at both ends, seen from inside, and in the middle; pieces in which it misses
 * the function by more than 10⁻⁴ are halved. Immutable, thread-safe, no
 * allocation in a look-up.
 */
final class PiecewiseTable {
    /** Relative deviation at the quarters of a piece at which it is halved, and how often at most. */
    private static final double GOOD = 1e-4;

    private static final int DEEPEST = 20;

    private final int shift;
    private final int base;
    private final int channels;
    private final double lowest;
    private final double highest;
    private final int[] first;
    private final double[] upper;
    private final double[] middle;
    private final double[] coefficients;

    /** What is tabulated: writes the value of every channel at {@code x}. */
    interface Channels {
        void at(double x, double[] values);
    }

    /**
     * @param bitsPerOctave 2^bits pieces an octave
     * @param lowest first and {@code highest} last point of the domain
     * @param cuts points where a piece begins: the function is continuous from there upwards
     */
    PiecewiseTable(
            int bitsPerOctave,
            double lowest,
            double highest,
            int channels,
            NavigableSet<Double> cuts,
            Channels function) {
        this.shift = 52 - bitsPerOctave;
        this.channels = channels;
        this.lowest = lowest;
        this.highest = highest;
        this.base = (int) (Double.doubleToRawLongBits(lowest) >>> shift);
        int bins = (int) (Double.doubleToRawLongBits(highest) >>> shift) - base + 1;
        TreeSet<Double> starts = new TreeSet<>(cuts.subSet(lowest, false, highest, true));
        first = new int[bins];
        for (int bin = 0; bin < bins; bin++) {
            starts.add(Math.max(lowest, Double.longBitsToDouble((long) (base + bin) << shift)));
        }
        double end = Double.longBitsToDouble((long) (base + bins) << shift);
        double[] coarse = starts.stream().mapToDouble(x -> x).toArray();
        for (int piece = 0; piece < coarse.length; piece++) {
            refine(coarse[piece], piece + 1 < coarse.length ? coarse[piece + 1] : end, 0, starts, function);
        }
        double[] from = starts.stream().mapToDouble(x -> x).toArray();
        upper = new double[from.length];
        middle = new double[from.length];
        coefficients = new double[from.length * channels * 3];
        double[] left = new double[channels];
        double[] centre = new double[channels];
        double[] right = new double[channels];
        Arrays.fill(first, Integer.MAX_VALUE);
        for (int piece = 0; piece < from.length; piece++) {
            upper[piece] = piece + 1 < from.length ? from[piece + 1] : end;
            int bin = (int) (Double.doubleToRawLongBits(from[piece]) >>> shift) - base;
            first[bin] = Math.min(first[bin], piece);
            middle[piece] = 0.5 * (from[piece] + upper[piece]);
            double last = Math.nextDown(upper[piece]);
            function.at(from[piece], left);
            function.at(middle[piece], centre);
            function.at(last, right);
            double half = upper[piece] - middle[piece];
            for (int channel = 0; channel < channels; channel++) {
                int c = (piece * channels + channel) * 3;
                coefficients[c] = centre[channel];
                coefficients[c + 1] = half == 0 ? 0 : (right[channel] - left[channel]) / (2 * half);
                coefficients[c + 2] =
                        half == 0 ? 0 : (right[channel] + left[channel] - 2 * centre[channel]) / (2 * half * half);
            }
        }
    }

    /** Halves a piece in which the parabola misses the function, as it does between close edges. */
    private void refine(double from, double to, int depth, NavigableSet<Double> starts, Channels function) {
        double[][] at = new double[5][channels];
        double last = Math.nextDown(to);
        for (int i = 0; i < 5; i++) {
            function.at(i == 4 ? last : from + (to - from) * i / 4, at[i]);
        }
        boolean good = true;
        for (int channel = 0; channel < channels; channel++) {
            double left = (3 * at[0][channel] + 6 * at[2][channel] - at[4][channel]) / 8;
            double right = (3 * at[4][channel] + 6 * at[2][channel] - at[0][channel]) / 8;
            good &= Math.abs(left - at[1][channel]) <= GOOD * Math.abs(at[1][channel])
                    && Math.abs(right - at[3][channel]) <= GOOD * Math.abs(at[3][channel]);
        }
        double middle = 0.5 * (from + to);
        if (!good && depth < DEEPEST && middle > from && middle < last) {
            starts.add(middle);
            refine(from, middle, depth + 1, starts, function);
            refine(middle, to, depth + 1, starts, function);
        }
    }

    /** The piece that holds {@code x}; ask once and read several channels. */
    int piece(double x) {
        if (!(x >= lowest && x <= highest)) {
            throw new IllegalArgumentException(x + " is outside " + lowest + "–" + highest);
        }
        int piece = first[(int) (Double.doubleToRawLongBits(x) >>> shift) - base];
        while (x >= upper[piece]) {
            piece++;
        }
        return piece;
    }

    /** The value of a channel at {@code x}, which lies in {@code piece}. */
    double value(int channel, int piece, double x) {
        int c = (piece * channels + channel) * 3;
        double t = x - middle[piece];
        return coefficients[c] + t * (coefficients[c + 1] + t * coefficients[c + 2]);
    }

    /**
     * The first floating-point number above an upward jump of {@code f} in ({@code low}, {@code high}), or NaN if f only
     * bends there. Halving: of two halves the one in which ln f grows more holds the jump.
     */
    static double jump(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        double fa = logarithm(f, a);
        double fb = logarithm(f, b);
        while (true) {
            double m = 0.5 * (a + b);
            if (m <= a || m >= b) {
                return fb - fa > 1e-5 ? b : Double.NaN;
            }
            double fm = logarithm(f, m);
            if (fm - fa > fb - fm) {
                b = m;
                fb = fm;
            } else {
                a = m;
                fa = fm;
            }
        }
    }

    private static double logarithm(DoubleUnaryOperator f, double x) {
        return Math.log(Math.max(f.applyAsDouble(x), 1e-30));
    }
}
