package org.gwanmun.xray.scene;

import java.util.Arrays;

/**
 * A bounding-volume hierarchy: axis-aligned boxes in a binary tree, so that a ray looks only at the boxes near it. Built by
 * splitting at the median of the box centres along the longest axis; immutable, the memory of a search is the caller's.
 *
 * <p>Source of the idea: S. Rubin, T. Whitted, Comput. Graph. 14 (1980) 110, doi:10.1145/965105.807479.
 */
final class BoxTree {
    /** Longest path from the root; a median split of 2³¹ boxes needs 31. */
    static final int DEEPEST = 64;

    private static final int LEAF = 2;

    private final double[] bounds; // by node: x0 y0 z0 x1 y1 z1
    private final int[] first; // leaf: place in order; inner node: left child, the right one follows it
    private final int[] count; // leaf: items; inner node: 0
    private final int[] order;
    private int nodes;

    /** Of n boxes, six numbers each as in a node. The array is not kept. */
    BoxTree(double[] boxes, int n) {
        bounds = new double[6 * Math.max(1, 2 * n)];
        first = new int[Math.max(1, 2 * n)];
        count = new int[Math.max(1, 2 * n)];
        order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        nodes = 1;
        if (n > 0) {
            split(0, 0, n, boxes);
        }
    }

    private void split(int node, int from, int to, double[] boxes) {
        for (int a = 0; a < 3; a++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                low = Math.min(low, boxes[6 * order[i] + a]);
                high = Math.max(high, boxes[6 * order[i] + 3 + a]);
            }
            bounds[6 * node + a] = low;
            bounds[6 * node + 3 + a] = high;
        }
        if (to - from <= LEAF) {
            first[node] = from;
            count[node] = to - from;
            return;
        }
        int axis = 0;
        double widest = -1;
        for (int a = 0; a < 3; a++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                double centre = boxes[6 * order[i] + a] + boxes[6 * order[i] + 3 + a];
                low = Math.min(low, centre);
                high = Math.max(high, centre);
            }
            if (high - low > widest) {
                widest = high - low;
                axis = a;
            }
        }
        int middle = (from + to) / 2;
        select(from, to - 1, middle, axis, boxes);
        int left = nodes;
        nodes += 2;
        first[node] = left;
        count[node] = 0;
        split(left, from, middle, boxes);
        split(left + 1, middle, to, boxes);
    }

    /** Puts the item of rank k (by centre) at place k, smaller ones before, larger ones behind it (Hoare). */
    private void select(int from, int to, int k, int axis, double[] boxes) {
        int low = from;
        int high = to;
        while (low < high) {
            double pivot = centre(order[(low + high) >>> 1], axis, boxes);
            int i = low;
            int j = high;
            while (i <= j) {
                while (centre(order[i], axis, boxes) < pivot) {
                    i++;
                }
                while (centre(order[j], axis, boxes) > pivot) {
                    j--;
                }
                if (i <= j) {
                    int swap = order[i];
                    order[i++] = order[j];
                    order[j--] = swap;
                }
            }
            if (k <= j) {
                high = j;
            } else if (k >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private static double centre(int item, int axis, double[] boxes) {
        return boxes[6 * item + axis] + boxes[6 * item + 3 + axis];
    }

    /**
     * Items whose leaf's box the line meets, in no particular order. Modified: the stack of {@code work}.
     *
     * @param found where they go; a longer array is returned if it is too short
     * @return the array and, at its place 0, how many items follow
     */
    int[] search(Ray ray, Workspace work, int[] found) {
        int[] items = found;
        double ix = 1 / ray.dx();
        double iy = 1 / ray.dy();
        double iz = 1 / ray.dz();
        int n = 0;
        int depth = 0;
        int node = 0;
        while (true) {
            if (meets(6 * node, ray, ix, iy, iz)) {
                if (count[node] == 0 && order.length > LEAF) {
                    work.stack[depth++] = first[node] + 1;
                    node = first[node];
                    continue;
                }
                if (n + count[node] + 1 > items.length) {
                    items = Arrays.copyOf(items, 2 * items.length + count[node]);
                }
                for (int i = first[node]; i < first[node] + count[node]; i++) {
                    items[++n] = order[i];
                }
            }
            if (depth == 0) {
                items[0] = n;
                return items;
            }
            node = work.stack[--depth];
        }
    }

    /** Slabs; a line within a face's plane (0 · ∞) counts as meeting it, which costs time, never truth. */
    private boolean meets(int at, Ray ray, double ix, double iy, double iz) {
        double ax = (bounds[at] - ray.ox()) * ix;
        double bx = (bounds[at + 3] - ray.ox()) * ix;
        double near = Math.min(ax, bx);
        double far = Math.max(ax, bx);
        double ay = (bounds[at + 1] - ray.oy()) * iy;
        double by = (bounds[at + 4] - ray.oy()) * iy;
        near = Math.max(near, Math.min(ay, by));
        far = Math.min(far, Math.max(ay, by));
        double az = (bounds[at + 2] - ray.oz()) * iz;
        double bz = (bounds[at + 5] - ray.oz()) * iz;
        near = Math.max(near, Math.min(az, bz));
        far = Math.min(far, Math.max(az, bz));
        return !(near > far);
    }
}
