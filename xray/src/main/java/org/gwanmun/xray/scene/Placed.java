package org.gwanmun.xray.scene;

/**
 * A shape turned by Rx·Ry·Rz about its centre and then moved: a point v of the shape's frame comes to R v + (x, y, z).
 *
 * @param shape in its own frame
 * @param rotation row-major 3 × 3 rotation matrix R; of a shape that is its own mirror image, a reflection too
 */
public record Placed(Shape shape, double[] rotation, double x, double y, double z) implements Shape {
    private static final double[] UNTURNED = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    /** A shape moved, not turned. */
    public static Placed at(Shape shape, double x, double y, double z) {
        return new Placed(shape, UNTURNED, x, y, z);
    }

    /** A shape turned by angles in degrees, v′ = Rx·Ry·Rz·v, and moved. */
    public static Placed at(Shape shape, double[] rotate_deg, double x, double y, double z) {
        if (rotate_deg[0] == 0 && rotate_deg[1] == 0 && rotate_deg[2] == 0) {
            return at(shape, x, y, z);
        }
        double sa = sine(rotate_deg[0]);
        double ca = cosine(rotate_deg[0]);
        double sb = sine(rotate_deg[1]);
        double cb = cosine(rotate_deg[1]);
        double sc = sine(rotate_deg[2]);
        double cc = cosine(rotate_deg[2]);
        double[] rx = {1, 0, 0, 0, ca, -sa, 0, sa, ca};
        double[] ry = {cb, 0, sb, 0, 1, 0, -sb, 0, cb};
        double[] rz = {cc, -sc, 0, sc, cc, 0, 0, 0, 1};
        double[] r = product(rx, product(ry, rz));
        if (mirrored(shape) && right(rotate_deg[0]) && right(rotate_deg[1]) && right(rotate_deg[2])) {
            for (int i = 0; i < r.length; i++) {
                r[i] = Math.abs(r[i]); // the same points, and lower faces, which belong to the shape, stay lower ones
            }
        }
        return new Placed(shape, r, x, y, z);
    }

    @Override
    public double reach(double nx, double ny, double nz) {
        double[] r = rotation;
        double moved = nx * x + ny * y + nz * z;
        if (r == UNTURNED) {
            return moved + shape.reach(nx, ny, nz);
        }
        return moved
                + shape.reach(
                        r[0] * nx + r[3] * ny + r[6] * nz,
                        r[1] * nx + r[4] * ny + r[7] * nz,
                        r[2] * nx + r[5] * ny + r[8] * nz);
    }

    @Override
    public Bounds bounds() {
        if (rotation != UNTURNED) {
            return Shape.super.bounds();
        }
        Bounds b = shape.bounds(); // which a mesh and a union know
        return new Bounds(b.x0() + x, b.y0() + y, b.z0() + z, b.x1() + x, b.y1() + y, b.z1() + z);
    }

    @Override
    public void intersect(double ox, double oy, double oz, double dx, double dy, double dz, Intervals inside) {
        double px = ox - x;
        double py = oy - y;
        double pz = oz - z;
        double[] r = rotation;
        if (r == UNTURNED) {
            shape.intersect(px, py, pz, dx, dy, dz, inside);
            return;
        }
        shape.intersect( // the inverse of a rotation is its transpose
                r[0] * px + r[3] * py + r[6] * pz,
                r[1] * px + r[4] * py + r[7] * pz,
                r[2] * px + r[5] * py + r[8] * pz,
                r[0] * dx + r[3] * dy + r[6] * dz,
                r[1] * dx + r[4] * dy + r[7] * dz,
                r[2] * dx + r[5] * dy + r[8] * dz,
                inside);
    }

    @Override
    public Shape inner(double wall_mm) {
        return new Placed(shape.inner(wall_mm), rotation, x, y, z);
    }

    /** Exactly 0 or ±1 at right angles, so that what is laid on its side has sides parallel to the axes. */
    private static double cosine(double angle_deg) {
        double cosine = Math.cos(Math.toRadians(angle_deg));
        return angle_deg % 90 == 0 ? Math.rint(cosine) + 0.0 : cosine;
    }

    private static double sine(double angle_deg) {
        double sine = Math.sin(Math.toRadians(angle_deg));
        return angle_deg % 90 == 0 ? Math.rint(sine) + 0.0 : sine;
    }

    /** Whether a shape is its own mirror image in each of its frame's three planes. */
    private static boolean mirrored(Shape shape) {
        return switch (shape) {
            case Box _, Ellipsoid _, Cylinder _, Capsule _, Torus _ -> true;
            case Cone _, Mesh _, Placed _, Union _, Difference _ -> false;
        };
    }

    private static boolean right(double angle_deg) {
        return angle_deg % 90 == 0;
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                product[3 * i + j] = a[3 * i] * b[j] + a[3 * i + 1] * b[3 + j] + a[3 * i + 2] * b[6 + j] + 0.0;
            }
        }
        return product;
    }
}
