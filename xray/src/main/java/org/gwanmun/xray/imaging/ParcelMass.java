package org.gwanmun.xray.imaging;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.xray.machine.ScannerProfile;

/**
 * A parcel's mass from its areal densities. A fan magnifies, so a gram near the source covers more pixels: with a the areal
 * density along the ray, θ its angle, p and l the pixel and line pitch, D the distance source–detectors,
 *
 * <pre>  K = Σ a cos θ · l · p/D = ∫ dm / depth   ⇒   m = K · depth of the parcel's centroid</pre>
 *
 * One view does not show the depth: it follows from the dimensioner's height, as things lie on the belt and settle
 * ({@link #SETTLED} of the height), or else from the tunnel's. A second view shows it: each view's centroid gives the other
 * one its depth.
 *
 * <p>Where every view has an opaque place (nothing gets through, {@link #BLACK}), or pixels too noisy to be read that may
 * hide more than {@link #HIDDEN} of the mass, no mass is given, only what the parcel weighs at least.
 */
final class ParcelMass {
    /** Where the centroid of a parcel's mass lies, of its height. */
    private static final double SETTLED = 0.45;

    /** All but one parcel in forty have it above this. */
    private static final double SETTLED_LEAST = 0.25;

    /** All but one parcel in forty have it below this. */
    private static final double SETTLED_MOST = 0.62;

    /** Centroid of a parcel of unknown height, of the tunnel's height, and the highest. */
    private static final double UNKNOWN = 0.12;

    private static final double UNKNOWN_MOST = 0.45;

    /**
     * Above this Zeff and below {@link #METAL_Z} a ray met minerals and plastics with chlorine, or metal over organic matter,
     * of which a gram holds up to a seventh more electrons than assumed: iron over sugar is measured 5–15 % too heavy.
     */
    private static final double MIXED_Z = 11;

    private static final double METAL_Z = 24;
    private static final double MIXED_TOO_HEAVY = 0.16;

    /** Spread of electrons per gram among what parcels hold, as it remains in a parcel of several things. */
    private static final double MATERIAL_SIGMA = 0.016;

    /** What metal edge-on may hide of a parcel that is opaque in another view. */
    private static final double EDGE_ON = 0.1;

    private static final double CALIBRATION_SIGMA = 0.006; // wedge, gain, drift, angle
    private static final double DEEP_G_CM2 = 2; // without Zeff and more than this: only the high channel got through
    private static final double BELT_SIGMA_G_CM2 = 0.001; // what drift leaves on an empty belt

    private static final double BLACK = 5.8; // −ln 0.003, high channel

    /** Share of the mass that pixels too noisy to be read may hide, and what such a pixel hides at least. */
    private static final double HIDDEN = 0.005;

    private static final double OPAQUE_G_CM2 = 15;

    private ParcelMass() {}

    /** What is known of the mass. */
    record Estimate(Optional<Inspection.Mass> mass, double atLeast_g) {}

    /**
     * @param perDepth K
     * @param mixedPerDepth the part of K that may be too heavy
     * @param errorPerDepth what photon noise and unknown metals leave open, one standard deviation, wholly correlated
     * @param windowPerDepth area that was summed over, in cm² per mm of depth
     */
    private record Sum(
            ScannerProfile.View geometry,
            double perDepth,
            double mixedPerDepth,
            double errorPerDepth,
            double windowPerDepth,
            double pixelCentroid,
            boolean opaque) {}

    /** From every view whose geometry is known. */
    static Estimate estimate(ScannerProfile profile, OptionalDouble height_mm, List<ViewMaps> views) {
        List<Sum> sums = views.stream()
                .flatMap(maps -> profile.view(maps.view()).map(v -> sum(v, maps)).stream())
                .toList();
        Optional<Sum> down = sums.stream().filter(s -> s.geometry.throughBelt()).findFirst();
        Optional<Sum> across =
                sums.stream().filter(s -> !s.geometry.throughBelt()).findFirst();
        Inspection.Mass mass = down.isPresent() && across.isPresent()
                ? fromBoth(down.get(), across.get())
                : fromOne(profile, height_mm, sums.getFirst());
        boolean hidden = sums.stream().allMatch(Sum::opaque);
        return new Estimate(hidden ? Optional.empty() : Optional.of(mass), mass.low_g());
    }

    /** Whether nothing at all gets through somewhere: two neighbours unknown, and not only because few photons were counted. */
    private static boolean black(ViewMaps maps) {
        float[] areal = maps.arealDensity_g_cm2();
        for (int i = 1; i < areal.length; i++) {
            if (Float.isNaN(areal[i])
                    && Float.isNaN(areal[i - 1])
                    && Math.min(maps.attenuationHigh()[i], maps.attenuationHigh()[i - 1]) > BLACK) {
                return true;
            }
        }
        return false;
    }

