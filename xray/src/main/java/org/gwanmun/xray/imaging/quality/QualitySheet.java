package org.gwanmun.xray.imaging.quality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.imaging.CompositeMaps;
import org.gwanmun.xray.imaging.ImagingMessage;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.imaging.ViewMaps;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;

/**
 * What the picture of the {@link TestObject} is worth. A detail is seen if its signal is {@value #ROSE} times the noise of such a
 * detail (A. Rose, J. Opt. Soc. Am. 38 (1948) 196):
 *
 * <pre>  SNR = |m_detail − m_surroundings| √N / s</pre>
 *
 * N its pixels, s the standard deviation of single pixels beside it; for wires m is the mean along the wire and s the standard deviation
 * of means along parallel lines. A series ends before the first size that is not seen. Line pairs are resolved while their modulation
 * is {@value #MODULATED} of that of the widest.
 *
 * @param at when it was scanned
 */
public record QualitySheet(String scanner, Instant at, List<Score> scores) {
    private static final double ROSE = 5;
    private static final double MODULATED = 0.2;
    private static final double PRESENT_G_CM2 = 0.25;
    private static final double FULL = 0.5; // of a line that must be present to belong to the plate
    private static final double SIZE_TOLERANCE_MM = 12;
    private static final double MARGIN_MM = 4;

    public QualitySheet {
        scores = List.copyOf(scores);
    }

    /**
     * Scores a scan of the test object.
     *
     * @throws Refusal if the object is not in the picture, or lies the wrong way
     */
    public static QualitySheet of(ScannerProfile profile, RawScan scan) {
        Inspection inspection = ImagingPipeline.forProfile(profile).process(scan);
        List<Score> scores = new ArrayList<>();
        for (ViewMaps maps : inspection.views()) {
            Optional<ScannerProfile.View> view = profile.view(maps.view()).filter(ScannerProfile.View::throughBelt);
            if (view.isPresent()) {
                Sight sight = new Sight(view.get(), maps);
                transmission(sight, maps, scores);
                inspection
                        .composite()
                        .filter(it -> it.view().equals(maps.view()))
                        .ifPresent(composite -> composite
                                .channels()
                                .forEach(it -> scatter(sight, maps.arealDensity_g_cm2(), it, scores)));
            }
        }
        if (scores.isEmpty()) {
            throw Refusal.badInput(ImagingMessage.NO_TEST_OBJECT, scan.id());
        }
        return new QualitySheet(scan.scanner(), scan.started(), scores);
    }

    /** Where the object lies on a view's raster. */
    private static final class Sight {
        final ScannerProfile.View view;
        final ViewMaps maps;
        private final double middleLine;
        private final double middleY_mm;

        Sight(ScannerProfile.View view, ViewMaps maps) {
            this.view = view;
            this.maps = maps;
            int[] byLine = new int[maps.lines()];
            int[] byPixel = new int[maps.pixels()];
            for (int i = 0; i < maps.lines() * maps.pixels(); i++) {
                float a = maps.arealDensity_g_cm2()[i];
                if (Float.isNaN(a) || a > PRESENT_G_CM2) {
                    byLine[i / maps.pixels()]++;
                    byPixel[i % maps.pixels()]++;
                }
            }
            double[] lines = extent(byLine);
            double[] pixels = extent(byPixel);
            middleLine = (lines[0] + lines[1]) / 2;
            double y0 = y_mm(pixels[0] - 0.5);
            double y1 = y_mm(pixels[1] - 0.5);
            middleY_mm = (y0 + y1) / 2;
            double length = (lines[1] - lines[0]) * maps.linePitch_mm();
            boolean fits = Math.abs(length - TestObject.LENGTH_MM) < SIZE_TOLERANCE_MM
                    && Math.abs(y1 - y0 - TestObject.WIDTH_MM) < SIZE_TOLERANCE_MM;
            if (!fits) {
                throw Refusal.badInput(
                        ImagingMessage.NO_TEST_OBJECT_HERE,
                        maps.view(),
                        String.format(Locale.ROOT, "%.0f × %.0f", Math.max(0, length), Math.max(0, y1 - y0)),
                        String.format(Locale.ROOT, "%.0f × %.0f", TestObject.LENGTH_MM, TestObject.WIDTH_MM));
            }
            TestObject.Place d = TestObject.DISC;
            double here = mean(maps.attenuation(), d.x(), d.y(), 8, 8);
            boolean lies = here > 2 * mean(maps.attenuation(), -d.x(), d.y(), 8, 8)
                    && here > 2 * mean(maps.attenuation(), d.x(), -d.y(), 8, 8)
                    && here > 2 * mean(maps.attenuation(), -d.x(), -d.y(), 8, 8);
            if (!lies) {
                throw Refusal.badInput(ImagingMessage.TEST_OBJECT_TURNED, maps.view());
            }
        }

