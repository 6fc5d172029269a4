package org.gwanmun.xray.scene;

/** An ellipsoid with diameters x, y, z in millimetres. Its wall is the difference to the ellipsoid with 2 w less. */
public record Ellipsoid(double x, double y, double z) implements Shape {
    @Override
    public Bounds bounds() {
        return Bounds.centred(x, y, z);
    }

    @Override
    public void intersect(Ray ray, Intervals inside, Workspace work) {
        inside.clear();
        double ox = 2 * ray.ox() / x;
        double oy = 2 * ray.oy() / y;
        double oz = 2 * ray.oz() / z;
        double dx = 2 * ray.dx() / x;
        double dy = 2 * ray.dy() / y;
        double dz = 2 * ray.dz() / z;
        double a = dx * dx + dy * dy + dz * dz;
        double nearest = -(ox * dx + oy * dy + oz * dz) / a;
        // From the point of closest approach, where cancellation of large distances cannot spoil the root.
        double px = ox + nearest * dx;
        double py = oy + nearest * dy;
        double pz = oz + nearest * dz;
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