    private static Sum sum(ScannerProfile.View geometry, ViewMaps maps) {
        ViewMaps.Window window = maps.parcelWindow(6);
        double all = 0;
        double mixed = 0;
        double deep = 0;
        double moment = 0;
        int opaque = 0;
        for (int p = window.firstPixel(); p < window.firstPixel() + window.pixels(); p++) {
            double cos = 1 / geometry.slant(p);
            double column = 0;
            for (int line = window.firstLine(); line < window.firstLine() + window.lines(); line++) {
                int i = line * maps.pixels() + p;
                float a = maps.arealDensity_g_cm2()[i];
                opaque += Float.isNaN(a) ? 1 : 0;
                if (!Float.isNaN(a)) {
                    column += a * cos;
                    float z = maps.zeff()[i];
                    mixed += z > MIXED_Z && z < METAL_Z ? a * cos : 0;
                    deep += Float.isNaN(z) && a > DEEP_G_CM2 ? maps.arealSigma_g_cm2()[i] * cos : 0;
                }
            }
            all += column;
            moment += column * p;
        }
        double scale = maps.linePitch_mm()
                * geometry.detector().pitch_mm()
                / geometry.sourceToDetector_mm()
                / 100; // mm² → cm², and per mm of depth
        double centroid = all > 0 ? moment / all : maps.pixels() / 2.0;
        return new Sum(
                geometry,
                all * scale,
                mixed * scale,
                deep * scale,
                window.lines() * (double) window.pixels() * scale,
                centroid,
                opaque * OPAQUE_G_CM2 > HIDDEN * all || black(maps));
    }

    private static Inspection.Mass fromOne(ScannerProfile profile, OptionalDouble height_mm, Sum sum) {
        double height = height_mm.orElse(profile.tunnelHeight_mm());
        boolean known = height_mm.isPresent();
        double middle = height * (known ? SETTLED : UNKNOWN);
        double least = height * (known ? SETTLED_LEAST : 0);
        double most = height * (known ? SETTLED_MOST : UNKNOWN_MOST);
        ScannerProfile.View v = sum.geometry;
        if (!v.throughBelt()) { // from the side: the centroid is near the middle of the belt
            double spread = profile.tunnelWidth_mm() / 6;
            return mass(sum, v.depth_mm(0, middle), v.depth_mm(-spread, middle), v.depth_mm(spread, middle));
        }
        return mass(sum, v.depth_mm(0, middle), v.depth_mm(0, most), v.depth_mm(0, least));
    }

    private static Inspection.Mass mass(Sum sum, double depth, double one, double other) {
        double low = sum.perDepth * Math.min(one, other) - MIXED_TOO_HEAVY * sum.mixedPerDepth * depth;
        double high = sum.perDepth * Math.max(one, other);
        double sigma = Math.hypot(MATERIAL_SIGMA, CALIBRATION_SIGMA);
        double slack = 2
                * Math.hypot(
                        Math.hypot(sigma * sum.perDepth, sum.errorPerDepth) * depth,
                        BELT_SIGMA_G_CM2 * sum.windowPerDepth * depth);
        return new Inspection.Mass(Math.max(0, sum.perDepth * depth), Math.max(0, low - slack), high + slack);
    }

    private static Inspection.Mass fromBoth(Sum down, Sum across) {
        double y = 0;
        double z = 0;
        for (int i = 0; i < 6; i++) { // each view's centroid places the other's
            double[] seenDown = at(down, down.geometry.depth_mm(y, z));
            y = seenDown[0];
            double[] seenAcross = at(across, across.geometry.depth_mm(y, z));
            z = seenAcross[1];
        }
        double depthDown = down.geometry.depth_mm(y, z);
        double depthAcross = across.geometry.depth_mm(y, z);
        Inspection.Mass a = mass(down, depthDown, 0.99 * depthDown, 1.01 * depthDown);
        Inspection.Mass b = mass(across, depthAcross, 0.99 * depthAcross, 1.01 * depthAcross);
        if (down.opaque != across.opaque) {
            // What one view hides the other one shows, though thin metal edge-on hides in the average of a pixel too:
            // the
            // parcel weighs no less than what the first view measured beside its opaque part.
            Inspection.Mass seen = down.opaque ? b : a;
            Inspection.Mass atLeast = down.opaque ? a : b;
            return new Inspection.Mass(
                    Math.max(seen.mass_g(), atLeast.mass_g()),
                    Math.min(seen.low_g(), atLeast.low_g()),
                    (1 + EDGE_ON) * Math.max(seen.high_g(), atLeast.high_g()));
        }
        return new Inspection.Mass(
                (a.mass_g() + b.mass_g()) / 2, Math.min(a.low_g(), b.low_g()), Math.max(a.high_g(), b.high_g()));
    }

    /** The point at this depth on the ray to the view's centroid. */
    private static double[] at(Sum sum, double depth) {
        ScannerProfile.View v = sum.geometry;
        double share = depth / v.sourceToDetector_mm();
        double y = v.source().y_mm()
                + share * (v.pixelY_mm(sum.pixelCentroid) - v.source().y_mm());
        double z = v.source().z_mm()
                + share * (v.pixelZ_mm(sum.pixelCentroid) - v.source().z_mm());
        return new double[] {y, z};
    }
}
