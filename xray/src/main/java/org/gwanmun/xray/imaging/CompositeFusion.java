package org.gwanmun.xray.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.Registration;
import org.gwanmun.xray.machine.ScannerProfile;

/**
 * Lays the scatter pictures on the view from above, moves those that do not lie where the machine says, and has them
 * corrected ({@link Covering}).
 *
 * <p>A picture lies right if where it shows anything is where the view shows anything: the correlation of 1 − e^{−a/}{@value
 * #SOMETHING_G_CM2} with 1 − e^{−L/}{@value #SOMETHING_INDEX} on a grid of 4 mm is greatest without moving it, or it is less than
 * {@value #LEAST_SHIFT_MM} mm off.
 */
final class CompositeFusion {
    private static final double FARTHEST_SHIFT_MM = 40;
    private static final double SHIFT_STEP_MM = 1;
    private static final double LEAST_SHIFT_MM = 4;

    private static final double LEAST_GAIN = 0.02; // of a correlation
    private static final double SOMETHING_G_CM2 = 0.3;
    private static final double SOMETHING_INDEX = 0.1;
    private static final int GRID = 4;
    private static final int CALM = 2;
    private static final List<String> HEADS = List.of("back_top", "back_bottom", "forward");

    private final ScannerProfile profile;
    private final RawScan scan;
    private final ScannerProfile.View view;
    private final RawScan.Channel viewChannel;
    private final ViewMaps maps;

    private CompositeFusion(
            ScannerProfile profile,
            RawScan scan,
            ScannerProfile.View view,
            RawScan.Channel viewChannel,
            ViewMaps maps) {
        this.profile = profile;
        this.scan = scan;
        this.view = view;
        this.viewChannel = viewChannel;
        this.maps = maps;
    }

    /**
     * What came of it.
     *
     * @param arealDensity_g_cm2 of the view, where scatter tells better what it is made of
     */
    record Fused(CompositeMaps maps, float[] arealDensity_g_cm2) {}

    /** Fuses what can be; empty if there is no view from above or below, or no channel of the profile's pencils. */
    static Optional<Fused> of(
            ScannerProfile profile,
            RawScan scan,
            List<ViewMaps> views,
            List<ScatterMaps> scatter,
            Function<String, Optional<Calibration.Block>> block) {
        for (ViewMaps maps : views) {
            Optional<ScannerProfile.View> view = profile.view(maps.view()).filter(ScannerProfile.View::throughBelt);
            Optional<RawScan.Channel> channel = scan.channel(maps.view() + "/low");
            if (view.isPresent() && channel.isPresent()) {
                Fused fused = new CompositeFusion(profile, scan, view.get(), channel.get(), maps).fused(scatter, block);
                return fused.maps.channels().isEmpty() ? Optional.empty() : Optional.of(fused);
            }
        }
        return Optional.empty();
    }

    /** A channel on the view's raster. */
    private record Laid(String name, float[] index, float[] sigma, float[] raw, double shift_mm) {}

    private Fused fused(List<ScatterMaps> scatter, Function<String, Optional<Calibration.Block>> block) {
        Map<PencilBeam, Double> shifts = new HashMap<>(); // the heads of one pencil are moved together
        List<Laid> laid = new ArrayList<>();
        for (ScatterMaps it : scatter) {
            Optional<PencilBeam> pencil = profile.pencils().stream()
                    .filter(p -> p.columns() == it.columns()
                            && p.heads().stream()
                                    .anyMatch(head -> head.channel().equals(it.channel())))
                    .findFirst();
            if (pencil.isPresent()) {
                laid.add(laid(it, pencil.get(), shifts));
            }
        }
        List<Optional<Calibration.Block>> blocks = HEADS.stream()
                .map(head -> laid.stream().anyMatch(it -> it.name.equals(head))
                        ? block.apply(head)
                        : Optional.<Calibration.Block>empty())
                .toList();
        return corrected(laid, Covering.of(blocks));
    }

    private Laid laid(ScatterMaps scatter, PencilBeam pencil, Map<PencilBeam, Double> shifts) {
        ScatterMaps smooth = scatter.smooth();
        RawScan.Channel channel = scan.channel(smooth.channel()).orElseThrow();
        double middle_mm = scan.height_mm().orElse(profile.tunnelHeight_mm() / 4) / 2;
        Registration registration = new Registration(profile, view, viewChannel, pencil, channel, middle_mm);
        double shift = shifts.computeIfAbsent(pencil, p -> shift_mm(smooth, registration));
        return new Laid(
                smooth.channel(),
                registration.onView(smooth.index(), smooth.lines(), maps.lines(), shift),
                registration.onView(smooth.sigma(), smooth.lines(), maps.lines(), shift),
                registration.onView(scatter.index(), scatter.lines(), maps.lines(), shift),
                shift);
    }

    /** How much later than planned the scatter picture begins; 0 if it lies right. */
    private double shift_mm(ScatterMaps smooth, Registration registration) {
        if (mostlyOpaque()) {
            return 0; // transmission has a silhouette only, and what lead scatters does not look like it
        }
        int steps = (int) (FARTHEST_SHIFT_MM / SHIFT_STEP_MM);
        double[] alike = IntStream.rangeClosed(-steps, steps)
                .parallel()
                .mapToDouble(step -> correlation(smooth, registration, step * SHIFT_STEP_MM))
                .toArray();
        int best = 0;
        for (int i = 1; i < alike.length; i++) {
            best = alike[i] > alike[best] ? i : best;
        }
        double shift = (best - steps) * SHIFT_STEP_MM;
        boolean told = alike[best] > alike[steps] + LEAST_GAIN && Math.abs(shift) >= LEAST_SHIFT_MM;
        return told ? shift : 0;
    }

