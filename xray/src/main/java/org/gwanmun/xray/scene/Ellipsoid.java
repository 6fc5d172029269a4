package org.gwanmun.xray.scene;

/** An ellipsoid with diameters x, y, z in millimetres. Its wall is the difference to the ellipsoid with 2 w less. */
public record Ellipsoid(double x, double y, double z) implements Shape {
    @Override
    public double reach(double nx, double ny, double nz) {
        return Math.sqrt(nx * nx * x * x + ny * ny * y * y + nz * nz * z * z) / 2;
    }

    @Override
    public void intersect(double ox, double oy, double oz, double dx, double dy, double dz, Intervals inside) {
        inside.clear();
        // Scaled so that the ellipsoid is the unit sphere.
        double sx = 2 / x;
        double sy = 2 / y;
        double sz = 2 / z;
        double ux = dx * sx;
        double uy = dy * sy;
        double uz = dz * sz;
        double a = ux * ux + uy * uy + uz * uz;
        double nearest = -(ox * sx * ux + oy * sy * uy + oz * sz * uz) / a;
        // From the point of closest approach, where cancellation of large distances cannot spoil the root.
        double px = ox * sx + nearest * ux;
        double py = oy * sy + nearest * uy;
        double pz = oz * sz + nearest * uz;
        double rest = 1 - (px * px + py * py + pz * pz);
        if (rest > 0) {
            double half = Math.sqrt(rest / a);
            inside.append(nearest - half, nearest + half);
        }
    }

    @Override
    public Shape inner(double wall_mm) {
        return new Ellipsoid(Shape.room(x, wall_mm), Shape.room(y, wall_mm), Shape.room(z, wall_mm));
    }
}