        private static double[] extent(int[] counts) {
            int most = Arrays.stream(counts).max().orElse(0);
            int first = 0;
            int last = counts.length - 1;
            while (first < last && counts[first] < FULL * most) {
                first++;
            }
            while (last > first && counts[last] < FULL * most) {
                last--;
            }
            return new double[] {first, last + 1.0};
        }

        /** Across the belt, of a pixel's ray at the plate. */
        private double y_mm(double pixel) {
            double own = (pixel + 0.5) / maps.pixels() * view.detector().pixels() - 0.5;
            double down = (TestObject.PLATE_MM - view.source().z_mm())
                    / (view.pixelZ_mm(own) - view.source().z_mm());
            return view.source().y_mm()
                    + down * (view.pixelY_mm(own) - view.source().y_mm());
        }

        int line(double x) {
            return (int) Math.floor(middleLine - x / maps.linePitch_mm());
        }

        int pixel(double y) {
            double own = view.pixelOf(middleY_mm + y, TestObject.PLATE_MM);
            return (int) Math.round((own + 0.5) / view.detector().pixels() * maps.pixels() - 0.5);
        }

        /** Value between four samples. */
        double at(float[] map, double x, double y) {
            double line = Math.clamp(middleLine - x / maps.linePitch_mm() - 0.5, 0, maps.lines() - 1.001);
            double own = view.pixelOf(middleY_mm + y, TestObject.PLATE_MM);
            double pixel =
                    Math.clamp((own + 0.5) / view.detector().pixels() * maps.pixels() - 0.5, 0, maps.pixels() - 1.001);
            int l = (int) line;
            int p = (int) pixel;
            double fl = line - l;
            double fp = pixel - p;
            int i = l * maps.pixels() + p;
            return (1 - fl) * ((1 - fp) * map[i] + fp * map[i + 1])
                    + fl * ((1 - fp) * map[i + maps.pixels()] + fp * map[i + maps.pixels() + 1]);
        }

        /** All values in a rectangle about (x, y). */
        double[] values(float[] map, double x, double y, double length, double width) {
            List<Double> values = new ArrayList<>();
            for (int line = line(x + length / 2) + 1; line <= line(x - length / 2); line++) {
                for (int p = pixel(y - width / 2); p <= pixel(y + width / 2); p++) {
                    if (line >= 0 && line < maps.lines() && p >= 0 && p < maps.pixels()) {
                        double v = map[line * maps.pixels() + p];
                        if (!Double.isNaN(v)) {
                            values.add(v);
                        }
                    }
                }
            }
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double mean(float[] map, double x, double y, double length, double width) {
            return moments(values(map, x, y, length, width))[0];
        }

        /** Whether an area stands out of the one beside it, in σ of such an area. */
        double snr(float[] map, TestObject.Place in, double sx, double sy, double sLength, double sWidth) {
            double[] detail = values(
                    map, in.x(), in.y(), Math.max(3, in.length() - MARGIN_MM), Math.max(3, in.width() - MARGIN_MM));
            double[] inside = moments(detail);
            double[] around = moments(values(map, sx, sy, sLength, sWidth));
            return Math.abs(inside[0] - around[0]) * Math.sqrt(detail.length) / around[1];
        }
    }

    /** Mean and standard deviation. */
    private static double[] moments(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, values.length - 1);
        return new double[] {mean, Math.sqrt(variance)};
    }

    /** A series from the easiest to the hardest: the size of the last one seen before the first that is not. */
    private static double lastSeen(
            List<TestObject.Place> series, ToDoubleFunction<TestObject.Place> snr, StringBuilder detail) {
        double last = Double.NaN;
        boolean going = true;
        for (TestObject.Place place : series) {
            double is = snr.applyAsDouble(place);
            detail.append(
                    String.format(Locale.ROOT, "%s%s: %.1f", detail.isEmpty() ? "" : ", ", trimmed(place.size()), is));
            going &= is >= ROSE;
            last = going ? place.size() : last;
        }
        return last;
    }

    private static String trimmed(double size) {
        return size == Math.rint(size) ? String.valueOf((long) size) : String.valueOf(size);
    }

