package org.gwanmun.xray.twin.transport;

import java.util.List;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.scene.Intervals;
import org.gwanmun.xray.scene.Shape;

/** One shape of one material, whatever the material: a {@link SceneBody} leaves air out. */
public final class ShapeBody implements Body {
    private final Shape shape;
    private final Material material;

    /** Of a shape. */
    public ShapeBody(Shape shape, Material material) {
        this.shape = shape;
        this.material = material;
    }

    @Override
    public List<Material> materials() {
        return List.of(material);
    }

    @Override
    public Tracer tracer() {
        return new ShapeTracer();
    }

    private final class ShapeTracer implements Tracer {
        private final Intervals inside = new Intervals();
        private int at = -1;

        @Override
        public void follow(double ox, double oy, double oz, double dx, double dy, double dz) {
            shape.intersect(ox, oy, oz, dx, dy, dz, inside);
            at = -1;
        }

        @Override
        public boolean next() {
            do {
                at++;
            } while (at < inside.count() && inside.to(at) <= 0);
            return at < inside.count();
        }

        @Override
        public double from_mm() {
            return Math.max(0, inside.from(at));
        }

        @Override
        public double to_mm() {
            return inside.to(at);
        }

        @Override
        public int material() {
            return 0;
        }
    }
}
