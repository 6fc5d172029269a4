package org.gwanmun.xray.imaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.MachineMessage;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;

/**
 * The whole way from a raw scan to maps: correction, noise filter, decomposition, mass. Thread-safe; tables are made once
 * for a calibration.
 */
public final class ImagingPipeline {
    private static final int FILTER_RADIUS = 3;
    private static final double OPAQUE_SIGMAS = 4; // a filtered signal below this many σ is no signal
    private static final double OPAQUE_TRANSMISSION = 0.0015; // deeper than any wedge step
    private static final double THIN_SIGMAS = 6; // an attenuation below this many σ has no ratio worth naming
    private static final double LIMIT_OPAQUE = 0.01; // of the raster; beyond, a mass would be a guess
    private static final int NEAR = 5; // pixels around an opaque one that tell how much it hides at least
    // Above this Zeff a ray met either minerals and metals (0.47–0.48 mol electrons a gram, as assumed) or metal over
    // organic
    // matter (0.53–0.57): iron over polyethylene or sugar was measured 5–15 % too heavy, iron over aluminium within 1
    // %.
    private static final double MIXED_Z = 11;
    private static final double MIXED_TOO_HEAVY = 0.13;
    private static final double CALIBRATION_SIGMA = 0.02; // of mass, from wedge, gain and angle

    private final ScannerProfile profile;
    private final Optional<Calibration> shipped;
    private final Map<String, Decomposition> shippedTables = new HashMap<>();

    private ImagingPipeline(ScannerProfile profile) {
        this.profile = profile;
        this.shipped = Calibration.shipped(profile.name());
        shipped.ifPresent(calibration ->
                calibration.views().forEach(wedge -> shippedTables.put(wedge.view(), new Decomposition(wedge))));
    }

    /** The pipeline of a machine with its shipped calibration. */
    public static ImagingPipeline forProfile(ScannerProfile profile) {
        return new ImagingPipeline(profile);
    }

    /**
     * Processes a scan.
     *
     * @throws Refusal if the scan lacks a view, an air scan or a partner channel, or brings another machine's calibration
     */
    public Inspection process(RawScan scan) {
        scan.calibration().ifPresent(own -> {
            if (!own.scanner().equals(scan.scanner())) {
                throw Refusal.badInput(MachineMessage.WRONG_CALIBRATION, own.scanner(), scan.scanner());
            }
        });
        Map<String, Double> timings = new LinkedHashMap<>();
        List<Said> notes = new ArrayList<>();
        if (scan.calibration().isEmpty() && shipped.isEmpty()) {
            notes.add(Said.of(MachineMessage.NO_CALIBRATION, scan.scanner()));
        }
        List<ViewMaps> views = new ArrayList<>();
        List<MassEstimate> masses = new ArrayList<>();
        for (RawScan.Channel low : scan.channels()) {
            if (low.name().endsWith("/low")) {
                String view = low.name().substring(0, low.name().length() - "/low".length());
                RawScan.Channel high = scan.channel(view + "/high")
                        .orElseThrow(
                                () -> Refusal.badInput(ImagingMessage.CHANNEL_MISSING, view + "/high", low.name()));
                processView(scan, view, low, high, views, masses, notes, timings);
            }
        }
        if (views.isEmpty()) {
            throw Refusal.badInput(ImagingMessage.NO_VIEWS);
        }
        notes.add(Said.of(ImagingMessage.NO_DETECTOR));
        Optional<Inspection.Mass> mass =
                masses.isEmpty() ? Optional.empty() : masses.getFirst().mass(notes);
        return new Inspection(scan.id(), scan.scanner(), scan.height_mm(), views, mass, notes, timings);
    }

