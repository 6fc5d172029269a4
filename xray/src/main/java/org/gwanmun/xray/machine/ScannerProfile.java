package org.gwanmun.xray.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.gwanmun.core.document.DocumentMessage;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialField;

/**
 * One scanner model, read from a profile (schema {@code scanner/1}). Lengths in millimetres in the parcel's axes, z = 0 at
 * the belt's surface. What a profile leaves out of its imperfections (jitter, drift, focal spot, afterglow, crosstalk, dead
 * pixels) is zero: an ideal machine.
 *
 * @param name by which commands know it
 * @param tunnelWidth_mm inner width (y)
 * @param tunnelHeight_mm inner height (z)
 * @param beltSpeed_mm_s speed of the belt
 * @param belt what the belt is made of, and its thickness: it is in every air scan of a view from above or below
 * @param jitter how badly the belt keeps its place between two pulses of its encoder
 * @param views dual-energy fan-beam views, in the order in which the parcel meets them
 * @param pencils flying spots for scatter pictures, after the views
 */
public record ScannerProfile(
        String name,
        String nameKo,
        String nameEn,
        double tunnelWidth_mm,
        double tunnelHeight_mm,
        double beltSpeed_mm_s,
        Layer belt,
        BeltJitter jitter,
        List<View> views,
        List<PencilBeam> pencils) {
    /** The machines that ship with the suite. */
    public static final List<String> SHIPPED = List.of("mail-composite", "baggage-dual-view", "baggage-compact");

    private static final Pattern VIEW_NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    public ScannerProfile {
        views = List.copyOf(views);
        pencils = List.copyOf(pencils);
    }

    /** The same machine with its flying spots driven at another current. */
    public ScannerProfile withPencilCurrent(double current_mA) {
        return new ScannerProfile(
                name,
                nameKo,
                nameEn,
                tunnelWidth_mm,
                tunnelHeight_mm,
                beltSpeed_mm_s,
                belt,
                jitter,
                views,
                pencils.stream().map(pencil -> pencil.withCurrent(current_mA)).toList());
    }

    /** The view of a name, if the machine has it. */
    public Optional<View> view(String viewName) {
        return views.stream().filter(view -> view.name.equals(viewName)).findFirst();
    }

    /** A flat layer of something. */
    public record Layer(Material material, double thickness_mm) {
        /** Mass per area along a perpendicular ray. */
        public double areal_g_cm2() {
            return material.density_g_cm3() * thickness_mm / 10;
        }
    }

    /**
     * Errors of a line's place: stationary and Gaussian with standard deviation {@code rms_mm}, forgotten over {@code
     * correlation_mm} of travel.
     */
    public record BeltJitter(double rms_mm, double correlation_mm) {}

    /**
     * A fan-beam view: a source and a straight row of detectors in a plane across the belt.
     *
     * @param name {@code top}, {@code side} …, by where its source is; plain, since files are named after it
     * @param plane_x_mm where its plane stands along the belt
     * @param linePitch_mm travel of the belt between lines
     */
    public record View(String name, double plane_x_mm, double linePitch_mm, Source source, Detector detector) {
        /** Time of one line. */
        public double line_s(ScannerProfile profile) {
            return linePitch_mm / profile.beltSpeed_mm_s;
        }

        /** Where the centre of a pixel is across the belt; also between pixels. */
        public double pixelY_mm(double pixel) {
            return detector.y0_mm + (pixel + 0.5) / detector.pixels * (detector.y1_mm - detector.y0_mm);
        }

        /** Where the centre of a pixel is over the belt; also between pixels. */
        public double pixelZ_mm(double pixel) {
            return detector.z0_mm + (pixel + 0.5) / detector.pixels * (detector.z1_mm - detector.z0_mm);
        }

        /** Distance of the focal spot from the line of detectors. */
        public double sourceToDetector_mm() {
            return depth_mm(detector.y0_mm, detector.z0_mm);
        }

        /** How far a point is from the focal spot, measured along the perpendicular to the line of detectors. */
        public double depth_mm(double y_mm, double z_mm) {
            double along = detector.length_mm();
            double ny = -(detector.z1_mm - detector.z0_mm) / along;
            double nz = (detector.y1_mm - detector.y0_mm) / along;
            return Math.abs((y_mm - source.y_mm) * ny + (z_mm - source.z_mm) * nz);
        }

        /** The pixel whose ray passes a point of the fan's plane; also between pixels. */
        public double pixelOf(double y_mm, double z_mm) {
            double along = detector.length_mm();
            double ey = (detector.y1_mm() - detector.y0_mm()) / along;
            double ez = (detector.z1_mm() - detector.z0_mm()) / along;
            double scale = sourceToDetector_mm() / depth_mm(y_mm, z_mm);
            double t = (source.y_mm() + scale * (y_mm - source.y_mm()) - detector.y0_mm()) * ey
                    + (source.z_mm() + scale * (z_mm - source.z_mm()) - detector.z0_mm()) * ez;
            return t / along * detector.pixels() - 0.5;
        }

        /** 1/cos of the angle between a pixel's ray and the perpendicular to the line of detectors. */
        public double slant(double pixel) {
            return Math.hypot(pixelY_mm(pixel) - source.y_mm, pixelZ_mm(pixel) - source.z_mm) / sourceToDetector_mm();
        }

        /** Width of a pixel's shadow at a depth below the source ({@link #depth_mm}). */
        public double pixelPitchAt_mm(double depth_mm) {
            return detector.pitch_mm() * depth_mm / sourceToDetector_mm();
        }

        /** Whether the view looks down or up, through the belt; otherwise across it. */
        public boolean throughBelt() {
            return Math.abs(detector.y1_mm - detector.y0_mm) >= Math.abs(detector.z1_mm - detector.z0_mm);
        }
    }

    /**
     * The X-ray tube: voltage, current, inherent and added filter, measured output, and where its focus is.
     *
     * @param focalSpotX_mm full width of the focal spot along the belt, seen from the detectors
     * @param focalSpotAcross_mm its full width across the fan
     */
    public record Source(
            double kVp,
            double current_mA,
            Layer filter,
            double airKerma_uGy_per_mAs_at_1m,
            double y_mm,
            double z_mm,
            double focalSpotX_mm,
            double focalSpotAcross_mm,
            Drift drift) {
        /** The same tube at another current. */
        Source withCurrent(double other_mA) {
            return new Source(
                    kVp,
                    other_mA,
                    filter,
                    airKerma_uGy_per_mAs_at_1m,
                    y_mm,
                    z_mm,
                    focalSpotX_mm,
                    focalSpotAcross_mm,
                    drift);
        }
    }

    /**
     * How the tube wanders: relative standard deviations of voltage and current around what the air scan saw, forgotten
     * over {@code time_s}.
     */
    public record Drift(double kV, double current, double time_s) {}

    /**
     * One scintillator of a sandwich with what is wrong with it.
     *
     * @param crosstalk share of a pixel's light that each of its two neighbours receives
     * @param afterglowShare share of the light that comes late
     * @param afterglow_s time constant of the late light
     */
    public record Scintillator(Layer layer, double crosstalk, double afterglowShare, double afterglow_s) {}

    /**
     * A row of sandwich detectors from (y0, z0) to (y1, z1): a thin front layer (low energies), a filter, a thick back
     * layer (high energies).
     *
     * @param active_mm length of a pixel along the belt
     * @param gainSpread relative standard deviation of gains between pixels
     * @param electronicNoise_counts standard deviation of the electronics, in counts
     * @param pedestal_grey offset of the digitiser
     * @param countsPerGrey counts in one grey level
     * @param deadPixels share of pixels that never answer
     * @param referencePixels pixels at each end of the row that no parcel can shade: they watch the tube
     * @param tolerance relative standard deviation of one machine's crosstalk and afterglow about this profile's
     */
    public record Detector(
            double y0_mm,
            double z0_mm,
            double y1_mm,
            double z1_mm,
            int pixels,
            double active_mm,
            Scintillator low,
            Layer filter,
            Scintillator high,
            double gainSpread,
            double electronicNoise_counts,
            double pedestal_grey,
            double countsPerGrey,
            double deadPixels,
            int referencePixels,
            double tolerance) {
        /** Length of the row. */
        public double length_mm() {
            return Math.hypot(y1_mm - y0_mm, z1_mm - z0_mm);
        }

        /** Length of the row that one pixel takes. */
        public double pitch_mm() {
            return length_mm() / pixels;
        }

        /** The low (0) or the high (1) layer. */
        public Scintillator scintillator(int layer) {
            return layer == 0 ? low : high;
        }
    }

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

    /**
     * A scanner by what a user calls it: the name of a shipped one, or the path of a profile file (anything that ends in
     * {@code .yaml} or {@code .yml}).
     *
     * @throws Refusal if there is none of that name, or naming every mistake of the file
     */
    public static ScannerProfile find(String nameOrFile) {
        boolean file = nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml");
        return file ? read(Path.of(nameOrFile)) : named(nameOrFile);
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
        BeltJitter jitter = file.find("belt_jitter").map(ScannerProfile::jitter).orElse(new BeltJitter(0, 1));
        List<Optional<View>> views = new ArrayList<>();
        Optional<Entry> viewList = file.required("views");
        for (Entry entry : viewList.map(list -> list.list(8)).orElse(List.of())) {
            views.add(view(entry));
        }
        if (views.isEmpty()) {
            viewList.ifPresent(list -> list.wrong(DocumentMessage.WRONG_LENGTH, 0, "1–8"));
        }
        List<Optional<PencilBeam>> pencils = file.find("pencils").map(list -> list.list(4)).orElse(List.of()).stream()
                .map(ScannerProfile::pencil)
                .toList();
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
                jitter,
                views.stream().map(Optional::orElseThrow).toList(),
                pencils.stream().map(Optional::orElseThrow).toList());
    }

    private static BeltJitter jitter(Entry entry) {
        BeltJitter jitter =
                new BeltJitter(number(entry, "rms_mm", 0, 10), number(entry, "correlation_mm", 0.01, 10_000));
        entry.refuseUnknown();
        return jitter;
    }

    private static Optional<View> view(Entry entry) {
        String name = text(entry, "name");
        if (!VIEW_NAME.matcher(name).matches()) {
            entry.find("name").ifPresent(field -> field.wrong(MachineMessage.NOT_A_VIEW_NAME, name));
        }
        double plane = number(entry, "plane_x_mm", -10_000, 10_000);
        double pitch = number(entry, "line_pitch_mm", 0.05, 10);
        Optional<Source> source = entry.required("source").flatMap(ScannerProfile::source);
        Optional<Detector> detector = entry.required("detector").flatMap(ScannerProfile::detector);
        entry.refuseUnknown();
        Optional<View> view = source.flatMap(s -> detector.map(d -> new View(name, plane, pitch, s, d)));
        view.filter(v -> !(v.sourceToDetector_mm() >= 10))
                .ifPresent(v -> entry.wrong(MachineMessage.SOURCE_IN_DETECTOR, v.sourceToDetector_mm()));
        return view;
    }

    private static Optional<PencilBeam> pencil(Entry entry) {
        String name = text(entry, "name");
        if (!VIEW_NAME.matcher(name).matches()) {
            entry.find("name").ifPresent(field -> field.wrong(MachineMessage.NOT_A_VIEW_NAME, name));
        }
        double plane = number(entry, "plane_x_mm", -10_000, 10_000);
        double pitch = number(entry, "line_pitch_mm", 0.2, 20);
        int columns = (int) entry.required("columns")
                .map(f -> f.integer(8, 4096))
                .orElse(8L)
                .longValue();
        Optional<Source> source = entry.required("source").flatMap(ScannerProfile::source);
        double[] sweep = numbers(entry, "sweep_deg", 2, -60, 60);
        double[] spot = numbers(entry, "spot_mm", 2, 0.1, 20);
        double duty = number(entry, "duty", 0.1, 1);
        List<Optional<PencilBeam.ScatterHead>> heads =
                entry.required("heads").map(list -> list.list(4)).orElse(List.of()).stream()
                        .map(ScannerProfile::head)
                        .toList();
        entry.refuseUnknown();
        if (source.isPresent() && !(sweep[1] > sweep[0])) {
            entry.wrong(MachineMessage.EMPTY_RANGE, sweep[0], sweep[1]);
        }
        if (source.isEmpty() || heads.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        if (!(Math.abs(source.get().z_mm()) >= 50)) {
            entry.wrong(MachineMessage.SOURCE_IN_DETECTOR, Math.abs(source.get().z_mm()));
        }
        return Optional.of(new PencilBeam(
                name,
                plane,
                pitch,
                columns,
                source.get(),
                sweep[0],
                sweep[1],
                spot[0],
                spot[1],
                duty,
                heads.stream().map(Optional::orElseThrow).toList()));
    }

    private static Optional<PencilBeam.ScatterHead> head(Entry entry) {
        String channel = text(entry, "channel");
        if (!VIEW_NAME.matcher(channel).matches()) {
            entry.find("channel").ifPresent(field -> field.wrong(MachineMessage.NOT_A_VIEW_NAME, channel));
        }
        List<PencilBeam.Panel> panels = new ArrayList<>();
        for (Entry panel : entry.required("panels").map(list -> list.list(16)).orElse(List.of())) {
            double[] at = numbers(panel, "at_mm", 3, -5000, 5000);
            double[] size = numbers(panel, "size_mm", 2, 1, 5000);
            panel.refuseUnknown();
            panels.add(new PencilBeam.Panel(at[0], at[1], at[2], size[0], size[1]));
        }
        Optional<Layer> scintillator = layer(entry, "scintillator");
        double septa = entry.find("septa_deg").map(f -> f.number(1, 90)).orElse(90.0);
        double noise = number(entry, "electronic_noise_counts", 0, 10_000);
        double pedestal = number(entry, "pedestal_grey", 0, 30_000);
        double perGrey = number(entry, "counts_per_grey", 1e-6, 1e4);
        entry.refuseUnknown();
        return scintillator.map(
                layer -> new PencilBeam.ScatterHead(channel, panels, layer, septa, noise, pedestal, perGrey));
    }

    private static Optional<Source> source(Entry entry) {
        double kVp = number(entry, "kvp", 40, 200);
        double mA = number(entry, "ma", 0.001, 100);
        double kerma = number(entry, "air_kerma_uGy_per_mAs_at_1m", 0.1, 10_000);
        double[] at = numbers(entry, "at_yz_mm", 2, -5000, 5000);
        double[] spot =
                entry.find("focal_spot_mm").map(f -> f.numbers(2, 0, 20)).orElse(new double[2]);
        Drift drift = entry.find("drift").map(ScannerProfile::drift).orElse(new Drift(0, 0, 1));
        Optional<Layer> filter = layer(entry, "filter");
        entry.refuseUnknown();
        return filter.map(f -> new Source(kVp, mA, f, kerma, at[0], at[1], spot[0], spot[1], drift));
    }

    private static Drift drift(Entry entry) {
        Drift drift =
                new Drift(number(entry, "kv", 0, 0.1), number(entry, "ma", 0, 0.5), number(entry, "time_s", 1e-3, 1e5));
        entry.refuseUnknown();
        return drift;
    }

    private static Optional<Detector> detector(Entry entry) {
        double[] from = numbers(entry, "from_yz_mm", 2, -5000, 5000);
        double[] to = numbers(entry, "to_yz_mm", 2, -5000, 5000);
        int pixels = (int)
                entry.required("pixels").map(f -> f.integer(8, 8192)).orElse(8L).longValue();
        double active = number(entry, "active_mm", 0.05, 20);
        Optional<Scintillator> low = scintillator(entry, "low");
        Optional<Layer> filter = layer(entry, "filter");
        Optional<Scintillator> high = scintillator(entry, "high");
        double gain = number(entry, "gain_spread", 0, 0.5);
        double noise = number(entry, "electronic_noise_counts", 0, 10_000);
        double pedestal = number(entry, "pedestal_grey", 0, 30_000);
        double perGrey = number(entry, "counts_per_grey", 1e-3, 1e4);
        double dead = optional(entry, "dead_pixels", 0.2);
        int reference = entry.find("reference_pixels")
                .map(f -> (int) f.integer(0, Math.max(0, pixels / 4)))
                .orElse(0);
        double tolerance = optional(entry, "tolerance", 0.5);
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
                perGrey,
                dead,
                reference,
                tolerance));
    }

    private static Optional<Scintillator> scintillator(Entry holder, String field) {
        return holder.required(field).flatMap(entry -> {
            double crosstalk = optional(entry, "crosstalk", 0.2);
            double[] afterglow = entry.find("afterglow")
                    .map(late -> {
                        double[] both = {number(late, "share", 0, 0.5), number(late, "time_s", 1e-6, 10)};
                        late.refuseUnknown();
                        return both;
                    })
                    .orElse(new double[] {0, 1});
            return layer(entry).map(l -> new Scintillator(l, crosstalk, afterglow[0], afterglow[1]));
        });
    }

    private static double optional(Entry entry, String field, double high) {
        return entry.find(field).map(f -> f.number(0, high)).orElse(0.0);
    }

    private static Optional<Layer> layer(Entry holder, String field) {
        return holder.required(field).flatMap(ScannerProfile::layer);
    }

    private static Optional<Layer> layer(Entry entry) {
        double thickness = number(entry, "mm", 0, 100);
        double density = entry.find("density_g_cm3")
                .map(f -> f.number(1e-4, Material.LIMIT_DENSITY_G_CM3))
                .orElse(Double.NaN);
        OptionalDouble given = Double.isNaN(density) ? OptionalDouble.empty() : OptionalDouble.of(density);
        Optional<Material> material = entry.required("material").flatMap(field -> MaterialField.read(field, given));
        entry.refuseUnknown();
        return material.map(m -> new Layer(m, thickness));
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
