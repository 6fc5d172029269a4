package org.gwanmun.xray.scene;

import java.util.Arrays;
import java.util.List;

/**
 * A binary tree of boxes over numbered items, which tells the few items whose boxes a line meets.
 *
 * <p>Built by the surface area heuristic: of all splits of the items sorted along an axis, the one with the least sum of
 * area × items (MacDonald and Booth 1990, doi:10.1007/BF01911006), on at most {@value #BINS} planes per axis when there
 * are many (Wald 2007, doi:10.1109/RT.2007.4342588). Boxes are rounded outward to floats and widened by a nanometre, so a
 * line that touches an item always meets its box. Immutable; the state of a traversal is in {@link Met}.
 */
final class BoundsTree {
    private static final double SLACK_MM = 1e-6;
    private static final int BINS = 16;

    /** What a line met; one thread's, reused. */
    static final class Met {
        int[] items = new int[32];
        int count;
        private int[] stack = new int[64];

        private void add(int item) {
            if (count == items.length) {
                items = Arrays.copyOf(items, 2 * count);
            }
            items[count++] = item;
        }
    }

    private final float[] boxes; // x0 y0 z0 x1 y1 z1 of each node
    // An inner node's children are child[n] and child[n] + 1; a leaf's items are order[-child[n] - 1] and the size[n] -
    // 1 next.
    private final int[] child;
    private final int[] size;
    private final int[] order;
    private final int depth;

    /** A tree whose leaves hold one item each. */
    static BoundsTree of(List<Bounds> bounds) {
        double[] boxes = new double[6 * bounds.size()];
        for (int i = 0; i < bounds.size(); i++) {
            Bounds b = bounds.get(i);
            double[] box = {b.x0(), b.y0(), b.z0(), b.x1(), b.y1(), b.z1()};
            System.arraycopy(box, 0, boxes, 6 * i, 6);
        }
        return new BoundsTree(boxes, 1);
    }

    /** Over items with boxes of six numbers each: x0, y0, z0, x1, y1, z1. */
    BoundsTree(double[] items, int leafSize) {
        int n = items.length / 6;
        Builder builder = new Builder(items, n, leafSize);
        if (n > 0) {
            builder.build();
        }
        boxes = Arrays.copyOf(builder.boxes, 6 * builder.nodes);
        child = Arrays.copyOf(builder.child, builder.nodes);
        size = Arrays.copyOf(builder.size, builder.nodes);
        order = builder.order;
        depth = builder.depth;
    }

    /** Lists, in no particular order, every item in a leaf whose box the line (both directions) meets. Modified: met. */
    void collect(double ox, double oy, double oz, double dx, double dy, double dz, Met met) {
        collect(ox, oy, oz, dx, dy, dz, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, met);
    }

    /** The same for the line between two of its parameters. */
    void collect(double ox, double oy, double oz, double dx, double dy, double dz, double from, double to, Met met) {
        met.count = 0;
        if (child.length == 0) {
            return;
        }
        // A direction of 0 (or whose inverse is none) becomes one so steep that the line stays between the two planes
        // or outside of them.
        double ix = Math.abs(dx) < 1e-30 ? 1e30 : 1 / dx;
        double iy = Math.abs(dy) < 1e-30 ? 1e30 : 1 / dy;
        double iz = Math.abs(dz) < 1e-30 ? 1e30 : 1 / dz;
        int signX = ix < 0 ? 3 : 0;
        int signY = iy < 0 ? 3 : 0;
        int signZ = iz < 0 ? 3 : 0;
        if (met.stack.length < depth + 2) {
            met.stack = Arrays.copyOf(met.stack, depth + 2);
        }
        int[] stack = met.stack;
        float[] b = boxes;
        int top = 0;
        int node = 0;
        boolean hit = meets(b, 0, signX, signY, signZ, ox, oy, oz, ix, iy, iz, from, to);
        while (true) {
            if (hit) {
                int c = child[node];
                if (c < 0) {
                    int first = -c - 1;
                    for (int i = first; i < first + size[node]; i++) {
                        met.add(order[i]);
                    }
                } else {
                    boolean left = meets(b, 6 * c, signX, signY, signZ, ox, oy, oz, ix, iy, iz, from, to);
                    boolean right = meets(b, 6 * c + 6, signX, signY, signZ, ox, oy, oz, ix, iy, iz, from, to);
                    if (left || right) {
                        node = left ? c : c + 1;
                        if (left && right) {
                            stack[top++] = c + 1;
                        }
                        continue;
                    }
                }
            }
            if (top == 0) {
                return;
            }
            node = stack[--top];
            hit = true;
        }
    }

    /** The signs, 0 or 3, tell by which of two planes the line comes in: by the far one, if its direction is negative. */
    private static boolean meets(
            float[] b,
            int at,
            int signX,
            int signY,
            int signZ,
            double ox,
            double oy,
            double oz,
            double ix,
            double iy,
            double iz,
            double from,
            double to) {
        double ax = (b[at + signX] - ox) * ix;
        double bx = (b[at + 3 - signX] - ox) * ix;
        double ay = (b[at + 1 + signY] - oy) * iy;
        double by = (b[at + 4 - signY] - oy) * iy;
        double az = (b[at + 2 + signZ] - oz) * iz;
        double bz = (b[at + 5 - signZ] - oz) * iz;
        return Math.max(Math.max(ax, ay), Math.max(az, from)) <= Math.min(Math.min(bx, by), Math.min(bz, to));
    }

