package org.gwanmun.xray.imaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.MachineMessage;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.machine.StrayLight;

/**
 * The whole way from a raw scan to maps: correction, noise filter, decomposition, mass. Thread-safe; tables are made once
 * for a calibration.
 */
public final class ImagingPipeline {
    private static final int FILTER_RADIUS = 3;
    private static final double OPAQUE_SIGMAS = 2; // a filtered signal below this many σ is no signal
    private static final double OPAQUE_TRANSMISSION = 0.0015; // deeper than any wedge step
    private static final double THIN_SIGMAS = 6; // an attenuation below this many σ has no ratio worth naming
    private static final double VAGUE_Z = 4; // a Zeff with more than this for its σ says nothing
    private static final double METAL_Z = 18; // nothing else in a parcel is as thick as that and as heavy
    private static final double METAL_SPREAD = 0.15; // of grams, titanium to tin, that attenuate the high channel alike
    private static final double NOTED_SATURATION = 0.001; // of the readings
    private static final Duration STALE = Duration.ofDays(366);

    private final ScannerProfile profile;
    private final int filterRadius;
    private final Optional<Calibration> shipped;
    private final Map<String, Decomposition> shippedTables = new HashMap<>();

    private ImagingPipeline(ScannerProfile profile, int filterRadius) {
        this.profile = profile;
        this.filterRadius = filterRadius;
        this.shipped = Calibration.shipped(profile.name());
        shipped.ifPresent(calibration ->
                calibration.views().forEach(wedge -> shippedTables.put(wedge.view(), new Decomposition(wedge))));
    }

    /** The pipeline of a machine with its shipped calibration. */
    public static ImagingPipeline forProfile(ScannerProfile profile) {
        return new ImagingPipeline(profile, FILTER_RADIUS);
    }

    /** The same without noise filter, each pixel by itself: for figures about noise, not for eyes. */
    public static ImagingPipeline unfiltered(ScannerProfile profile) {
        return new ImagingPipeline(profile, 0);
    }

    /**
     * Processes a scan.
     *
     * @throws Refusal if the scan lacks a view, a partner channel or light, or brings a calibration that is another
     *     machine's, stale, or does not fit its own wedge
     */
    public Inspection process(RawScan scan) {
        scan.calibration().ifPresent(own -> refuseUnfit(own, scan));
        Report report = new Report();
        if (scan.calibration().isEmpty() && shipped.isEmpty()) {
            report.notes.add(Said.of(MachineMessage.NO_CALIBRATION, scan.scanner()));
        }
        List<ViewMaps> views = new ArrayList<>();
        boolean measured = true;
        for (RawScan.Channel low : scan.channels()) {
            if (low.name().endsWith("/low")) {
                String view = low.name().substring(0, low.name().length() - "/low".length());
                RawScan.Channel high = scan.channel(view + "/high")
                        .orElseThrow(
                                () -> Refusal.badInput(ImagingMessage.CHANNEL_MISSING, view + "/high", low.name()));
                Optional<Decomposition> table = decomposition(scan, view, report.notes);
                views.add(view(scan, view, low, high, table, report));
                measured &= table.isPresent() && placed(view, low, report.notes);
            }
        }
        if (views.isEmpty()) {
            throw Refusal.badInput(ImagingMessage.NO_VIEWS);
        }
        List<ScatterMaps> scatter = scatter(scan, report);
        Optional<CompositeMaps> composite = fuse(scan, views, scatter, report);
        Optional<ParcelMass.Estimate> estimate = measured ? Optional.of(mass(scan, views, report)) : Optional.empty();
        Optional<Inspection.Mass> mass = estimate.flatMap(ParcelMass.Estimate::mass);
        OptionalDouble atLeast_g = estimate.isPresent() && mass.isEmpty()
                ? OptionalDouble.of(estimate.get().atLeast_g())
                : OptionalDouble.empty();
        report.notes.add(Said.of(ImagingMessage.NO_DETECTOR));
        return new Inspection(
                scan.id(),
                scan.scanner(),
                scan.height_mm(),
                views,
                scatter,
                composite,
                mass,
                atLeast_g,
                report.notes,
                report.timings_ms);
    }

    /** What a run gathers beside its maps. */
    private static final class Report {
        final Map<String, Double> timings_ms = new LinkedHashMap<>();
        final List<Said> notes = new ArrayList<>();

