package org.gwanmun.xray.scene;

import java.util.Arrays;

/**
 * What a ray passed, in order: pieces (from, to) of its parameter in millimetres, each in one solid of a {@link Scene}.
 * Pieces do not overlap; between them is air that no solid claims. Belongs to a {@link Scene.Probe}, which refills it.
 */
public final class Segments {
    private double[] ends = new double[32]; // from, to, from, to …
    private int[] solids = new int[16];
    private int count;

    Segments() {}

    /** How many pieces there are. */
    public int count() {
        return count;
    }

    /** Where piece i begins, in mm from the ray's origin; may be negative, since a ray is a whole line. */
    public double from(int i) {
        return ends[2 * i];
    }

    /** Where piece i ends. */
    public double to(int i) {
        return ends[2 * i + 1];
    }

    /** The number of the solid that piece i lies in; {@link Scene#materialOf} and {@link Scene#objectOf} know more. */
    public int solid(int i) {
        return solids[i];
    }

    void clear() {
        count = 0;
    }

    /** Gives those parts of (from, to) that nobody has yet to a solid. */
    void claim(double from, double to, int solid) {
        int i = count;
        while (i > 0 && ends[2 * i - 1] > from) {
            i--;
        }
        double at = from;
        while (i < count && ends[2 * i] < to) {
            if (ends[2 * i] > at) {
                insert(i, at, ends[2 * i], solid);
                i++;
            }
            at = Math.max(at, ends[2 * i + 1]);
            i++;
        }
        if (at < to) {
            insert(i, at, to, solid);
        }
    }

    private void insert(int i, double from, double to, int solid) {
        if (count == solids.length) {
            solids = Arrays.copyOf(solids, 2 * count);
            ends = Arrays.copyOf(ends, 4 * count);
        }
        for (int k = count; k > i; k--) { // by hand: the tail is short
            solids[k] = solids[k - 1];
            ends[2 * k] = ends[2 * k - 2];
            ends[2 * k + 1] = ends[2 * k - 1];
        }
        solids[i] = solid;
        ends[2 * i] = from;
        ends[2 * i + 1] = to;
        count++;
    }
}