    private boolean mostlyOpaque() {
        int opaque = 0;
        int seen = 0;
        for (float areal : maps.arealDensity_g_cm2()) {
            opaque += Float.isNaN(areal) ? 1 : 0;
            seen += areal > SOMETHING_G_CM2 ? 1 : 0;
        }
        return opaque > seen;
    }

    private double correlation(ScatterMaps smooth, Registration registration, double shift_mm) {
        double n = 0;
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double syy = 0;
        double sxy = 0;
        for (int line = GRID / 2; line < maps.lines(); line += GRID) {
            for (int p = GRID / 2; p < maps.pixels(); p += GRID) {
                float index = registration.at(smooth.index(), smooth.lines(), line, p, shift_mm);
                if (Float.isNaN(index)) {
                    continue;
                }
                float areal = maps.arealDensity_g_cm2()[line * maps.pixels() + p];
                double x = Float.isNaN(areal) ? 1 : 1 - Math.exp(-Math.max(0, areal) / SOMETHING_G_CM2);
                double y = 1 - Math.exp(-Math.max(0, index) / SOMETHING_INDEX);
                n++;
                sx += x;
                sy += y;
                sxx += x * x;
                syy += y * y;
                sxy += x * y;
            }
        }
        double variances = (sxx - sx * sx / n) * (syy - sy * sy / n);
        return variances > 0 ? (sxy - sx * sy / n) / Math.sqrt(variances) : 0;
    }

    /** Means over the neighbours that are known, if those are enough: single pixels fray what scatter sees coarsely. */
    private float[] calmed(float[] values) {
        int lines = maps.lines();
        int pixels = maps.pixels();
        float[] calm = new float[values.length];
        IntStream.range(0, lines).parallel().forEach(line -> {
            int y0 = Math.max(0, line - CALM);
            int y1 = Math.min(lines - 1, line + CALM);
            double[] sum = new double[pixels + 1];
            int[] known = new int[pixels + 1];
            for (int p = 0; p < pixels; p++) {
                double s = 0;
                int n = 0;
                for (int y = y0; y <= y1; y++) {
                    float v = values[y * pixels + p];
                    if (!Float.isNaN(v)) {
                        s += v;
                        n++;
                    }
                }
                sum[p + 1] = sum[p] + s;
                known[p + 1] = known[p] + n;
            }
            for (int p = 0; p < pixels; p++) {
                int x0 = Math.max(0, p - CALM);
                int x1 = Math.min(pixels, p + CALM + 1);
                int n = known[x1] - known[x0];
                boolean enough = 3 * n >= (y1 - y0 + 1) * (x1 - x0);
                calm[line * pixels + p] = enough ? (float) ((sum[x1] - sum[x0]) / n) : Float.NaN;
            }
        });
        return calm;
    }

    private Fused corrected(List<Laid> laid, Covering covering) {
        int size = maps.lines() * maps.pixels();
        float[] areal = maps.arealDensity_g_cm2().clone();
        float[] calmAreal = calmed(areal);
        float[] calmZeff = calmed(maps.zeff());
        float[] above = new float[size];
        Arrays.fill(above, Float.NaN);
        float[][] index = new float[laid.size()][];
        float[][] sigma = new float[laid.size()][];
        int[] head = new int[laid.size()];
        for (int k = 0; k < laid.size(); k++) {
            index[k] = laid.get(k).index.clone();
            sigma[k] = laid.get(k).sigma.clone();
            head[k] = HEADS.indexOf(laid.get(k).name);
        }
        IntStream.range(0, maps.lines()).parallel().forEach(line -> {
            Covering.Solution solution = new Covering.Solution();
            double[] measured = new double[HEADS.size()];
            double[] error = new double[HEADS.size()];
            for (int at = line * maps.pixels(); at < (line + 1) * maps.pixels(); at++) {
                double zeff = calmZeff[at];
                double grams = calmAreal[at];
                if (Double.isNaN(zeff) || Double.isNaN(grams)) {
                    continue;
                }
                Arrays.fill(measured, Double.NaN);
                Arrays.fill(error, Double.NaN);
                for (int k = 0; k < laid.size(); k++) {
                    if (head[k] >= 0) {
                        measured[head[k]] = index[k][at];
                        error[head[k]] = sigma[k][at];
                    }
                }
                covering.solve(grams, zeff, Decomposition.electrons_mol_per_g(zeff), measured, error, solution);
                areal[at] *= (float) (solution.areal_g_cm2 / grams); // NaN stays NaN
                above[at] = (float) solution.above;
                for (int k = 0; k < laid.size(); k++) {
                    if (head[k] >= 0 && covering.knows(head[k])) {
                        index[k][at] = (float) solution.index[head[k]];
                        sigma[k][at] = (float) solution.sigma[head[k]];
                    }
                }
            }
        });
        List<CompositeMaps.Channel> channels = IntStream.range(0, laid.size())
                .mapToObj(k -> new CompositeMaps.Channel(
                        laid.get(k).name, index[k], sigma[k], laid.get(k).index, laid.get(k).raw, laid.get(k).shift_mm))
                .toList();
        return new Fused(new CompositeMaps(maps.view(), maps.lines(), maps.pixels(), channels, above), areal);
    }
}