        long lap(String stage, long start) {
            long now = System.nanoTime();
            timings_ms.merge(stage, (now - start) / 1e6, Double::sum);
            return now;
        }
    }

    private static void refuseUnfit(Calibration own, RawScan scan) {
        if (!own.scanner().equals(scan.scanner())) {
            throw Refusal.badInput(MachineMessage.WRONG_CALIBRATION, own.scanner(), scan.scanner());
        }
        Instant scanned = scan.started();
        if (scanned.isAfter(own.made().plus(STALE))) {
            throw Refusal.badInput(MachineMessage.STALE_CALIBRATION, own.made(), scanned, STALE.toDays());
        }
        own.refuseUnfit();
    }

    /** The scatter channels that the scan has; what cannot be read of them is said, and the rest goes on. */
    private List<ScatterMaps> scatter(RawScan scan, Report report) {
        long start = System.nanoTime();
        List<ScatterMaps> maps = new ArrayList<>();
        for (RawScan.Channel channel : scan.channels()) {
            if (channel.name().contains("/")) {
                continue;
            }
            Optional<Calibration.Block> block = block(scan, channel.name());
            int columns = channel.scan().width();
            if (block.isEmpty()) {
                report.notes.add(Said.of(ImagingMessage.NO_BLOCK_IN_CALIBRATION, channel.name()));
            } else if (block.get().counts().length != columns) {
                report.notes.add(Said.of(
                        ImagingMessage.COLUMNS_DIFFER,
                        channel.name(),
                        columns,
                        block.get().counts().length));
            } else {
                maps.add(ScatterMaps.of(channel, block.get()));
            }
        }
        if (!maps.isEmpty()) {
            report.lap("scatter", start);
        }
        return maps;
    }

    private Optional<Calibration.Block> block(RawScan scan, String channel) {
        return scan.calibration()
                .flatMap(own -> own.block(channel))
                .or(() -> shipped.flatMap(ours -> ours.block(channel)));
    }

    /** Lays scatter on the view from above; what it tells of the grams there goes into the view. */
    private Optional<CompositeMaps> fuse(RawScan scan, List<ViewMaps> views, List<ScatterMaps> scatter, Report report) {
        long start = System.nanoTime();
        List<String> missing = profile.pencils().stream()
                .flatMap(pencil -> pencil.heads().stream())
                .map(head -> head.channel())
                .filter(channel -> scan.channel(channel).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            report.notes.add(Said.of(ImagingMessage.SCATTER_MISSING, String.join(", ", missing)));
        }
        Optional<CompositeFusion.Fused> fused =
                CompositeFusion.of(profile, scan, views, scatter, channel -> block(scan, channel));
        fused.ifPresent(it -> {
            views.replaceAll(view ->
                    view.view().equals(it.maps().view()) ? view.withArealDensity(it.arealDensity_g_cm2()) : view);
            for (CompositeMaps.Channel channel : it.maps().channels()) {
                if (channel.shift_mm() != 0) {
                    report.notes.add(Said.of(
                            ImagingMessage.PLANE_SHIFTED,
                            channel.name(),
                            String.format(Locale.ROOT, "%+.0f", channel.shift_mm())));
                }
            }
            report.lap("fuse", start);
        });
        return fused.map(CompositeFusion.Fused::maps);
    }

    /** Whether we know where the pixels of this view are. */
    private boolean placed(String view, RawScan.Channel channel, List<Said> notes) {
        Optional<ScannerProfile.View> geometry = profile.view(view);
        if (geometry.isEmpty()) {
            notes.add(Said.of(ImagingMessage.VIEW_NOT_IN_PROFILE, view, profile.name()));
            return false;
        }
        int expected = geometry.get().detector().pixels();
        if (channel.scan().width() != expected) {
            notes.add(Said.of(ImagingMessage.PIXELS_DIFFER, view, channel.scan().width(), expected, profile.name()));
            return false;
        }
        return true;
    }