    private void processView(
            RawScan scan,
            String view,
            RawScan.Channel lowChannel,
            RawScan.Channel highChannel,
            List<ViewMaps> views,
            List<MassEstimate> masses,
            List<Said> notes,
            Map<String, Double> timings) {
        if (lowChannel.scan().width() != highChannel.scan().width()
                || lowChannel.scan().height() != highChannel.scan().height()) {
            throw Refusal.badInput(
                    MachineMessage.SIZE_DISAGREES,
                    highChannel.name(),
                    highChannel.scan().width(),
                    highChannel.scan().height(),
                    lowChannel.scan().width(),
                    lowChannel.scan().height());
        }
        long start = System.nanoTime();
        Normalisation low = Normalisation.of(lowChannel);
        Normalisation high = Normalisation.of(highChannel);
        int dead = Math.max(low.deadPixels, high.deadPixels);
        if (dead > 0) {
            notes.add(Said.of(ImagingMessage.DEAD_PIXELS, percent(dead / (double) low.pixels)));
        }
        start = lap(timings, "correct", start);
        NoiseFilter.Filtered filtered = NoiseFilter.apply(low, high, FILTER_RADIUS);
        NoiseFilter.Filtered light = NoiseFilter.apply(low, high, 1);
        start = lap(timings, "filter", start);
        ScannerProfile.View geometry = profile.views().stream()
                .filter(v -> v.name().equals(view))
                .findFirst()
                .orElse(profile.views().getFirst());
        double middle_mm = scan.height_mm().orElse(profile.tunnelHeight_mm() / 2) / 2;
        double pitch = geometry.pixelPitch_mm(middle_mm);
        int n = low.transmission.length;
        float[] attenuation = new float[n];
        float[] attenuationHigh = new float[n];
        float[] zeff = new float[n];
        float[] areal = new float[n];
        Optional<Decomposition> table = decomposition(scan, view, notes);
        int opaque = 0;
        for (int i = 0; i < n; i++) {
            double tl = filtered.low()[i];
            double th = filtered.high()[i];
            double sigmaLow = Math.sqrt(filtered.varianceLow()[i]);
            double sigmaHigh = Math.sqrt(filtered.varianceHigh()[i]);
            attenuation[i] = shown(light.low()[i]);
            attenuationHigh[i] = shown(light.high()[i]);
            zeff[i] = Float.NaN;
            areal[i] = Float.NaN;
            if (tl < Math.max(OPAQUE_TRANSMISSION, OPAQUE_SIGMAS * sigmaLow) || th < OPAQUE_SIGMAS * sigmaHigh) {
                opaque++;
                attenuation[i] = tl < OPAQUE_TRANSMISSION ? ViewMaps.OPAQUE : attenuation[i];
            } else if (table.isPresent()) {
                double al = -Math.log(tl);
                double ah = -Math.log(th);
                boolean thin = ah < THIN_SIGMAS * sigmaHigh / th || al < THIN_SIGMAS * sigmaLow / tl;
                if (thin) {
                    areal[i] = (float) table.get().arealAsOrganic_g_cm2(ah);
                } else {
                    zeff[i] = (float) table.get().zeff(al, ah);
                    areal[i] = (float) table.get().areal_g_cm2(al, ah);
                }
            }
        }
        lap(timings, "decompose", start);
        if (table.isPresent()) {
            masses.add(
                    new MassEstimate(geometry, profile, scan.height_mm(), low.lines, low.pixels, areal, zeff, opaque));
        }
        views.add(new ViewMaps(
                view,
                low.lines,
                low.pixels,
                lowChannel.linePitch_mm(),
                pitch,
                attenuation,
                attenuationHigh,
                zeff,
                areal));
    }

    private Optional<Decomposition> decomposition(RawScan scan, String view, List<Said> notes) {
        Optional<Decomposition> table = scan.calibration().isPresent()
                ? scan.calibration().get().view(view).map(Decomposition::new)
                : Optional.ofNullable(shippedTables.get(view));
        if (table.isEmpty() && (scan.calibration().isPresent() || shipped.isPresent())) {
            notes.add(Said.of(ImagingMessage.NO_VIEW_IN_CALIBRATION, view));
        }
        return table;
    }

