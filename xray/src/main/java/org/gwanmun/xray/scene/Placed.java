package org.gwanmun.xray.scene;

/**
 * A shape turned by Rx·Ry·Rz about its centre and then moved: a point v of the shape's frame comes to R v + (x, y, z).
 *
 * @param shape in its own frame
 * @param rotation row-major 3 × 3 rotation matrix R
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
        double a = Math.toRadians(rotate_deg[0]);
        double b = Math.toRadians(rotate_deg[1]);
        double c = Math.toRadians(rotate_deg[2]);
        double[] rx = {1, 0, 0, 0, Math.cos(a), -Math.sin(a), 0, Math.sin(a), Math.cos(a)};
        double[] ry = {Math.cos(b), 0, Math.sin(b), 0, 1, 0, -Math.sin(b), 0, Math.cos(b)};
        double[] rz = {Math.cos(c), -Math.sin(c), 0, Math.sin(c), Math.cos(c), 0, 0, 0, 1};
        return new Placed(shape, product(rx, product(ry, rz)), x, y, z);
    }

    @Override
    public Bounds bounds() {
        // Exact for a box; a safe hull for the others.
        Bounds b = shape.bounds();
        double[] centre = turned((b.x0() + b.x1()) / 2, (b.y0() + b.y1()) / 2, (b.z0() + b.z1()) / 2);
        double hx = (b.x1() - b.x0()) / 2;
        double hy = (b.y1() - b.y0()) / 2;
        double hz = (b.z1() - b.z0()) / 2;
        double[] half = new double[3];
        for (int i = 0; i < 3; i++) {
            half[i] = Math.abs(rotation[3 * i]) * hx
                    + Math.abs(rotation[3 * i + 1]) * hy
                    + Math.abs(rotation[3 * i + 2]) * hz;
        }
        return new Bounds(
                x + centre[0] - half[0],
                y + centre[1] - half[1],
                z + centre[2] - half[2],
                x + centre[0] + half[0],
                y + centre[1] + half[1],
                z + centre[2] + half[2]);
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

    private double[] turned(double vx, double vy, double vz) {
        double[] r = rotation;
        return new double[] {
            r[0] * vx + r[1] * vy + r[2] * vz, r[3] * vx + r[4] * vy + r[5] * vz, r[6] * vx + r[7] * vy + r[8] * vz
        };
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                product[3 * i + j] = a[3 * i] * b[j] + a[3 * i + 1] * b[3 + j] + a[3 * i + 2] * b[6 + j];
            }
        }
        return product;
    }
}