    private ViewMaps view(
            RawScan scan,
            String view,
            RawScan.Channel lowChannel,
            RawScan.Channel highChannel,
            Optional<Decomposition> table,
            Report report) {
        refuseUnequal(lowChannel, highChannel);
        Optional<ScannerProfile.View> geometry = profile.view(view);
        double line_s = lowChannel.linePitch_mm() / profile.beltSpeed_mm_s();
        long start = System.nanoTime();
        List<Normalisation> both = IntStream.range(0, 2)
                .parallel()
                .mapToObj(layer -> Normalisation.of(layer == 0 ? lowChannel : highChannel, geometry, line_s, layer))
                .toList();
        Normalisation low = both.get(0);
        Normalisation high = both.get(1);
        low.refuseBlank(lowChannel);
        high.refuseBlank(highChannel);
        noteDetector(low, high, report.notes);
        double middle_mm = scan.height_mm().orElse(profile.tunnelHeight_mm() / 2) / 2;
        geometry.ifPresent(v -> StraySubtraction.apply(low, high, stray(scan, view), v, middle_mm));
        start = report.lap("correct", start);
        ViewMaps.Window window = ViewMaps.presence(low.transmission, low.lines, low.pixels);
        int[] radii = {Math.min(1, filterRadius), filterRadius};
        NoiseFilter.Filtered[] twice = NoiseFilter.apply(low, high, radii, window);
        NoiseFilter.Filtered light = twice[0];
        NoiseFilter.Filtered filtered = twice[1];
        start = report.lap("filter", start);
        double pitch = geometry.map(v -> v.pixelPitchAt_mm(v.depth_mm(0, middle_mm))
                        * v.detector().pixels()
                        / low.pixels)
                .orElse(lowChannel.linePitch_mm());
        ViewMaps maps = ViewMaps.blank(view, low.lines, low.pixels, lowChannel.linePitch_mm(), pitch);
        double vague = filterRadius == 0 ? Double.POSITIVE_INFINITY : VAGUE_Z;
        IntStream.range(0, low.lines)
                .parallel()
                .forEach(line -> line(line, filtered, light, table, vague, window, maps));
        report.lap("decompose", start);
        return maps;
    }

    private static void refuseUnequal(RawScan.Channel low, RawScan.Channel high) {
        if (low.scan().width() != high.scan().width()
                || low.scan().height() != high.scan().height()) {
            throw Refusal.badInput(
                    MachineMessage.SIZE_DISAGREES,
                    high.name(),
                    high.scan().width(),
                    high.scan().height(),
                    low.scan().width(),
                    low.scan().height());
        }
    }

    private static void noteDetector(Normalisation low, Normalisation high, List<Said> notes) {
        int dead = Math.max(low.deadPixels, high.deadPixels);
        if (dead > 0) {
            notes.add(Said.of(ImagingMessage.DEAD_PIXELS, percent(dead / (double) low.pixels)));
        }
        int saturated = Math.max(low.saturated, high.saturated);
        if (saturated > NOTED_SATURATION * low.transmission.length) {
            notes.add(Said.of(ImagingMessage.SATURATED, percent(saturated / (double) low.transmission.length)));
        }
    }

    private static void line(
            int line,
            NoiseFilter.Filtered filtered,
            NoiseFilter.Filtered light,
            Optional<Decomposition> table,
            double vague,
            ViewMaps.Window window,
            ViewMaps maps) {
        double[] solved = new double[4];
        int first = line * maps.pixels();
        boolean inside = line >= window.firstLine() && line < window.firstLine() + window.lines();
        int from = inside ? first + window.firstPixel() : first;
        int to = inside ? from + window.pixels() : first;
        belt(first, from, light, table, maps);
        belt(to, first + maps.pixels(), light, table, maps);
        for (int i = from; i < to; i++) {
            maps.attenuation()[i] = shown(light.low()[i]);
            maps.attenuationHigh()[i] = shown(light.high()[i]);
            double tl = filtered.low()[i];
            double th = filtered.high()[i];
            double sigmaLow = Math.sqrt(filtered.varianceLow()[i]);
            double sigmaHigh = Math.sqrt(filtered.varianceHigh()[i]);
            boolean dark = tl < Math.max(OPAQUE_TRANSMISSION, OPAQUE_SIGMAS * sigmaLow);
            if (tl < OPAQUE_TRANSMISSION) {
                maps.attenuation()[i] = ViewMaps.OPAQUE;
            }
            if (table.isEmpty() || th < Math.max(OPAQUE_TRANSMISSION, OPAQUE_SIGMAS * sigmaHigh)) {
                continue;
            }
            double high = -Math.log(th);
            if (dark) {
                deep(table.get(), -Math.log(Math.max(tl, 0) + 2 * sigmaLow), high, maps, i);
                continue;
            }
            double low = -Math.log(tl);
            double errorLow = sigmaLow / tl;
            double errorHigh = sigmaHigh / th;
            if (high < THIN_SIGMAS * errorHigh || low < THIN_SIGMAS * errorLow) {
                maps.arealDensity_g_cm2()[i] = (float) table.get().arealAsOrganic_g_cm2(high);
                maps.arealSigma_g_cm2()[i] = (float) table.get().arealAsOrganic_g_cm2(errorHigh);
            } else {
                table.get().solve(low, high, errorLow, errorHigh, solved);
                boolean told = solved[Decomposition.ZEFF_SIGMA] < vague;
                maps.zeff()[i] = told ? (float) solved[Decomposition.ZEFF] : Float.NaN;
                maps.arealDensity_g_cm2()[i] = (float) solved[Decomposition.AREAL];
                maps.zeffSigma()[i] = told ? (float) solved[Decomposition.ZEFF_SIGMA] : Float.NaN;
                maps.arealSigma_g_cm2()[i] = (float) solved[Decomposition.AREAL_SIGMA];
            }
        }
    }