    private static float shown(double transmission) {
        return (float) Math.clamp(-Math.log(Math.max(transmission, 1e-6)), 0, ViewMaps.OPAQUE);
    }

    private static long lap(Map<String, Double> timings, String stage, long start) {
        long now = System.nanoTime();
        timings.merge(stage, (now - start) / 1e6, Double::sum);
        return now;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /**
     * Mass from one view: m = Σ areal · cos θ · (line pitch) · (pixel width at height z), with z unknown within the parcel.
     */
    private record MassEstimate(
            ScannerProfile.View view,
            ScannerProfile profile,
            OptionalDouble height_mm,
            int lines,
            int pixels,
            float[] areal,
            float[] zeff,
            int opaque) {
        Optional<Inspection.Mass> mass(List<Said> notes) {
            if (opaque > 0) {
                notes.add(Said.of(ImagingMessage.OPAQUE, percent(opaque / (double) areal.length)));
            }
            if (opaque > LIMIT_OPAQUE * areal.length) {
                notes.add(Said.of(ImagingMessage.MASS_HIDDEN));
                return Optional.empty();
            }
            if (height_mm.isEmpty()) {
                notes.add(Said.of(ImagingMessage.HEIGHT_UNKNOWN));
            }
            double height = height_mm.orElse(profile.tunnelHeight_mm());
            // The centroid of mass lies within a fifth of the height from the middle in all but rare parcels.
            double lowest = height_mm.isPresent() ? 0.7 * height : height;
            double highest = height_mm.isPresent() ? 0.3 * height : 0;
            float[] deepest = deepestNear();
            return Optional.of(new Inspection.Mass(
                    at(height / 2, deepest, 1.5, 1),
                    at(lowest, deepest, 1, 1 - MIXED_TOO_HEAVY) * (1 - 2 * CALIBRATION_SIGMA),
                    at(highest, deepest, 5, 1) * (1 + 2 * CALIBRATION_SIGMA)));
        }

        /** For each opaque pixel the deepest areal density that was still measured near it: what it hides is at least that. */
        private float[] deepestNear() {
            float[] deepest = new float[areal.length];
            for (int i = 0; i < areal.length; i++) {
                if (!Float.isNaN(areal[i])) {
                    continue;
                }
                int line = i / pixels;
                int pixel = i % pixels;
                for (int y = Math.max(0, line - NEAR); y <= Math.min(lines - 1, line + NEAR); y++) {
                    for (int x = Math.max(0, pixel - NEAR); x <= Math.min(pixels - 1, pixel + NEAR); x++) {
                        float known = areal[y * pixels + x];
                        deepest[i] = known > deepest[i] ? known : deepest[i];
                    }
                }
            }
            return deepest;
        }

        private double at(double z_mm, float[] deepest, double hiddenFactor, double mixedFactor) {
            ScannerProfile.Source source = view.source();
            ScannerProfile.Detector d = view.detector();
            double mass = 0;
            for (int pixel = 0; pixel < pixels; pixel++) {
                double y = d.y0_mm() + (pixel + 0.5) / pixels * (d.y1_mm() - d.y0_mm());
                double z = d.z0_mm() + (pixel + 0.5) / pixels * (d.z1_mm() - d.z0_mm());
                double cos = Math.abs(z - source.z_mm()) / Math.hypot(y - source.y_mm(), z - source.z_mm());
                double sum = 0;
                for (int i = pixel; i < areal.length; i += pixels) {
                    sum += Float.isNaN(areal[i])
                            ? hiddenFactor * deepest[i]
                            : zeff[i] > MIXED_Z ? mixedFactor * areal[i] : areal[i];
                }
                mass += sum * cos;
            }
            return mass * view.linePitch_mm() * view.pixelPitch_mm(z_mm) / 100; // mm² → cm²
        }
    }
}
