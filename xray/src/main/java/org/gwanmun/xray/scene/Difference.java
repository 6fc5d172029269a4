package org.gwanmun.xray.scene;

/** All points of one shape that are not in another. */
public record Difference(Shape base, Shape taken) implements Shape {
    @Override
    public Bounds bounds() {
        return base.bounds();
    }

    @Override
    public void intersect(Ray ray, Intervals inside) {
        Intervals whole = new Intervals();
        Intervals hole = new Intervals();
        base.intersect(ray, whole);
        taken.intersect(ray, hole);
        inside.setDifference(whole, hole);
    }

    @Override
    public Shape inner(double wall_mm) {
        throw new IllegalArgumentException("a shape with something subtracted has no walls of its own");
    }
}
