package org.gwanmun.xray.scene;

/**
 * A cuboid with full extents x, y, z in millimetres; also a sheet. Of two opposite faces the lower belongs to it: a line
 * within the common face of two touching boxes is in one of them, not in both or neither.
 */
public record Box(double x, double y, double z) implements Shape {
    @Override
    public double reach(double nx, double ny, double nz) {
        return (Math.abs(nx) * x + Math.abs(ny) * y + Math.abs(nz) * z) / 2;
    }

    @Override
    public void intersect(double ox, double oy, double oz, double dx, double dy, double dz, Intervals inside) {
        inside.clear();
        double near = Double.NEGATIVE_INFINITY;
        double far = Double.POSITIVE_INFINITY;
        if (dx != 0) {
            double middle = -ox / dx;
            double half = x / 2 / Math.abs(dx);
            near = middle - half;
            far = middle + half;
        } else if (ox < -x / 2 || ox >= x / 2) {
            return;
        }
        if (dy != 0) {
            double middle = -oy / dy;
            double half = y / 2 / Math.abs(dy);
            near = Math.max(near, middle - half);
            far = Math.min(far, middle + half);
        } else if (oy < -y / 2 || oy >= y / 2) {
            return;
        }
        if (dz != 0) {
            double middle = -oz / dz;
            double half = z / 2 / Math.abs(dz);
            near = Math.max(near, middle - half);
            far = Math.min(far, middle + half);
        } else if (oz < -z / 2 || oz >= z / 2) {
            return;
        }
        inside.append(near, far);
    }

    @Override
    public Shape inner(double wall_mm) {
        return new Box(Shape.room(x, wall_mm), Shape.room(y, wall_mm), Shape.room(z, wall_mm));
    }
}
