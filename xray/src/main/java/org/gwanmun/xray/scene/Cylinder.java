package org.gwanmun.xray.scene;

/** A circular cylinder along z with diameter and length in millimetres. */
public record Cylinder(double diameter, double length) implements Shape {
    @Override
    public double reach(double nx, double ny, double nz) {
        return (diameter * Math.hypot(nx, ny) + Math.abs(nz) * length) / 2;
    }

    @Override
    public void intersect(double ox, double oy, double oz, double dx, double dy, double dz, Intervals inside) {
        inside.clear();
        double radius = diameter / 2;
        double near = Double.NEGATIVE_INFINITY;
        double far = Double.POSITIVE_INFINITY;
        double a = dx * dx + dy * dy;
        if (a > 0) {
            double nearest = -(ox * dx + oy * dy) / a;
            double px = ox + nearest * dx;
            double py = oy + nearest * dy;
            double rest = radius * radius - px * px - py * py;
            if (rest <= 0) {
                return;
            }
            double half = Math.sqrt(rest / a);
            near = nearest - half;
            far = nearest + half;
        } else if (Math.hypot(ox, oy) >= radius) {
            return;
        }
        if (dz != 0) {
            double t0 = (-length / 2 - oz) / dz;
            double t1 = (length / 2 - oz) / dz;
            near = Math.max(near, Math.min(t0, t1));
            far = Math.min(far, Math.max(t0, t1));
        } else if (oz < -length / 2 || oz >= length / 2) { // the lower end belongs to it
            return;
        }
        inside.append(near, far);
    }

    @Override
    public Shape inner(double wall_mm) {
        return new Cylinder(Shape.room(diameter, wall_mm), Shape.room(length, wall_mm));
    }
}
