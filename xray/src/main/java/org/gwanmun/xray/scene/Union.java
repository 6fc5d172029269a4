package org.gwanmun.xray.scene;

import java.util.List;

/** All points that are in at least one part. */
public final class Union implements Shape {
    private final List<Shape> parts;
    private final Shape[] shapes;
    private final BoundsTree tree;
    private final Bounds bounds;

    /** Of at least one part. */
    public Union(List<Shape> parts) {
        this.parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a union needs at least one part");
        }
        shapes = this.parts.toArray(new Shape[0]);
        tree = BoundsTree.of(this.parts.stream().map(Shape::bounds).toList());
        bounds = this.parts.stream().map(Shape::bounds).reduce(Bounds::around).orElseThrow();
    }

    /** The parts, in no order that matters. */
    public List<Shape> parts() {
        return parts;
    }

    @Override
    public double reach(double nx, double ny, double nz) {
        double reach = Double.NEGATIVE_INFINITY;
        for (Shape part : shapes) {
            reach = Math.max(reach, part.reach(nx, ny, nz));
        }
        return reach;
    }

    @Override
    public Bounds bounds() {
        return bounds;
    }

    @Override
    public void intersect(double ox, double oy, double oz, double dx, double dy, double dz, Intervals inside) {
        inside.clear();
        BoundsTree.Met met = inside.met();
        tree.collect(ox, oy, oz, dx, dy, dz, met);
        Intervals part = inside.spare(0);
        Intervals sum = inside.spare(1);
        for (int i = 0; i < met.count; i++) {
            shapes[met.items[i]].intersect(ox, oy, oz, dx, dy, dz, part);
            if (part.count() > 0) {
                sum.setUnion(inside, part);
                inside.swap(sum);
            }
        }
    }

    @Override
    public Shape inner(double wall_mm) {
        throw new IllegalArgumentException("a union has no walls of its own; give its parts walls");
    }
}