    private static final class Builder {
        private final double[] items;
        private final int leafSize;
        private final int[] order;
        private final float[] boxes;
        private final int[] child;
        private final int[] size;
        private int nodes;
        private int depth;

        // The best split found so far of the node in hand.
        private double cost;
        private int axis;
        private double plane;

        private final double[] binBoxes = new double[6 * BINS];
        private final int[] binCounts = new int[BINS];
        private final double[] rightArea = new double[BINS];

        Builder(double[] items, int n, int leafSize) {
            this.items = items;
            this.leafSize = leafSize;
            order = new int[n];
            for (int i = 0; i < n; i++) {
                order[i] = i;
            }
            int most = Math.max(1, 2 * n);
            boxes = new float[6 * most];
            child = new int[most];
            size = new int[most];
        }

        void build() {
            nodes = 1;
            node(0, 0, order.length, 0);
        }

        private void node(int node, int from, int to, int level) {
            depth = Math.max(depth, level);
            double[] box = box(from, to);
            for (int i = 0; i < 3; i++) {
                boxes[6 * node + i] = Math.nextDown((float) (box[i] - SLACK_MM));
                boxes[6 * node + 3 + i] = Math.nextUp((float) (box[3 + i] + SLACK_MM));
            }
            size[node] = to - from;
            if (to - from <= leafSize) {
                child[node] = -from - 1;
                return;
            }
            int middle = level < 60 ? split(from, to) : (from + to) / 2;
            int left = nodes;
            nodes += 2;
            child[node] = left;
            node(left, from, middle, level + 1);
            node(left + 1, middle, to, level + 1);
        }

        private double[] box(int from, int to) {
            double[] box = empty();
            for (int i = from; i < to; i++) {
                grow(box, 0, items, 6 * order[i]);
            }
            return box;
        }

        /** Reorders the items and returns where the right child begins: neither side is empty. */
        private int split(int from, int to) {
            cost = Double.POSITIVE_INFINITY;
            double[] middles = empty();
            for (int i = from; i < to; i++) {
                for (int a = 0; a < 3; a++) {
                    double middle = middle(order[i], a);
                    middles[a] = Math.min(middles[a], middle);
                    middles[3 + a] = Math.max(middles[3 + a], middle);
                }
            }
            for (int a = 0; a < 3; a++) {
                if (middles[3 + a] > middles[a]) {
                    tryAxis(from, to, a, middles[a], middles[3 + a]);
                }
            }
            if (cost == Double.POSITIVE_INFINITY) {
                return (from + to) / 2; // all in one place
            }
            int left = from;
            for (int i = from; i < to; i++) {
                if (middle(order[i], axis) < plane) {
                    int swapped = order[i];
                    order[i] = order[left];
                    order[left++] = swapped;
                }
            }
            return left == from || left == to ? (from + to) / 2 : left;
        }

        private void tryAxis(int from, int to, int a, double low, double high) {
            for (int bin = 0; bin < BINS; bin++) {
                System.arraycopy(empty(), 0, binBoxes, 6 * bin, 6);
                binCounts[bin] = 0;
            }
            double scale = BINS / (high - low);
            for (int i = from; i < to; i++) {
                int bin = Math.min(BINS - 1, (int) ((middle(order[i], a) - low) * scale));
                grow(binBoxes, 6 * bin, items, 6 * order[i]);
                binCounts[bin]++;
            }
            double[] box = empty();
            for (int bin = BINS - 1; bin > 0; bin--) {
                grow(box, 0, binBoxes, 6 * bin);
                rightArea[bin] = area(box);
            }
            box = empty();
            int left = 0;
            for (int bin = 1; bin < BINS; bin++) {
                grow(box, 0, binBoxes, 6 * (bin - 1));
                left += binCounts[bin - 1];
                if (left == 0 || left == to - from) {
                    continue;
                }
                double here = left * area(box) + (to - from - left) * rightArea[bin];
                if (here < cost) {
                    cost = here;
                    axis = a;
                    plane = low + bin / scale;
                }
            }
        }

        private double middle(int item, int a) {
            return (items[6 * item + a] + items[6 * item + 3 + a]) / 2;
        }

        private static double[] empty() {
            double inf = Double.POSITIVE_INFINITY;
            return new double[] {inf, inf, inf, -inf, -inf, -inf};
        }

        private static void grow(double[] box, int at, double[] other, int from) {
            for (int i = 0; i < 3; i++) {
                box[at + i] = Math.min(box[at + i], other[from + i]);
                box[at + 3 + i] = Math.max(box[at + 3 + i], other[from + 3 + i]);
            }
        }

        private static double area(double[] box) {
            double x = box[3] - box[0];
            double y = box[4] - box[1];
            double z = box[5] - box[2];
            return x * y + y * z + z * x;
        }
    }
}
