package org.gwanmun.xray.scene;

/**
 * A closed surface of triangles; what it encloses by the non-zero winding rule, so parts that overlap are one body and an
 * inner shell turned inside out is a hole.
 *
 * <p>A line is turned and sheared so that it becomes the axis of a frame, and a triangle is crossed if the origin lies in
 * its projection (Woop, Benthin and Wald 2013, Journal of Computer Graphics Techniques 2(1) 65). The sign of an edge
 * function aₓb_y − a_yb_x is exact (fused multiply-add gives the rounding errors of both products), and an exact zero is
 * decided as if the origin stood at (ε, ε²), as Edelsbrunner and Mücke (1990, doi:10.1145/77635.77639) do. So a line
 * through an edge or a corner crosses just one of the triangles there, and every line crosses a closed surface as often
 * inward as outward.
 */
public final class Mesh implements Shape {
    private static final int LEAF = 4;

    private final double[] vertices; // x, y, z of each
    private final int[] triangles; // three vertices each
    private final Bounds bounds;
    private final BoundsTree tree;

    /**
     * Of vertices (x, y, z each) and triangles (three vertex numbers each), which the mesh keeps.
     *
     * @throws IllegalArgumentException if the surface is not closed
     */
    Mesh(double[] vertices, int[] triangles) {
        int open = OpenEdges.of(vertices.length / 3, triangles).count();
        if (open > 0 || triangles.length == 0) {
            throw new IllegalArgumentException("a mesh with " + open + " open edges encloses nothing");
        }
        this.vertices = vertices;
        this.triangles = triangles;
        double[] boxes = new double[triangles.length * 2];
        for (int i = 0; i < triangles.length / 3; i++) {
            for (int axis = 0; axis < 3; axis++) {
                double a = vertices[3 * triangles[3 * i] + axis];
                double b = vertices[3 * triangles[3 * i + 1] + axis];
                double c = vertices[3 * triangles[3 * i + 2] + axis];
                boxes[6 * i + axis] = Math.min(a, Math.min(b, c));
                boxes[6 * i + 3 + axis] = Math.max(a, Math.max(b, c));
            }
        }
        tree = new BoundsTree(boxes, LEAF);
        Bounds all = new Bounds(boxes[0], boxes[1], boxes[2], boxes[3], boxes[4], boxes[5]);
        for (int i = 6; i < boxes.length; i += 6) {
            all = all.around(
                    new Bounds(boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3], boxes[i + 4], boxes[i + 5]));
        }
        bounds = all;
    }

    /** How many triangles the surface has. */
    public int triangleCount() {
        return triangles.length / 3;
    }

    @Override
    public double reach(double nx, double ny, double nz) {
        double reach = Double.NEGATIVE_INFINITY;
        for (int corner : triangles) {
            double along = nx * vertices[3 * corner] + ny * vertices[3 * corner + 1] + nz * vertices[3 * corner + 2];
            reach = Math.max(reach, along);
        }
        return reach;
    }

    @Override
    public Bounds bounds() {
        return bounds;
    }

    @Override
    public void intersect(double ox, double oy, double oz, double dx, double dy, double dz, Intervals inside) {
        inside.clear();
        BoundsTree.Met met = inside.met();
        tree.collect(ox, oy, oz, dx, dy, dz, met);
        if (met.count == 0) {
            return;
        }
        double[] crossings = inside.numbers(met.count);
        int count = cross(ox, oy, oz, dx, dy, dz, met, crossings);
        java.util.Arrays.sort(crossings, 0, count);
        int winding = 0;
        double from = 0;
        for (int i = 0; i < count; i++) {
            int before = winding;
            winding += inward(crossings[i]) ? 1 : -1;
            if (before == 0) {
                from = crossings[i];
            } else if (winding == 0) {
                inside.append(from, crossings[i]);
            }
        }
    }

    /** Fills {@code crossings} with where the line goes through the triangles met; which way is in the lowest bit. */
    private int cross(
            double ox, double oy, double oz, double dx, double dy, double dz, BoundsTree.Met met, double[] crossings) {
        double ax = Math.abs(dx);
        double ay = Math.abs(dy);
        double az = Math.abs(dz);
        int kz = ax > ay ? (ax > az ? 0 : 2) : ay > az ? 1 : 2; // the line's steepest axis becomes z
        int kx = kz == 2 ? 0 : kz + 1;
        int ky = kx == 2 ? 0 : kx + 1;
        double along = kz == 0 ? dx : kz == 1 ? dy : dz;
        double shearX = (kx == 0 ? dx : kx == 1 ? dy : dz) / along;
        double shearY = (ky == 0 ? dx : ky == 1 ? dy : dz) / along;
        double startX = kx == 0 ? ox : kx == 1 ? oy : oz;
        double startY = ky == 0 ? ox : ky == 1 ? oy : oz;
        double startZ = kz == 0 ? ox : kz == 1 ? oy : oz;
        double[] v = vertices;
        int count = 0;
        for (int i = 0; i < met.count; i++) {
            int triangle = 3 * met.items[i];
            int a = 3 * triangles[triangle];
            int b = 3 * triangles[triangle + 1];
            int c = 3 * triangles[triangle + 2];
            double za = v[a + kz] - startZ;
            double zb = v[b + kz] - startZ;
            double zc = v[c + kz] - startZ;
            double xa = v[a + kx] - startX - shearX * za;
            double ya = v[a + ky] - startY - shearY * za;
            double xb = v[b + kx] - startX - shearX * zb;
            double yb = v[b + ky] - startY - shearY * zb;
            double xc = v[c + kx] - startX - shearX * zc;
            double yc = v[c + ky] - startY - shearY * zc;
            int side = side(xb, yb, xc, yc);
            if (side == 0 || side(xc, yc, xa, ya) != side || side(xa, ya, xb, yb) != side) {
                continue;
            }
            double u = Math.abs(xb * yc - yb * xc);
            double w = Math.abs(xa * yb - ya * xb);
            double m = Math.abs(xc * ya - yc * xa);
            double sum = u + m + w;
            double z = sum > 0 ? (u * za + m * zb + w * zc) / sum : (za + zb + zc) / 3;
            // Anticlockwise in the frame faces along +z; that is outward to a line that goes up, inward to one that
            // comes down.
            crossings[count++] = marked(z / along, (side > 0) != (along > 0));
        }
        return count;
    }

    /** On which side of the directed edge from a to b the origin lies, +1 left or −1 right; 0 only if the points are one. */
    static int side(double ax, double ay, double bx, double by) {
        double p = ax * by;
        double q = ay * bx;
        double d = p - q;
        if (Math.abs(d) > 1e-15 * (Math.abs(p) + Math.abs(q))) {
            return d > 0 ? 1 : -1;
        }
        d += Math.fma(ax, by, -p) - Math.fma(ay, bx, -q);
        if (d == 0) {
            d = ay != by ? ay - by : bx - ax; // the origin at (ε, ε²): ε (a_y − b_y) + ε² (b_x − a_x)
        }
        return d > 0 ? 1 : d < 0 ? -1 : 0;
    }

    private static double marked(double t, boolean inward) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(t) & ~1L) | (inward ? 1 : 0));
    }

    private static boolean inward(double marked) {
        return (Double.doubleToRawLongBits(marked) & 1) == 1;
    }

    @Override
    public Shape inner(double wall_mm) {
        throw new IllegalArgumentException(
                "a mesh has no walls of its own; give it an inner surface turned inside out");
    }
}
