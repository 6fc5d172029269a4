package org.gwanmun.xray.scene;

import java.util.Arrays;

/**
 * A solid bounded by triangles, the centre of its bounding box at the origin. A point is inside if the surface winds around it
 * (winding number not 0): parts that run into each other are their union, and it does not matter whether faces look in or
 * out, as long as neighbours agree.
 *
 * <p>A line's crossings are found by the watertight test of S. Woop, C. Benthin, I. Wald, J. Comput. Graph. Tech. 2 (2013) 65,
 * in double precision, with a half-open rule for a line through an edge or a vertex, so that what goes in comes out. Closed
 * meshes only: {@link #openEdges} must be 0. Immutable.
 */
public final class Mesh implements Shape {
    private final double[] vertices; // x y z
    private final int[] triangles; // three vertices each
    private final Bounds bounds;
    private final BoxTree tree;

    /**
     * Of vertices (x, y, z each) and triangles (three indices each), moved so that its bounding box is centred.
     *
     * @throws IllegalArgumentException if it is empty or not closed
     */
    public Mesh(double[] vertices, int[] triangles) {
        int[] kept = welded(vertices, triangles);
        if (kept.length == 0) {
            throw new IllegalArgumentException("a mesh needs triangles with an area");
        }
        OpenEdges open = openEdges(kept, vertices);
        if (open.count > 0) {
            throw new IllegalArgumentException(
                    "the mesh is not closed: " + open.count + " edges lack a neighbour, the first near " + open.first);
        }
        Bounds b = boundsOf(vertices, kept);
        double cx = (b.x0() + b.x1()) / 2;
        double cy = (b.y0() + b.y1()) / 2;
        double cz = (b.z0() + b.z1()) / 2;
        this.vertices = new double[vertices.length];
        for (int i = 0; i < vertices.length; i += 3) {
            this.vertices[i] = vertices[i] - cx;
            this.vertices[i + 1] = vertices[i + 1] - cy;
            this.vertices[i + 2] = vertices[i + 2] - cz;
        }
        this.triangles = kept;
        this.bounds = Bounds.centred(b.x1() - b.x0(), b.y1() - b.y0(), b.z1() - b.z0());
        int n = kept.length / 3;
        double[] boxes = new double[6 * n];
        for (int t = 0; t < n; t++) {
            for (int axis = 0; axis < 3; axis++) {
                double p = this.vertices[3 * kept[3 * t] + axis];
                double q = this.vertices[3 * kept[3 * t + 1] + axis];
                double r = this.vertices[3 * kept[3 * t + 2] + axis];
                boxes[6 * t + axis] = Math.min(p, Math.min(q, r));
                boxes[6 * t + 3 + axis] = Math.max(p, Math.max(q, r));
            }
        }
        this.tree = new BoxTree(boxes, n);
    }

    /** How many triangles bound it. */
    public int size() {
        return triangles.length / 3;
    }

    @Override
    public Bounds bounds() {
        return bounds;
    }

    @Override
    public void intersect(Ray ray, Intervals inside, Workspace work) {
        inside.clear();
        work.candidates = tree.search(ray, work, work.candidates);
        int n = work.candidates[0];
        if (n == 0) {
            return;
        }
        if (work.crossings.length < n) {
            work.crossings = new double[2 * n];
            work.turns = new int[2 * n];
        }
        int crossings = 0;
        for (int i = 1; i <= n; i++) {
            crossings += cross(3 * work.candidates[i], ray, work, crossings) ? 1 : 0;
        }
        sort(work.crossings, work.turns, crossings);
        int winding = 0;
        double from = 0;
        for (int i = 0; i < crossings; i++) {
            boolean was = winding != 0;
            winding += work.turns[i];
            if (!was && winding != 0) {
                from = work.crossings[i];
            } else if (was && winding == 0) {
                inside.append(from, work.crossings[i]);
            }
        }
    }

    /** Whether the line crosses a triangle; where, and from which side, is noted at {@code at}. */
    private boolean cross(int triangle, Ray ray, Workspace work, int at) {
        // The axes are turned so that the line runs mostly along z, then sheared so that it runs along z exactly.
        double ax = Math.abs(ray.dx());
        double ay = Math.abs(ray.dy());
        double az = Math.abs(ray.dz());
        int kz = ax > ay ? (ax > az ? 0 : 2) : (ay > az ? 1 : 2);
        int kx = (kz + 1) % 3;
        int ky = (kz + 2) % 3;
        double dz = kz == 0 ? ray.dx() : kz == 1 ? ray.dy() : ray.dz();
        double dx = kx == 0 ? ray.dx() : kx == 1 ? ray.dy() : ray.dz();
        double dy = ky == 0 ? ray.dx() : ky == 1 ? ray.dy() : ray.dz();
        double ox = kx == 0 ? ray.ox() : kx == 1 ? ray.oy() : ray.oz();
        double oy = ky == 0 ? ray.ox() : ky == 1 ? ray.oy() : ray.oz();
        double oz = kz == 0 ? ray.ox() : kz == 1 ? ray.oy() : ray.oz();
        double sx = dx / dz;
        double sy = dy / dz;
        int a = 3 * triangles[triangle];
        int b = 3 * triangles[triangle + 1];
        int c = 3 * triangles[triangle + 2];
        double zA = vertices[a + kz] - oz;
        double zB = vertices[b + kz] - oz;
        double zC = vertices[c + kz] - oz;
        double xA = vertices[a + kx] - ox - sx * zA;
        double yA = vertices[a + ky] - oy - sy * zA;
        double xB = vertices[b + kx] - ox - sx * zB;
        double yB = vertices[b + ky] - oy - sy * zB;
        double xC = vertices[c + kx] - ox - sx * zC;
        double yC = vertices[c + ky] - oy - sy * zC;
        double u = xB * yC - yB * xC;
        double v = xC * yA - yC * xA;
        double w = xA * yB - yA * xB;
        double det = u + v + w;
        if (det == 0) {
            return false; // seen edge-on: its neighbours are crossed instead
        }
        int turn = det > 0 ? 1 : -1;
        if (!(left(u, turn, xC - xB, yC - yB) && left(v, turn, xA - xC, yA - yC) && left(w, turn, xB - xA, yB - yA))) {
            return false;
        }
        work.crossings[at] = (u * zA + v * zB + w * zC) / det / dz;
        work.turns[at] = dz > 0 ? turn : -turn;
        return true;
    }

