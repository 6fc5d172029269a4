package org.gwanmun.xray.imaging;

import java.util.stream.IntStream;

/**
 * Steadies the effective atomic number for the eye: near the border of two bands noise would mottle one material in two
 * colours.
 *
 * <p>Each pixel gets the mean over 7 × 7 neighbours, then over 7 × 7 of those results three pixels apart, weighted by w = r ·
 * s(ΔA/α) · s(ΔZ/ζ) with s(x) = 1/(1 + x²)²: like attenuation, like material, and r = (A e^{−A/2})² for how well the ratio of two
 * energies is known there (too little stuff and too few photons both spoil it). α = 0.03 + 0.06 A + 0.002 A³, with A the greater
 * of the two and at most {@value #DEEP}, and ζ = 2.5 (1 + 0.05/A + (A/5)⁴) follow the noise of attenuation and of Z. A pixel is known if
 * neighbours that look like it are known by more than half of their weight, so that single unknown pixels do not speckle a
 * sheet, nor single lucky ones an opaque block. Maps that are measured or judged by never pass here.
 */
public final class ZeffForDisplay {
    private static final int RADIUS = 3;
    private static final int[] STEPS = {1, 3};
    private static final double DEEP = 7; // beyond, attenuation is mostly noise
    private static final double ALIKE_ZEFF = 2.5;
    private static final double LEAST_RELIABLE = 1e-6;

    private ZeffForDisplay() {}

    /** The same maps with a steadied effective atomic number. Not modified: maps. */
    public static ViewMaps steadied(ViewMaps maps) {
        float[] zeff = maps.zeff();
        for (int step : STEPS) {
            float[] from = zeff;
            float[] steady = new float[from.length];
            IntStream.range(0, maps.lines())
                    .parallel()
                    .forEach(line ->
                            steadyLine(maps.attenuation(), from, maps.lines(), maps.pixels(), line, step, steady));
            zeff = steady;
        }
        return new ViewMaps(
                maps.view(),
                maps.lines(),
                maps.pixels(),
                maps.linePitch_mm(),
                maps.pixelPitch_mm(),
                maps.attenuation(),
                maps.attenuationHigh(),
                zeff,
                maps.arealDensity_g_cm2(),
                maps.zeffSigma(),
                maps.arealSigma_g_cm2());
    }

    /** One line of the result. Modified: steady. */
    private static void steadyLine(
            float[] attenuation, float[] zeff, int lines, int pixels, int line, int step, float[] steady) {
        int reach = RADIUS * step;
        for (int pixel = 0; pixel < pixels; pixel++) {
            double here = Math.min(attenuation[line * pixels + pixel], DEEP);
            double own = zeff[line * pixels + pixel];
            double fifth = here / 5;
            double likeZeff = ALIKE_ZEFF * (1 + 0.05 / Math.max(here, 0.005) + fifth * fifth * fifth * fifth);
            double scaleZeff = Double.isNaN(own) ? 0 : 1 / likeZeff;
            double known = 0;
            double unknown = 0;
            double weights = 0;
            double sum = 0;
            for (int y = line - reach; y <= line + reach; y += step) {
                if (y < 0 || y >= lines) {
                    continue;
                }
                for (int x = pixel - reach; x <= pixel + reach; x += step) {
                    if (x < 0 || x >= pixels) {
                        continue;
                    }
                    double a = Math.min(attenuation[y * pixels + x], DEEP);
                    double z = zeff[y * pixels + x];
                    double deeper = Math.max(a, here);
                    double da = (a - here) / (0.03 + 0.06 * deeper + 0.002 * deeper * deeper * deeper);
                    double s = 1 / (1 + da * da);
                    s *= s;
                    if (Double.isNaN(z)) {
                        unknown += s;
                    } else {
                        known += s;
                        double dz = Double.isNaN(own) ? 0 : (z - own) * scaleZeff;
                        double like = 1 / (1 + dz * dz);
                        double r = a * Math.exp(-a / 2);
                        double w = s * like * like * (r * r + LEAST_RELIABLE);
                        weights += w;
                        sum += w * z;
                    }
                }
            }
            steady[line * pixels + pixel] = known > unknown ? (float) (sum / weights) : Float.NaN;
        }
    }
}
