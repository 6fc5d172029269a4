package org.gwanmun.xray.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gwanmun.core.document.DocumentMessage;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;

/**
 * How a step wedge of known materials looked to one scanner: for each view, material and step the measured attenuation
 * −ln T at low and high energy; and for each scatter channel what a block of polyethylene 50 mm high gave (schema {@code
 * calibration/1}). Imaging knows a machine through this alone.
 */
public record Calibration(String scanner, Instant made, List<ViewWedge> views, List<Block> blocks) {
    /** Fewest steps of a material. */
    public static final int LEAST_STEPS = 4;

    public Calibration {
        views = List.copyOf(views);
        blocks = List.copyOf(blocks);
    }

    /** Of a machine without scatter channels. */
    public Calibration(String scanner, Instant made, List<ViewWedge> views) {
        this(scanner, made, views, List.of());
    }

    /**
     * What a wide block of polyethylene, 50 mm high, gives above the empty belt: the unit of the low-density
     * index.
     *
     * @param counts by column
     * @param covers what plates do to that, if they were scanned
     */
    public record Block(String channel, double[] counts, List<Covers> covers) {
        public Block {
            covers = List.copyOf(covers);
        }

        /** The covers of a material. */
        public Optional<Covers> covers(String material) {
            return covers.stream().filter(it -> it.material.equals(material)).findFirst();
        }
    }

    /**
     * Plates of a material between the pencil's source and the block, in the middle of the belt, thinnest first.
     *
     * @param alone low-density index of the plate without the block, at the same height; negative where it keeps light from
     *     the belt
     * @param over low-density index of plate and block
     */
    public record Covers(String material, double[] arealDensity_g_cm2, double[] alone, double[] over) {
        /** Whether the columns fit together. */
        boolean valid() {
            int n = arealDensity_g_cm2.length;
            return n >= LEAST_STEPS && alone.length == n && over.length == n && Steps.increasing(arealDensity_g_cm2);
        }
    }

    /** The block of a scatter channel, if it was scanned. */
    public Optional<Block> block(String channel) {
        return blocks.stream().filter(block -> block.channel.equals(channel)).findFirst();
    }

    /** The same as if the pencils had been driven at so many times the current: the block gives so many times the counts. */
    public Calibration withPencilCurrent(double times) {
        List<Block> driven = blocks.stream()
                .map(block -> new Block(
                        block.channel,
                        Arrays.stream(block.counts)
                                .map(counts -> times * counts)
                                .toArray(),
                        block.covers))
                .toList();
        return new Calibration(scanner, made, views, driven);
    }

    /** The same as if nothing were known of stray light: to see what its correction is worth. */
    public Calibration withoutStrayLight() {
        return new Calibration(
                scanner,
                made,
                views.stream().map(view -> view.withStray(StrayLight.NONE)).toList(),
                blocks);
    }

    /**
     * One view's wedge.
     *
     * @param response what the wedge tells of the view's spectra
     * @param stray what a parcel scatters onto the detector, as a block behind a beam stop showed it
     */
    public record ViewWedge(String view, List<Steps> materials, SpectralResponse response, StrayLight stray) {
        public ViewWedge {
            materials = List.copyOf(materials);
        }

        /** A wedge just scanned: its response is fitted. */
        public static ViewWedge fitted(String view, List<Steps> materials) {
            return new ViewWedge(view, materials, SpectralResponse.fit(materials), StrayLight.NONE);
        }

        /** The same with what a block scattered. */
        public ViewWedge withStray(StrayLight other) {
            return new ViewWedge(view, materials, response, other);
        }

        /** How badly the response explains the steps, relative; beyond {@link SpectralResponse#LARGEST_MISFIT} something is wrong. */
        public double misfit() {
            return response.misfit(materials);
        }
    }

