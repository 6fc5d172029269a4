package org.gwanmun.xray.scene;

/** All points of one shape that are not in another. */
public record Difference(Shape base, Shape taken) implements Shape {
    @Override
    public Bounds bounds() {
        return base.bounds();
    }

    @Override
    public void intersect(Ray ray, Intervals inside, Workspace work) {
        Intervals whole = work.borrowSet();
        Intervals hole = work.borrowSet();
        base.intersect(ray, whole, work);
        if (whole.count() == 0) {
            inside.clear();
        } else {
            taken.intersect(ray, hole, work);
            inside.setDifference(whole, hole);
        }
        work.returnSets(2);
    }

    @Override
    public Shape inner(double wall_mm) {
        throw new IllegalArgumentException("a shape with something subtracted has no walls of its own");
    }
}
