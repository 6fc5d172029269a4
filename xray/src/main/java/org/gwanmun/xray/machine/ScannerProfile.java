package org.gwanmun.xray.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwanmun.core.document.DocumentMessage;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;

/**
 * One scanner model, read from a profile (schema {@code scanner/1}). Lengths in millimetres in the parcel's axes, z = 0 at
 * the belt's surface.
 *
 * @param name by which commands know it
 * @param tunnelWidth_mm inner width (y)
 * @param tunnelHeight_mm inner height (z)
 * @param beltSpeed_mm_s speed of the belt
 * @param belt what the belt is made of, and its thickness: it is in every air scan
 * @param views dual-energy fan-beam views, in the order in which the parcel meets them
 */
public record ScannerProfile(
        String name,
        String nameKo,
        String nameEn,
        double tunnelWidth_mm,
        double tunnelHeight_mm,
        double beltSpeed_mm_s,
        Layer belt,
        List<View> views) {
    /** The machines that ship with the suite. */
    public static final List<String> SHIPPED = List.of("mail-composite");

    /** A flat layer of something. */
    public record Layer(Material material, double thickness_mm) {}

    /**
     * A fan-beam view: a source and a straight row of detectors in a plane across the belt.
     *
     * @param name {@code top}, {@code side} …, by where its source is
     * @param plane_x_mm where its plane stands along the belt
     * @param linePitch_mm travel of the belt between lines
     */
    public record View(String name, double plane_x_mm, double linePitch_mm, Source source, Detector detector) {
        /** Time of one line. */
        public double line_s(ScannerProfile profile) {
            return linePitch_mm / profile.beltSpeed_mm_s;
        }

        /** Width of a pixel's shadow at a height over the belt, seen from this source (views from above). */
        public double pixelPitch_mm(double z_mm) {
            double pitch =
                    Math.hypot(detector.y1_mm - detector.y0_mm, detector.z1_mm - detector.z0_mm) / detector.pixels;
            double toDetector = Math.abs(source.z_mm - detector.z0_mm);
            return pitch * Math.abs(source.z_mm - z_mm) / toDetector;
        }
    }

    /** The X-ray tube: voltage, current, inherent and added filter, measured output, and where its focus is. */
    public record Source(
            double kVp, double current_mA, Layer filter, double airKerma_uGy_per_mAs_at_1m, double y_mm, double z_mm) {}

    /**
     * A row of sandwich detectors from (y0, z0) to (y1, z1): a thin front layer (low energies), a filter, a thick back
     * layer (high energies).
     *
     * @param active_mm length of a pixel along the belt
     * @param gainSpread relative standard deviation of gains between pixels
     * @param electronicNoise_counts standard deviation of the electronics, in counts
     * @param pedestal_grey offset of the digitiser
     * @param countsPerGrey counts in one grey level
     */
    public record Detector(
            double y0_mm,
            double z0_mm,
            double y1_mm,
            double z1_mm,
            int pixels,
            double active_mm,
            Layer low,
            Layer filter,
            Layer high,
            double gainSpread,
            double electronicNoise_counts,
            double pedestal_grey,
            double countsPerGrey) {}

    /**
     * A shipped scanner.
     *
     * @throws Refusal if there is none of that name
     */
    public static ScannerProfile named(String name) {
        if (!SHIPPED.contains(name)) {
            throw Refusal.badInput(MachineMessage.UNKNOWN_SCANNER, name, String.join(", ", SHIPPED));
        }
        String resource = name + ".yaml";
        try (InputStream in = ScannerProfile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            return parse(DocumentReader.parse(resource, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A scanner from a profile file; refuses naming every mistake. */
    public static ScannerProfile read(Path file) {
        return parse(DocumentReader.read(file));
    }

    private static ScannerProfile parse(Entry file) {
        file.schema("scanner/1");
        String name = text(file, "name");
        String ko = text(file, "name_ko");
        String en = text(file, "name_en");
        double[] tunnel = numbers(file, "tunnel_mm", 2, 50, 5000);
        double speed = number(file, "belt_speed_mm_s", 1, 5000);
        Optional<Layer> belt = layer(file, "belt");
        List<Optional<View>> views = new ArrayList<>();
        Optional<Entry> viewList = file.required("views");
        for (Entry entry : viewList.map(list -> list.list(8)).orElse(List.of())) {
            views.add(view(entry));
        }
        if (views.isEmpty()) {
            viewList.ifPresent(list -> list.wrong(DocumentMessage.WRONG_LENGTH, 0, "1–8"));
        }
        file.refuseUnknown();
        file.problems().refuseIfAny();
        return new ScannerProfile(
                name,
                ko,
                en,
                tunnel[0],
                tunnel[1],
                speed,
                belt.orElseThrow(),
                views.stream().map(Optional::orElseThrow).toList());
    }

    private static Optional<View> view(Entry entry) {
        String name = text(entry, "name");
        double plane = number(entry, "plane_x_mm", -10_000, 10_000);
        double pitch = number(entry, "line_pitch_mm", 0.05, 10);
        Optional<Source> source = entry.required("source").flatMap(ScannerProfile::source);
        Optional<Detector> detector = entry.required("detector").flatMap(ScannerProfile::detector);
        entry.refuseUnknown();
        return source.flatMap(s -> detector.map(d -> new View(name, plane, pitch, s, d)));
    }

    private static Optional<Source> source(Entry entry) {
        double kVp = number(entry, "kvp", 40, 200);
        double mA = number(entry, "ma", 0.001, 100);
        double kerma = number(entry, "air_kerma_uGy_per_mAs_at_1m", 0.1, 10_000);
        double[] at = numbers(entry, "at_yz_mm", 2, -5000, 5000);
        Optional<Layer> filter = layer(entry, "filter");
        entry.refuseUnknown();
        return filter.map(f -> new Source(kVp, mA, f, kerma, at[0], at[1]));
    }

    private static Optional<Detector> detector(Entry entry) {
        double[] from = numbers(entry, "from_yz_mm", 2, -5000, 5000);
        double[] to = numbers(entry, "to_yz_mm", 2, -5000, 5000);
        int pixels = (int)
                entry.required("pixels").map(f -> f.integer(8, 8192)).orElse(8L).longValue();
        double active = number(entry, "active_mm", 0.05, 20);
        Optional<Layer> low = layer(entry, "low");
        Optional<Layer> filter = layer(entry, "filter");
        Optional<Layer> high = layer(entry, "high");
        double gain = number(entry, "gain_spread", 0, 0.5);
        double noise = number(entry, "electronic_noise_counts", 0, 10_000);
        double pedestal = number(entry, "pedestal_grey", 0, 30_000);
        double perGrey = number(entry, "counts_per_grey", 1e-3, 1e4);
        entry.refuseUnknown();
        if (low.isEmpty() || filter.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Detector(
                from[0],
                from[1],
                to[0],
                to[1],
                pixels,
                active,
                low.get(),
                filter.get(),
                high.get(),
                gain,
                noise,
                pedestal,
                perGrey));
    }

    private static Optional<Layer> layer(Entry holder, String field) {
        Optional<Entry> found = holder.required(field);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Entry entry = found.get();
        double thickness = number(entry, "mm", 0, 100);
        Optional<Double> density = entry.find("density_g_cm3").map(f -> f.number(1e-4, 25));
        Optional<Material> material = entry.required("material").flatMap(name -> {
            Optional<Material> known = MaterialCatalogue.standard().find(name.text());
            if (known.isEmpty()) {
                known = Composition.ofFormula(name.text())
                        .map(c -> new Material(name.text(), name.text(), Optional.of(name.text()), c, 1));
            }
            if (known.isEmpty()) {
                Said unknown = MaterialCatalogue.standard().unknown(name.text());
                name.wrong(unknown.key(), unknown.arguments().toArray());
            }
            return known;
        });
        entry.refuseUnknown();
        return material.map(m -> new Layer(density.map(m::withDensity_g_cm3).orElse(m), thickness));
    }

    private static String text(Entry entry, String field) {
        return entry.required(field).map(Entry::text).orElse("");
    }

    private static double number(Entry entry, String field, double low, double high) {
        return entry.required(field).map(f -> f.number(low, high)).orElse(Double.NaN);
    }

    private static double[] numbers(Entry entry, String field, int count, double low, double high) {
        return entry.required(field).map(f -> f.numbers(count, low, high)).orElseGet(() -> new double[count]);
    }
}
