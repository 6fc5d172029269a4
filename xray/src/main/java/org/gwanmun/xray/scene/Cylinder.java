package org.gwanmun.xray.scene;

/** A circular cylinder along z with diameter and length in millimetres. */
public record Cylinder(double diameter, double length) implements Shape {
    @Override
    public Bounds bounds() {
        return Bounds.centred(diameter, diameter, length);
    }

    @Override
    public void intersect(Ray ray, Intervals inside, Workspace work) {
        inside.clear();
        double radius = diameter / 2;
        double near = Double.NEGATIVE_INFINITY;
        double far = Double.POSITIVE_INFINITY;
        double a = ray.dx() * ray.dx() + ray.dy() * ray.dy();
        if (a > 0) {
            double nearest = -(ray.ox() * ray.dx() + ray.oy() * ray.dy()) / a;
            double px = ray.ox() + nearest * ray.dx();
            double py = ray.oy() + nearest * ray.dy();
            double rest = radius * radius - px * px - py * py;
            if (rest <= 0) {
                return;
            }
            double half = Math.sqrt(rest / a);
            near = nearest - half;
            far = nearest + half;
        } else if (Math.hypot(ray.ox(), ray.oy()) >= radius) {
            return;
        }
        if (ray.dz() != 0) {
            double t0 = (-length / 2 - ray.oz()) / ray.dz();
            double t1 = (length / 2 - ray.oz()) / ray.dz();
            near = Math.max(near, Math.min(t0, t1));
            far = Math.min(far, Math.max(t0, t1));
        } else if (Math.abs(ray.oz()) >= length / 2) {
            return;
        }
        inside.append(near, far);
    }

    @Override
    public Shape inner(double wall_mm) {
        return new Cylinder(Shape.room(diameter, wall_mm), Shape.room(length, wall_mm));
    }
}
