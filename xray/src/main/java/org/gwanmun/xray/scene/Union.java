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
    public void intersect(Ray ray, Intervals inside, Workspace work) {
        Intervals part = work.borrowSet();
        Intervals both = work.borrowSet();
        inside.clear();
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).intersect(ray, part, work);
            if (part.count() > 0) {
                both.setUnion(inside, part);
                inside.swap(both);
            }
        }
        work.returnSets(2);
    }

    @Override
    public Shape inner(double wall_mm) {
        throw new IllegalArgumentException("a union has no walls of its own; give its parts walls");
    }
}