    private static void transmission(Sight sight, ViewMaps maps, List<Score> scores) {
        TestObject object = TestObject.STANDARD;
        String view = maps.view();
        float[] low = maps.attenuation();
        float[] high = maps.attenuationHigh();

        StringBuilder detail = new StringBuilder();
        double wire = lastSeen(object.wires, place -> wire(sight, low, place), detail);
        scores.add(new Score("wire", view, wire, "mm Cu", false, detail.toString()));
        detail = new StringBuilder();
        double under = lastSeen(object.penetrated, place -> wire(sight, low, place), detail);
        scores.add(new Score("useful_penetration", view, under, "mm Al", true, detail.toString()));
        detail = new StringBuilder();
        double steel = lastSeen(
                object.lead,
                place -> sight.snr(
                        high,
                        new TestObject.Place("", 0, place.x(), place.y(), 10, 10),
                        place.x() - 14,
                        place.y(),
                        6,
                        22),
                detail);
        scores.add(new Score("simple_penetration", view, steel, "mm Fe", true, detail.toString()));
        detail = new StringBuilder();
        double film = lastSeen(
                object.films.reversed(),
                place -> sight.snr(low, place, place.x() - 20, place.y(), 6, place.width()),
                detail);
        scores.add(new Score("thin_organic", view, film, "mm POM", false, detail.toString()));
        scores.add(pairs(sight, low, object.along, view, "resolution_along", true));
        scores.add(pairs(sight, low, object.across, view, "resolution_across", false));
        materials(sight, maps, object, scores);
        double[] plate = sight.values(low, 20, 60, 20, 20);
        double[] grams = moments(sight.values(maps.arealDensity_g_cm2(), 20, 60, 20, 20));
        scores.add(new Score("noise", view, 100 * moments(plate)[1], "% of A", false, "on the bare plate"));
        scores.add(new Score(
                "plate_areal_density",
                view,
                grams[0],
                "g/cm²",
                true,
                String.format(Locale.ROOT, "± %.3f a pixel", grams[1])));
    }

    /** How far the mean along a wire stands out of means along parallel lines. */
    private static double wire(Sight sight, float[] map, TestObject.Place place) {
        double on = 0;
        for (double off = -0.5; off <= 0.5; off += 0.5) {
            on = Math.max(on, lineMean(sight, map, place, off));
        }
        double[] beside = new double[12];
        for (int i = 0; i < beside.length; i++) {
            double off = (i < 6 ? -1 : 1) * (2.5 + i % 6 * 0.6);
            beside[i] = lineMean(sight, map, place, off);
        }
        double[] m = moments(beside);
        return (on - m[0]) / m[1];
    }

    private static double lineMean(Sight sight, float[] map, TestObject.Place place, double off) {
        double ux = TestObject.WIRE_UNIT[0];
        double uy = -TestObject.WIRE_UNIT[1];
        double half = TestObject.WIRE_LENGTH_MM / 2 - MARGIN_MM;
        double sum = 0;
        int n = 0;
        for (double t = -half; t <= half; t += 0.5, n++) {
            sum += sight.at(map, place.x() + t * ux - off * uy, place.y() + t * uy + off * ux);
        }
        return sum / n;
    }

    private static Score pairs(
            Sight sight, float[] map, List<TestObject.Place> groups, String view, String part, boolean alongBelt) {
        double widest = modulation(sight, map, groups.getLast(), alongBelt);
        double finest = Double.NaN;
        StringBuilder detail = new StringBuilder();
        boolean going = true;
        for (TestObject.Place group : groups.reversed()) {
            double share = modulation(sight, map, group, alongBelt) / widest;
            detail.append(String.format(
                    Locale.ROOT, "%s%s mm: %.2f", detail.isEmpty() ? "" : ", ", trimmed(group.size()), share));
            going &= share >= MODULATED;
            finest = going ? 1 / (2 * group.size()) : finest;
        }
        return new Score(part, view, finest, "lp/mm", true, detail.toString());
    }

    /** Amplitude of the bars' own period in the profile across them. */
    private static double modulation(Sight sight, float[] map, TestObject.Place group, boolean alongBelt) {
        double w = group.size();
        double c = 0;
        double s = 0;
        int n = 0;
        for (double t = -4 * w; t < 4 * w - 1e-9; t += w / 8) { // four whole periods
            double profile = 0;
            for (int k = -3; k <= 3; k++) {
                double beside = k * (alongBelt ? group.width() : group.length()) / 9;
                profile += alongBelt
                        ? sight.at(map, group.x() + t, group.y() + beside) / 7
                        : sight.at(map, group.x() + beside, group.y() + t) / 7;
            }
            c += profile * Math.cos(Math.PI * t / w);
            s += profile * Math.sin(Math.PI * t / w);
            n++;
        }
        return 2 * Math.hypot(c, s) / n;
    }

