package org.gwanmun.xray.twin.scatter;

import java.util.List;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.scene.Segments;

/** What lies between two points of a scene; one thread's working memory. */
final class WayOut {
    private static final String AIR = "air";

    private final Scene scene;
    private final Scene.Probe probe;
    private final Segments segments;
    private final double[][] muRho_cm2_g;
    private final double[] perMm_g_cm2;
    private final boolean[] air;
    private final double[] areal_g_cm2;
    private final int[] met;
    private int count;

    WayOut(Scene scene) {
        this.scene = scene;
        probe = scene.new Probe();
        segments = probe.segments();
        List<Material> materials = scene.materials();
        muRho_cm2_g = new double[materials.size()][];
        perMm_g_cm2 = new double[materials.size()];
        air = new boolean[materials.size()];
        areal_g_cm2 = new double[materials.size()];
        met = new int[materials.size()];
        for (int m = 0; m < materials.size(); m++) {
            muRho_cm2_g[m] = CrossSections.table(materials.get(m).composition());
            perMm_g_cm2[m] = materials.get(m).density_g_cm3() / 10;
            air[m] = materials.get(m).name().equals(AIR);
        }
    }

    /** Gathers what lies from (x, y, z) along d, |d| = 1, for a length. */
    void follow(double x, double y, double z, double dx, double dy, double dz, double length_mm) {
        for (int i = 0; i < count; i++) {
            areal_g_cm2[met[i]] = 0;
        }
        count = 0;
        probe.followPart(x, y, z, dx, dy, dz, length_mm);
        for (int i = 0; i < segments.count(); i++) {
            double from = Math.max(0, segments.from(i));
            double to = Math.min(length_mm, segments.to(i));
            int material = scene.materialOf(segments.solid(i));
            if (to > from && !air[material]) {
                if (areal_g_cm2[material] == 0) {
                    met[count++] = material;
                }
                areal_g_cm2[material] += (to - from) * perMm_g_cm2[material];
            }
        }
    }

    /** Its optical depth for a bin of the spectrum. */
    double depth(int bin) {
        double depth = 0;
        for (int i = 0; i < count; i++) {
            depth += areal_g_cm2[met[i]] * muRho_cm2_g[met[i]][bin];
        }
        return depth;
    }

    /** How many materials it meets. */
    int count() {
        return count;
    }

    /** The i-th of them. */
    int met(int i) {
        return met[i];
    }

    /** How much of it, in g/cm². */
    double areal_g_cm2(int i) {
        return areal_g_cm2[met[i]];
    }

    /** Pieces of the last way, and perhaps of the line beyond its ends. */
    Segments segments() {
        return segments;
    }

    int materialOf(int piece) {
        return scene.materialOf(segments.solid(piece));
    }

    int objectOf(int piece) {
        return scene.objectOf(segments.solid(piece));
    }

    boolean isAir(int material) {
        return air[material];
    }

    double perMm_g_cm2(int material) {
        return perMm_g_cm2[material];
    }

    double[] muRho_cm2_g(int material) {
        return muRho_cm2_g[material];
    }
}
