package org.gwanmun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;
import org.gwanmun.core.raster.FloatRaster;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.imaging.CompositeMaps;
import org.gwanmun.xray.imaging.ImagingMessage;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.imaging.LayerSeparation;
import org.gwanmun.xray.imaging.ScatterMaps;
import org.gwanmun.xray.imaging.SingleEnergyPictures;
import org.gwanmun.xray.imaging.ViewMaps;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.RawScanFolder;
import org.gwanmun.xray.machine.ScannerProfile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwanmun xray inspect}: the whole pipeline on a raw scan folder, or a plain greyscale picture. */
@Command(name = "inspect", mixinStandardHelpOptions = true)
final class XrayInspect implements Runnable {
    private static final int MOST_LAYERS = 40;

    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR_OR_FILE")
    Path input = Path.of("");

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR")
    @Nullable
    Path out;

    @Option(names = "--maps", paramLabel = "DIR")
    @Nullable
    Path maps;

    @Option(names = "--layers")
    boolean layers;

    @Option(names = "--scanner", paramLabel = "PROFILE")
    @Nullable
    String scanner;

    @Option(names = "--json")
    boolean json;

    XrayInspect(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (Files.isDirectory(input)) {
            inspectScan();
        } else if (Files.isRegularFile(input)) {
            inspectPicture();
        } else {
            throw Refusal.badInput(CliMessage.NO_SUCH_INPUT, input);
        }
    }

    private void inspectScan() {
        long start = System.nanoTime();
        RawScan scan = RawScanFolder.read(input);
        ImagingPipeline pipeline = ImagingPipeline.forProfile(profile(scan));
        double reading_ms = (System.nanoTime() - start) / 1e6;
        Inspection inspection = pipeline.process(scan);
        start = System.nanoTime();
        List<Path> pictures = new ArrayList<>();
        Optional<Path> folder = pictureFolder();
        folder.ifPresent(to -> pictures.addAll(Pictures.write(inspection, to)));
        double picture_ms = (System.nanoTime() - start) / 1e6;
        if (maps != null) {
            writeMaps(inspection, made(maps));
        }
        Map<String, @Nullable Object> timings = Json.object("read", reading_ms);
        timings.putAll(inspection.timings_ms());
        timings.put("pictures", picture_ms);
        Map<String, @Nullable Object> result = result(inspection, timings);
        if (layers) {
            result.put("layers", layers(inspection));
        }
        report(result, folder, pictures, inspection.notes(), () -> {
            for (ViewMaps view : inspection.views()) {
                console.say(CliMessage.VIEW, view.view(), view.lines(), view.pixels(), knownPercent(view));
            }
            inspection
                    .mass()
                    .ifPresentOrElse(
                            mass -> console.say(
                                    CliMessage.MASS, grams(mass.mass_g()), grams(mass.low_g()), grams(mass.high_g())),
                            () -> console.say(CliMessage.MASS_UNKNOWN));
        });
    }

    /** The machine the scan names, or the profile file the user names, which must be of that machine. */
    private ScannerProfile profile(RawScan scan) {
        if (scanner == null) {
            return ScannerProfile.named(scan.scanner());
        }
        ScannerProfile profile = ScannerProfile.find(scanner);
        if (!profile.name().equals(scan.scanner())) {
            throw Refusal.badInput(CliMessage.OTHER_SCANNER, profile.name(), scan.scanner());
        }
        return profile;
    }

    private void inspectPicture() {
        long start = System.nanoTime();
        GreyImage image = GreyImage.read(input);
        double reading_ms = (System.nanoTime() - start) / 1e6;
        start = System.nanoTime();
        List<Path> pictures = new ArrayList<>();
        Optional<Path> folder = pictureFolder();
        folder.ifPresent(to -> new SingleEnergyPictures(image)
                .all()
                .forEach((name, picture) -> Pictures.save(picture, to, name + ".png", pictures)));
        double picture_ms = (System.nanoTime() - start) / 1e6;
        List<Said> notes = List.of(Said.of(ImagingMessage.SINGLE_ENERGY), Said.of(ImagingMessage.NO_DETECTOR));
        Map<String, @Nullable Object> result = Json.object(
                "id", input.getFileName().toString(),
                "energies", 1,
                "width", image.width(),
                "height", image.height(),
                "bits", image.bits(),
                "zeff", null);
        result.putAll(judgement(Optional.empty(), OptionalDouble.empty()));
        result.put("timings_ms", Json.object("read", reading_ms, "pictures", picture_ms));
        report(result, folder, pictures, notes, () -> {});
    }

    private void report(
            Map<String, @Nullable Object> result,
            Optional<Path> folder,
            List<Path> pictures,
            List<Said> notes,
            Runnable text) {
        List<Object> said = new ArrayList<>();
        notes.forEach(note -> said.add(Json.object("ko", note.in(Language.KO), "en", note.in(Language.EN))));
        result.put("notes", said);
        List<Object> files = new ArrayList<>();
        pictures.forEach(file -> files.add(file.toString()));
        result.put("pictures", files);
        folder.ifPresent(to -> writeJson(result, to.resolve("inspection.json")));
        if (json) {
            console.print(result);
            return;
        }
        text.run();
        notes.forEach(note -> console.out().println(note.in(console.language())));
        folder.ifPresent(to -> console.say(CliMessage.PICTURES_IN, to));
    }