    private static void materials(Sight sight, ViewMaps maps, TestObject object, List<Score> scores) {
        double[][] zeff = new double[object.blocks.size()][];
        StringBuilder detail = new StringBuilder();
        for (int i = 0; i < zeff.length; i++) {
            TestObject.Place block = object.blocks.get(i);
            zeff[i] = moments(sight.values(maps.zeff(), block.x(), block.y(), block.length() - 10, block.width() - 10));
            detail.append(String.format(
                    Locale.ROOT,
                    "%s%s %.2f ± %.2f",
                    detail.isEmpty() ? "" : ", ",
                    block.name(),
                    zeff[i][0],
                    zeff[i][1]));
        }
        // Neighbours in Zeff: polyethylene, PMMA, POM, PTFE are organic; aluminium is not.
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i + 1 < 4; i++) {
            least = Math.min(least, apart(zeff[i], zeff[i + 1]));
        }
        scores.add(new Score("organic_differentiation", maps.view(), least, "σ a pixel", true, detail.toString()));
        scores.add(new Score(
                "organic_inorganic",
                maps.view(),
                apart(zeff[2], zeff[zeff.length - 1]),
                "σ a pixel",
                true,
                "POM against aluminium"));
    }

    private static double apart(double[] one, double[] other) {
        return Math.abs(one[0] - other[0]) / Math.sqrt((one[1] * one[1] + other[1] * other[1]) / 2);
    }

    /**
     * How far along the belt the plate's middle lies in a map from where the view from above has it: the median, over its width,
     * of the middle between its ends, each where half of its own step is done.
     */
    private static double offset_mm(Sight sight, float[] map) {
        List<Double> middles = new ArrayList<>();
        for (double y = 20 - TestObject.WIDTH_MM / 2; y <= TestObject.WIDTH_MM / 2 - 20; y += 2) {
            double middle = (end_mm(sight, map, y, 1) - end_mm(sight, map, y, -1)) / 2;
            if (!Double.isNaN(middle)) {
                middles.add(middle);
            }
        }
        middles.sort(null);
        return middles.isEmpty() ? Double.NaN : middles.get(middles.size() / 2);
    }

    /** How far from the middle the plate ends, in direction {@code towards}; NaN if no end is seen. */
    private static double end_mm(Sight sight, float[] map, double y, int towards) {
        double end = TestObject.LENGTH_MM / 2;
        double half = (sight.at(map, towards * (end - 8), y) + sight.at(map, towards * (end + 8), y)) / 2;
        double before = sight.at(map, towards * (end - 8), y);
        if (!(before > 1.2 * half)) {
            return Double.NaN;
        }
        for (double out = end - 7.5; out <= end + 8; out += 0.5) {
            double here = sight.at(map, towards * out, y);
            if (here <= half) {
                return out - 0.5 * (half - here) / (before - here);
            }
            before = here;
        }
        return Double.NaN;
    }

    private static void scatter(Sight sight, float[] grams, CompositeMaps.Channel channel, List<Score> scores) {
        TestObject object = TestObject.STANDARD;
        float[] index = channel.raw();
        StringBuilder detail = new StringBuilder();
        double thin =
                lastSeen(object.heights.reversed(), place -> sight.snr(index, place, 130, place.y(), 8, 30), detail);
        scores.add(new Score("scatter_thin_organic", channel.name(), thin, "mm PE", false, detail.toString()));
        detail = new StringBuilder();
        double under = lastSeen(
                object.covered,
                place -> sight.snr(
                        index,
                        place,
                        object.covers.get(object.covered.indexOf(place)).x(),
                        place.y(),
                        14,
                        34),
                detail);
        scores.add(new Score("scatter_behind_steel", channel.name(), under, "mm Fe", true, detail.toString()));
        scores.add(pairs(sight, index, object.bars, channel.name(), "scatter_resolution", false));
        TestObject.Place block = object.heights.getLast();
        double[] m = moments(sight.values(index, block.x(), block.y(), 28, 28));
        scores.add(new Score("scatter_index", channel.name(), m[0], "of the block", true, "40 mm of polyethylene"));
        scores.add(new Score(
                "plane_offset",
                channel.name(),
                offset_mm(sight, index) - offset_mm(sight, grams),
                "mm",
                false,
                "along the belt"));
        scores.add(new Score("scatter_noise", channel.name(), 100 * m[1] / m[0], "% a pixel", false, "on it"));
    }
}