    /**
     * Whether the origin lies to the left of an edge (for a triangle that turns right, to the right), an edge through the
     * origin belonging to the side that its direction says: of two neighbours, whose common edge runs in opposite directions,
     * exactly one claims it.
     */
    private static boolean left(double area, int turn, double ex, double ey) {
        if (area != 0) {
            return area > 0 == turn > 0;
        }
        boolean upper = turn > 0 ? ey > 0 || (ey == 0 && ex > 0) : ey < 0 || (ey == 0 && ex < 0);
        return upper;
    }

    private static void sort(double[] keys, int[] turns, int n) {
        for (int i = 1; i < n; i++) {
            double key = keys[i];
            int turn = turns[i];
            int j = i - 1;
            while (j >= 0 && keys[j] > key) {
                keys[j + 1] = keys[j];
                turns[j + 1] = turns[j];
                j--;
            }
            keys[j + 1] = key;
            turns[j + 1] = turn;
        }
    }

    @Override
    public Shape inner(double wall_mm) {
        throw new IllegalArgumentException("a mesh has no walls of its own; model its inside as a second mesh");
    }

    // --- closedness --------------------------------------------------------------------------------------------------

    private record OpenEdges(int count, String first) {}

    /** Triangles with vertices at the same place made one, those without area left out. */
    private static int[] welded(double[] vertices, int[] triangles) {
        int n = vertices.length / 3;
        Integer[] byPlace = new Integer[n];
        for (int i = 0; i < n; i++) {
            byPlace[i] = i;
        }
        Arrays.sort(byPlace, (p, q) -> compare(vertices, p, q));
        int[] same = new int[n];
        for (int i = 0; i < n; i++) {
            same[byPlace[i]] =
                    i > 0 && compare(vertices, byPlace[i - 1], byPlace[i]) == 0 ? same[byPlace[i - 1]] : byPlace[i];
        }
        int[] kept = new int[triangles.length];
        int size = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            int a = same[triangles[t]];
            int b = same[triangles[t + 1]];
            int c = same[triangles[t + 2]];
            if (a != b && b != c && c != a) {
                kept[size++] = a;
                kept[size++] = b;
                kept[size++] = c;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private static int compare(double[] v, int p, int q) {
        for (int axis = 0; axis < 3; axis++) {
            int order = Double.compare(v[3 * p + axis] + 0.0, v[3 * q + axis] + 0.0); // + 0.0: −0 is 0
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Edges that are not walked as often one way as the other. */
    private static OpenEdges openEdges(int[] triangles, double[] vertices) {
        long[] edges = new long[triangles.length];
        for (int t = 0; t < triangles.length; t += 3) {
            for (int e = 0; e < 3; e++) {
                long a = triangles[t + e];
                long b = triangles[t + (e + 1) % 3];
                edges[t + e] = a < b ? (a << 32 | b << 1) : (b << 32 | a << 1 | 1);
            }
        }
        Arrays.sort(edges);
        int open = 0;
        String first = "";
        int i = 0;
        while (i < edges.length) {
            int balance = 0;
            int j = i;
            while (j < edges.length && edges[j] >> 1 == edges[i] >> 1) {
                balance += (edges[j] & 1) == 0 ? 1 : -1;
                j++;
            }
            if (balance != 0) {
                if (open == 0) {
                    int v = 3 * (int) (edges[i] >> 32);
                    first = "(" + vertices[v] + ", " + vertices[v + 1] + ", " + vertices[v + 2] + ")";
                }
                open += Math.abs(balance);
            }
            i = j;
        }
        return new OpenEdges(open, first);
    }

    private static Bounds boundsOf(double[] vertices, int[] triangles) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int v : triangles) {
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], vertices[3 * v + axis]);
                high[axis] = Math.max(high[axis], vertices[3 * v + axis]);
            }
        }
        return new Bounds(low[0], low[1], low[2], high[0], high[1], high[2]);
    }
}
