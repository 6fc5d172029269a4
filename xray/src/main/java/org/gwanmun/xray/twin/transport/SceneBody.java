package org.gwanmun.xray.twin.transport;

import java.util.List;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.scene.Segments;

/** The exact shapes of a scene. Air counts as nothing, as in {@link Scene}. */
public final class SceneBody implements Body {
    private static final String AIR = "air";
    private final Scene scene;
    private final boolean[] air;

    /** Of a scene. */
    public SceneBody(Scene scene) {
        this.scene = scene;
        air = new boolean[scene.materials().size()];
        for (int m = 0; m < air.length; m++) {
            air[m] = scene.materials().get(m).name().equals(AIR);
        }
    }

    @Override
    public List<Material> materials() {
        return scene.materials();
    }

    @Override
    public Tracer tracer() {
        return new SceneTracer();
    }

    private final class SceneTracer implements Tracer {
        private final Scene.Probe probe = scene.new Probe();
        private final Segments segments = probe.segments();
        private int at = -1;

        @Override
        public void follow(double ox, double oy, double oz, double dx, double dy, double dz) {
            probe.followPart(ox, oy, oz, dx, dy, dz, Double.POSITIVE_INFINITY);
            at = -1;
        }

        @Override
        public boolean next() {
            do {
                at++;
            } while (at < segments.count() && (segments.to(at) <= 0 || air[material()]));
            return at < segments.count();
        }

        @Override
        public double from_mm() {
            return Math.max(0, segments.from(at));
        }

        @Override
        public double to_mm() {
            return segments.to(at);
        }

        @Override
        public int material() {
            return scene.materialOf(segments.solid(at));
        }
    }
}
