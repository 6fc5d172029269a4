package org.gwanmun.xray.twin.transport;

import java.util.List;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.Material;

/** Flat layers of finite width, from z = 0 upwards; x and y within ± half of the width. */
public final class StackBody implements Body {
    private final List<Material> materials;
    private final double[] boundary_mm;
    private final double half_mm;

    /** Layers in the order of rising z. */
    public StackBody(List<ScannerProfile.Layer> layers, double width_mm) {
        materials = layers.stream().map(ScannerProfile.Layer::material).toList();
        half_mm = width_mm / 2;
        boundary_mm = new double[layers.size() + 1];
        for (int i = 0; i < layers.size(); i++) {
            boundary_mm[i + 1] = boundary_mm[i] + layers.get(i).thickness_mm();
        }
    }

    @Override
    public List<Material> materials() {
        return materials;
    }

    @Override
    public Tracer tracer() {
        return new StackTracer();
    }

    private final class StackTracer implements Tracer {
        private double startZ;
        private double slope;
        private double enter;
        private double leave;
        private int layer;
        private double from;
        private double to;

        @Override
        public void follow(double ox, double oy, double oz, double dx, double dy, double dz) {
            startZ = oz;
            slope = dz;
            enter = 0;
            leave = Double.POSITIVE_INFINITY;
            clip(ox, dx);
            clip(oy, dy);
            layer = dz >= 0 ? -1 : materials.size();
        }

        private void clip(double o, double d) {
            if (d == 0) {
                leave = Math.abs(o) > half_mm ? -1 : leave;
                return;
            }
            double a = (-half_mm - o) / d;
            double b = (half_mm - o) / d;
            enter = Math.max(enter, Math.min(a, b));
            leave = Math.min(leave, Math.max(a, b));
        }

        @Override
        public boolean next() {
            while (true) {
                layer += slope >= 0 ? 1 : -1;
                if (layer < 0 || layer >= materials.size()) {
                    return false;
                }
                double low = boundary_mm[layer] - startZ;
                double high = boundary_mm[layer + 1] - startZ;
                if (slope == 0) {
                    from = low <= 0 && high > 0 ? enter : leave;
                    to = leave;
                } else {
                    from = Math.max(enter, Math.min(low / slope, high / slope));
                    to = Math.min(leave, Math.max(low / slope, high / slope));
                }
                if (to > from) {
                    return true;
                }
            }
        }

        @Override
        public double from_mm() {
            return from;
        }

        @Override
        public double to_mm() {
            return to;
        }

        @Override
        public int material() {
            return layer;
        }
    }
}
