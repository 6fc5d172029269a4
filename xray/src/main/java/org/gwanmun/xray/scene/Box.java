package org.gwanmun.xray.scene;

/** A cuboid with full extents x, y, z in millimetres; also a sheet. */
public record Box(double x, double y, double z) implements Shape {
    @Override
    public Bounds bounds() {
        return Bounds.centred(x, y, z);
    }

    @Override
    public void intersect(Ray ray, Intervals inside, Workspace work) {
        inside.clear();
        double near = Double.NEGATIVE_INFINITY;
        double far = Double.POSITIVE_INFINITY;
        for (int axis = 0; axis < 3; axis++) {
            double o = axis == 0 ? ray.ox() : axis == 1 ? ray.oy() : ray.oz();
            double d = axis == 0 ? ray.dx() : axis == 1 ? ray.dy() : ray.dz();
            double half = (axis == 0 ? x : axis == 1 ? y : z) / 2;
            if (d == 0) {
                if (Math.abs(o) > half) {
                    return;
                }
                continue;
            }
            double a = (-half - o) / d;
            double b = (half - o) / d;
            near = Math.max(near, Math.min(a, b));
            far = Math.min(far, Math.max(a, b));
        }
        inside.append(near, far);
    }

    @Override
    public Shape inner(double wall_mm) {
        return new Box(Shape.room(x, wall_mm), Shape.room(y, wall_mm), Shape.room(z, wall_mm));
    }
}