    /**
     * One material's steps, thinnest first.
     *
     * @param zeff its effective atomic number
     * @param electrons_mol_per_g its electrons per gram: attenuation counts electrons, a balance counts grams
     * @param arealDensity_g_cm2 along the ray, increasing
     * @param attenuationLow −ln T at low energy, increasing
     * @param attenuationHigh −ln T at high energy, increasing
     */
    public record Steps(
            String material,
            double zeff,
            double electrons_mol_per_g,
            double[] arealDensity_g_cm2,
            double[] attenuationLow,
            double[] attenuationHigh) {
        /** Whether the columns fit together. */
        boolean valid() {
            int n = arealDensity_g_cm2.length;
            return n >= LEAST_STEPS
                    && attenuationLow.length == n
                    && attenuationHigh.length == n
                    && increasing(arealDensity_g_cm2)
                    && increasing(attenuationLow)
                    && increasing(attenuationHigh);
        }

        private static boolean increasing(double[] column) {
            for (int i = 0; i < column.length; i++) {
                if (!(column[i] > (i == 0 ? 0 : column[i - 1]))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The wedge of one view, if it was scanned. */
    public Optional<ViewWedge> view(String view) {
        return views.stream().filter(wedge -> wedge.view.equals(view)).findFirst();
    }

    /**
     * Refuses a calibration whose steps no spectrum explains.
     *
     * @throws Refusal naming the first view whose misfit exceeds {@link SpectralResponse#LARGEST_MISFIT}
     */
    public void refuseUnfit() {
        for (ViewWedge wedge : views) {
            double misfit = wedge.misfit();
            if (!(misfit <= SpectralResponse.LARGEST_MISFIT)) {
                throw Refusal.badInput(
                        MachineMessage.CALIBRATION_MISFIT,
                        wedge.view,
                        String.format(Locale.ROOT, "%.1f", 100 * misfit),
                        String.format(Locale.ROOT, "%.1f", 100 * SpectralResponse.LARGEST_MISFIT));
            }
        }
    }

    /** The calibration that ships with a scanner profile, if there is one. */
    public static Optional<Calibration> shipped(String scanner) {
        if (!ScannerProfile.SHIPPED.contains(scanner)) {
            return Optional.empty();
        }
        String resource = scanner + ".calibration.json";
        try (InputStream in = Calibration.class.getResourceAsStream(resource)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(parse(DocumentReader.parse(resource, in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a calibration file; refuses naming every mistake. */
    public static Calibration read(Path file) {
        return parse(DocumentReader.read(file));
    }

    /** Writes this calibration. */
    public void write(Path file) {
        List<Object> viewList = new ArrayList<>();
        for (ViewWedge wedge : views) {
            List<Object> materials = new ArrayList<>();
            for (Steps steps : wedge.materials) {
                double[][] residuals = wedge.response.residuals(steps);
                materials.add(Json.object(
                        "material",
                        steps.material,
                        "zeff",
                        steps.zeff,
                        "electrons_mol_per_g",
                        steps.electrons_mol_per_g,
                        "areal_density_g_cm2",
                        Json.list(steps.arealDensity_g_cm2),
                        "attenuation_low",
                        Json.list(steps.attenuationLow),
                        "attenuation_high",
                        Json.list(steps.attenuationHigh),
                        "residual_low",
                        Json.list(rounded(residuals[0], 6)),
                        "residual_high",
                        Json.list(rounded(residuals[1], 6))));
            }
            viewList.add(Json.object(
                    "view",
                    wedge.view,
                    "misfit",
                    wedge.misfit(),
                    "materials",
                    materials,
                    "stray_light",
                    Json.object("low", wedge.stray.low(), "high", wedge.stray.high()),
                    "response",
                    Json.object(
                            "energy_keV",
                            Json.list(wedge.response.energy_keV()),
                            "low",
                            Json.list(wedge.response.low()),
                            "high",
                            Json.list(wedge.response.high()))));
        }
        List<Object> blockList = new ArrayList<>();
        for (Block block : blocks) {
            List<Object> covers = new ArrayList<>();
            for (Covers it : block.covers) {
                covers.add(Json.object(
                        "material",
                        it.material,
                        "areal_density_g_cm2",
                        Json.list(it.arealDensity_g_cm2),
                        "alone",
                        Json.list(rounded(it.alone, 5)),
                        "over",
                        Json.list(rounded(it.over, 5))));
            }
            blockList.add(Json.object(
                    "channel",
                    block.channel,
                    "polyethylene_50_mm_counts",
                    Json.list(rounded(block.counts, 3)),
                    "covers",
                    covers));
        }
        String text = Json.text(Json.object(
                "gwanmun",
                "calibration/1",
                "scanner",
                scanner,
                "made",
                made.toString(),
                "views",
                viewList,
                "scatter",
                blockList));
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Refusal.unavailable(
                    MachineMessage.CANNOT_WRITE, file, e.getClass().getSimpleName());
        }
    }

    private static Calibration parse(Entry file) {
        file.schema("calibration/1");
        String scanner = file.required("scanner").map(Entry::text).orElse("");
        Instant made = file.required("made").map(Calibration::instant).orElse(Instant.EPOCH);
        List<Wedge> wedges = new ArrayList<>();
        for (Entry view : file.required("views").map(list -> list.list(8)).orElse(List.of())) {
            List<Steps> materials = new ArrayList<>();
            for (Entry entry :
                    view.required("materials").map(list -> list.list(40)).orElse(List.of())) {
                materials.add(steps(entry));
            }
            if (materials.size() < 2) {
                view.wrong(
                        DocumentMessage.WRONG_LENGTH, materials.size(), "2–40"); // one material tells no Z from another
            }
            wedges.add(new Wedge(
                    view.required("view").map(Entry::text).orElse(""),
                    materials,
                    view.find("response").map(Calibration::response),
                    view.find("stray_light").map(Calibration::stray).orElse(StrayLight.NONE)));
        }
        List<Block> blocks = new ArrayList<>();
        for (Entry entry : file.find("scatter").map(list -> list.list(8)).orElse(List.of())) {
            List<Covers> covers = new ArrayList<>();
            for (Entry cover : entry.find("covers").map(list -> list.list(8)).orElse(List.of())) {
                covers.add(covers(cover));
            }
            blocks.add(new Block(entry.required("channel").map(Entry::text).orElse(""), block(entry), covers));
        }
        file.problems().refuseIfAny();
        List<ViewWedge> views = new ArrayList<>();
        for (Wedge wedge : wedges) {
            views.add(wedge.response
                    .map(response -> new ViewWedge(wedge.view, wedge.materials, response, wedge.stray))
                    .orElseGet(
                            () -> ViewWedge.fitted(wedge.view, wedge.materials).withStray(wedge.stray)));
        }
        return new Calibration(scanner, made, views, blocks);
    }

    /** What a file says of a view. */
    private record Wedge(String view, List<Steps> materials, Optional<SpectralResponse> response, StrayLight stray) {}

    private static StrayLight stray(Entry entry) {
        return new StrayLight(
                entry.required("low").map(f -> f.number(0, 1)).orElse(0.0),
                entry.required("high").map(f -> f.number(0, 1)).orElse(0.0));
    }

    private static SpectralResponse response(Entry entry) {
        double[] energy = column(entry, "energy_keV");
        double[] low = column(entry, "low");
        double[] high = column(entry, "high");
        if (energy.length < 2 || low.length != energy.length || high.length != energy.length) {
            entry.wrong(MachineMessage.LISTS_DISAGREE, 2);
            return new SpectralResponse(new double[2], new double[2], new double[2]);
        }
        return new SpectralResponse(energy, low, high);
    }

    private static double[] rounded(double[] values, int digits) {
        double scale = Math.pow(10, digits);
        return Arrays.stream(values).map(v -> Math.rint(v * scale) / scale).toArray();
    }

    private static Steps steps(Entry entry) {
        Steps steps = new Steps(
                entry.required("material").map(Entry::text).orElse(""),
                entry.required("zeff").map(f -> f.number(1, 92)).orElse(Double.NaN),
                entry.required("electrons_mol_per_g").map(f -> f.number(0.3, 1)).orElse(Double.NaN),
                column(entry, "areal_density_g_cm2"),
                column(entry, "attenuation_low"),
                column(entry, "attenuation_high"));
        if (!steps.valid()) {
            entry.wrong(MachineMessage.LISTS_DISAGREE, LEAST_STEPS);
        }
        return steps;
    }

    private static Covers covers(Entry entry) {
        Covers covers = new Covers(
                entry.required("material").map(Entry::text).orElse(""),
                column(entry, "areal_density_g_cm2"),
                column(entry, "alone", -10),
                column(entry, "over", -10));
        if (!covers.valid()) {
            entry.wrong(MachineMessage.LISTS_DISAGREE, LEAST_STEPS);
        }
        return covers;
    }

    private static double[] column(Entry entry, String field) {
        return column(entry, field, 0);
    }

    private static double[] column(Entry entry, String field, double least) {
        return entry.required(field)
                .map(list -> list.list(400).stream()
                        .mapToDouble(e -> e.number(least, 1e4))
                        .toArray())
                .orElse(new double[0]);
    }

    private static double[] block(Entry entry) {
        return entry.required("polyethylene_50_mm_counts")
                .map(list -> list.list(8192).stream()
                        .mapToDouble(e -> e.number(0, 1e9))
                        .toArray())
                .orElse(new double[0]);
    }

    private static Instant instant(Entry field) {
        try {
            return Instant.parse(field.text());
        } catch (DateTimeParseException e) {
            field.wrong(DocumentMessage.WRONG_KIND, "2026-11-22T05:00:00Z", field.text());
            return Instant.EPOCH;
        }
    }
}
