package org.gwanmun.xray.scene;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of disjoint intervals of a ray's parameter, in increasing order: where the ray is inside something. Reused over
 * rays, so that the inner loop allocates nothing in steady state. One thread's: it also holds the working memory that a
 * composite shape needs to fill it, as deep as the shapes nest.
 */
public final class Intervals {
    private double[] ends = new double[16]; // from, to, from, to …
    private int size;
    private @Nullable Intervals first;
    private @Nullable Intervals second;
    private BoundsTree.@Nullable Met met;
    private double[] numbers = {};

    /** Working memory of whoever fills this set: one of two other sets (0 or 1), made when first asked for. */
    Intervals spare(int which) {
        Intervals spare = which == 0 ? first : second;
        if (spare == null) {
            spare = new Intervals();
            if (which == 0) {
                first = spare;
            } else {
                second = spare;
            }
        }
        return spare;
    }

    /** Working memory of whoever fills this set: what a ray met in a tree of boxes. */
    BoundsTree.Met met() {
        BoundsTree.Met found = met;
        if (found == null) {
            found = new BoundsTree.Met();
            met = found;
        }
        return found;
    }

    /** Working memory of whoever fills this set: at least {@code count} numbers, kept when there were fewer. */
    double[] numbers(int count) {
        if (numbers.length < count) {
            numbers = Arrays.copyOf(numbers, Math.max(count, 2 * numbers.length));
        }
        return numbers;
    }

    /** Exchanges the intervals of two sets; each keeps its working memory. */
    void swap(Intervals other) {
        double[] mine = ends;
        int count = size;
        ends = other.ends;
        size = other.size;
        other.ends = mine;
        other.size = count;
    }

    /** Makes this set empty. */
    public void clear() {
        size = 0;
    }

    /** How many intervals there are. */
    public int count() {
        return size / 2;
    }

    /** Where interval i begins. */
    public double from(int i) {
        return ends[2 * i];
    }

    /** Where interval i ends. */
    public double to(int i) {
        return ends[2 * i + 1];
    }

    /** Appends an interval that begins where the last ended or later; empty ones are ignored. */
    public void append(double from, double to) {
        if (!(to > from)) {
            return;
        }
        if (size > 0 && from <= ends[size - 1]) {
            ends[size - 1] = Math.max(to, ends[size - 1]);
            return;
        }
        if (size + 2 > ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        ends[size++] = from;
        ends[size++] = to;
    }

    /** Total length. */
    public double length() {
        double length = 0;
        for (int i = 0; i < size; i += 2) {
            length += ends[i + 1] - ends[i];
        }
        return length;
    }

    /** Becomes a ∪ b. Modified: this. Not modified: a, b, which must be other objects. */
    public void setUnion(Intervals a, Intervals b) {
        clear();
        int i = 0;
        int j = 0;
        while (i < a.size || j < b.size) {
            if (j >= b.size || (i < a.size && a.ends[i] <= b.ends[j])) {
                append(a.ends[i], a.ends[i + 1]);
                i += 2;
            } else {
                append(b.ends[j], b.ends[j + 1]);
                j += 2;
            }
        }
    }

    /** Becomes a without b. Modified: this. Not modified: a, b, which must be other objects. */
    public void setDifference(Intervals a, Intervals b) {
        clear();
        int j = 0;
        for (int i = 0; i < a.size; i += 2) {
            double from = a.ends[i];
            double to = a.ends[i + 1];
            while (j < b.size && b.ends[j + 1] <= from) {
                j += 2;
            }
            for (int k = j; k < b.size && b.ends[k] < to; k += 2) {
                append(from, Math.min(to, b.ends[k]));
                from = Math.max(from, b.ends[k + 1]);
            }
            append(from, to);
        }
    }
}