    private static Map<String, @Nullable Object> result(Inspection inspection, Map<String, @Nullable Object> timings) {
        Map<String, @Nullable Object> result =
                Json.object("id", inspection.id(), "scanner", inspection.scanner(), "energies", 2);
        result.putAll(judgement(inspection.mass(), inspection.atLeast_g()));
        List<Object> views = new ArrayList<>();
        for (ViewMaps view : inspection.views()) {
            views.add(Json.object(
                    "view",
                    view.view(),
                    "lines",
                    view.lines(),
                    "pixels",
                    view.pixels(),
                    "line_pitch_mm",
                    view.linePitch_mm(),
                    "pixel_pitch_mm",
                    view.pixelPitch_mm()));
        }
        result.put("views", views);
        List<Object> scatter = new ArrayList<>();
        for (ScatterMaps channel : inspection.scatter()) {
            scatter.add(Json.object(
                    "channel",
                    channel.channel(),
                    "lines",
                    channel.lines(),
                    "pixels",
                    channel.columns(),
                    "line_pitch_mm",
                    channel.linePitch_mm(),
                    "shift_mm",
                    inspection
                            .composite()
                            .flatMap(it -> it.channel(channel.channel()))
                            .map(CompositeMaps.Channel::shift_mm)
                            .orElse(null)));
        }
        result.put("scatter", scatter);
        result.put("timings_ms", timings);
        return result;
    }

    /** What stands out from its surroundings, taken off them, the heaviest first. */
    private static List<Object> layers(Inspection inspection) {
        List<Object> views = new ArrayList<>();
        for (ViewMaps view : inspection.views()) {
            List<Object> list = new ArrayList<>();
            for (LayerSeparation.Layer layer : LayerSeparation.of(view).layers()) {
                if (list.size() < MOST_LAYERS) {
                    list.add(Json.object(
                            "line", layer.line(),
                            "pixel", layer.pixel(),
                            "pixels", layer.pixels(),
                            "zeff", known(layer.zeff()),
                            "zeff_sigma", known(layer.zeffSigma()),
                            "areal_density_g_cm2", layer.areal_g_cm2(),
                            "areal_density_sigma_g_cm2", layer.arealSigma_g_cm2(),
                            "combined_zeff", known(layer.combinedZeff())));
                }
            }
            views.add(Json.object("view", view.view(), "layers", list));
        }
        return views;
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /**
     * Alarm and threshold are null, not false, as long as nothing automatic has looked. Of a parcel with an opaque part only
     * the lower end of the mass is known.
     */
    private static Map<String, @Nullable Object> judgement(Optional<Inspection.Mass> mass, OptionalDouble atLeast_g) {
        return Json.object(
                "alarm", null,
                "threshold", null,
                "findings", List.of(),
                "mass_g", mass.map(Inspection.Mass::mass_g).orElse(null),
                "mass_g_low",
                        mass.map(Inspection.Mass::low_g)
                                .orElse(atLeast_g.isPresent() ? (Double) atLeast_g.getAsDouble() : null),
                "mass_g_high", mass.map(Inspection.Mass::high_g).orElse(null));
    }

    /** Where pictures go: as asked; else beside the user, unless only JSON was asked for. */
    private Optional<Path> pictureFolder() {
        if (out != null) {
            return Optional.of(made(out));
        }
        if (json) {
            return Optional.empty();
        }
        String name =
                input.toAbsolutePath().normalize().getFileName().toString().replaceFirst("\\.[A-Za-z0-9]+$", "");
        return Optional.of(made(Path.of(name + "-inspect")));
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw Refusal.unavailable(
                    CliMessage.CANNOT_WRITE, folder, e.getClass().getSimpleName());
        }
    }

    private static void writeMaps(Inspection inspection, Path folder) {
        inspection.composite().ifPresent(composite -> {
            composite.channels().forEach(channel -> {
                write(composite, channel.index(), folder, channel.name() + ".low_density_index.tif");
                write(composite, channel.sigma(), folder, channel.name() + ".low_density_index_sigma.tif");
                write(composite, channel.measured(), folder, channel.name() + ".uncorrected_index.tif");
            });
            write(composite, composite.above(), folder, "low_density_above.tif");
        });
        for (ViewMaps view : inspection.views()) {
            new FloatRaster(view.pixels(), view.lines(), view.arealDensity_g_cm2())
                    .writeTiff(folder.resolve(view.view() + ".areal_density_g_cm2.tif"));
            new FloatRaster(view.pixels(), view.lines(), view.zeff())
                    .writeTiff(folder.resolve(view.view() + ".zeff.tif"));
            new FloatRaster(view.pixels(), view.lines(), view.arealSigma_g_cm2())
                    .writeTiff(folder.resolve(view.view() + ".areal_density_sigma_g_cm2.tif"));
            new FloatRaster(view.pixels(), view.lines(), view.zeffSigma())
                    .writeTiff(folder.resolve(view.view() + ".zeff_sigma.tif"));
            new FloatRaster(
                            view.pixels(),
                            view.lines(),
                            LayerSeparation.of(view).zeff(view))
                    .writeTiff(folder.resolve(view.view() + ".layer_zeff.tif"));
        }
    }

    private static void write(CompositeMaps composite, float[] map, Path folder, String name) {
        new FloatRaster(composite.pixels(), composite.lines(), map).writeTiff(folder.resolve(name));
    }

    private static void writeJson(Map<String, @Nullable Object> result, Path file) {
        try {
            Files.writeString(file, Json.text(result));
        } catch (IOException e) {
            throw Refusal.unavailable(
                    CliMessage.CANNOT_WRITE, file, e.getClass().getSimpleName());
        }
    }

    private static String knownPercent(ViewMaps view) {
        int known = 0;
        for (float z : view.zeff()) {
            known += Float.isNaN(z) ? 0 : 1;
        }
        return String.format(Locale.ROOT, "%.0f", 100.0 * known / view.zeff().length);
    }

    private static String grams(double g) {
        return String.format(Locale.ROOT, "%.0f", g);
    }
}
