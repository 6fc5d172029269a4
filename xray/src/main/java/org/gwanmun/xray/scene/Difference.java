package org.gwanmun.xray.scene;

/** All points of one shape that are not in another. Its walls are those of the base; they and the room are cut like it. */
public record Difference(Shape base, Shape taken) implements Shape {
    @Override
    public double reach(double nx, double ny, double nz) {
        return base.reach(nx, ny, nz);
    }

    @Override
    public void intersect(double ox, double oy, double oz, double dx, double dy, double dz, Intervals inside) {
        Intervals whole = inside.spare(0);
        base.intersect(ox, oy, oz, dx, dy, dz, whole);
        if (whole.count() == 0) {
            inside.clear();
            return;
        }
        Intervals hole = inside.spare(1);
        taken.intersect(ox, oy, oz, dx, dy, dz, hole);
        inside.setDifference(whole, hole);
    }

    @Override
    public Shape inner(double wall_mm) {
        return new Difference(base.inner(wall_mm), taken);
    }
}