    /** Beside the parcel, where transmission is nearly 1 and a logarithm is its first two terms. */
    private static void belt(
            int from, int to, NoiseFilter.Filtered light, Optional<Decomposition> table, ViewMaps maps) {
        float perHigh = table.isPresent() ? (float) (table.get().arealAsOrganic_g_cm2(0.01) / 0.01) : Float.NaN;
        for (int i = from; i < to; i++) {
            float low = 1 - light.low()[i];
            float high = 1 - light.high()[i];
            maps.attenuation()[i] = Math.max(0, low + low * low / 2);
            maps.attenuationHigh()[i] = Math.max(0, high + high * high / 2);
            maps.arealDensity_g_cm2()[i] = perHigh * (high + high * high / 2);
            maps.arealSigma_g_cm2()[i] = perHigh * (float) Math.sqrt(light.varianceHigh()[i]);
        }
    }

    /**
     * Where only the high channel gets through: Zeff cannot be known, but if even the least attenuation that the low channel
     * admits means metal, the high channel tells how much of it there is.
     */
    private static void deep(Decomposition table, double leastLow, double high, ViewMaps maps, int i) {
        if (table.zeff(leastLow, high) >= METAL_Z) {
            double areal = table.arealAsIron_g_cm2(high);
            maps.arealDensity_g_cm2()[i] = (float) areal;
            maps.arealSigma_g_cm2()[i] = (float) (METAL_SPREAD * areal);
        }
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

    private StrayLight stray(RawScan scan, String view) {
        return scan.calibration()
                .or(() -> shipped)
                .flatMap(calibration -> calibration.view(view))
                .map(Calibration.ViewWedge::stray)
                .orElse(StrayLight.NONE);
    }

    private ParcelMass.Estimate mass(RawScan scan, List<ViewMaps> views, Report report) {
        ParcelMass.Estimate estimate = ParcelMass.estimate(profile, scan.height_mm(), views);
        for (ViewMaps maps : views) {
            int opaque = 0;
            for (float a : maps.arealDensity_g_cm2()) {
                opaque += Float.isNaN(a) ? 1 : 0;
            }
            if (opaque > 0) {
                report.notes.add(Said.of(
                        ImagingMessage.OPAQUE,
                        maps.view(),
                        percent(opaque / (double) maps.arealDensity_g_cm2().length)));
            }
        }
        if (estimate.mass().isEmpty()) {
            report.notes.add(
                    Said.of(ImagingMessage.MASS_HIDDEN, String.format(Locale.ROOT, "%.0f", estimate.atLeast_g())));
        } else if (scan.height_mm().isEmpty() && views.size() == 1) {
            report.notes.add(Said.of(ImagingMessage.HEIGHT_UNKNOWN));
        }
        return estimate;
    }

    private static float shown(double transmission) {
        return (float) Math.clamp(-Math.log(Math.max(transmission, 1e-6)), 0, ViewMaps.OPAQUE);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
