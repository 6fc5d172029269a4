package org.gwanmun.xray.scene;

import java.util.List;

/** All points that are in at least one part. */
public record Union(List<Shape> parts) implements Shape {
    public Union {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a union needs at least one part");
        }
    }

    @Override
    public Bounds bounds() {
        return parts.stream().map(Shape::bounds).reduce(Bounds::around).orElseThrow();
    }

    @Override
    public void intersect(Ray ray, Intervals inside) {
        Intervals sum = new Intervals();
        Intervals part = new Intervals();
        Intervals both = new Intervals();
        for (Shape shape : parts) {
            shape.intersect(ray, part);
            both.setUnion(sum, part);
            Intervals free = sum;
            sum = both;
            both = free;
        }
        part.clear();
        inside.setUnion(sum, part);
    }

    @Override
    public Shape inner(double wall_mm) {
        throw new IllegalArgumentException("a union has no walls of its own; give its parts walls");
    }
}
