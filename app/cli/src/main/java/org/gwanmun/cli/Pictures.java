package org.gwanmun.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gwanmun.core.raster.PngFiles;
import org.gwanmun.xray.imaging.CompositeMaps;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.imaging.Palette;
import org.gwanmun.xray.imaging.PictureFunctions;
import org.gwanmun.xray.imaging.PictureSettings;
import org.gwanmun.xray.imaging.PictureSettings.Bands;
import org.gwanmun.xray.imaging.PictureSettings.Colour;
import org.gwanmun.xray.imaging.PictureSettings.Material;
import org.gwanmun.xray.imaging.PictureSettings.Range;
import org.gwanmun.xray.imaging.PictureSettings.Tone;
import org.gwanmun.xray.imaging.ViewMaps;
import org.gwanmun.xray.imaging.ZeffForDisplay;

/** Writes an inspection's pictures, {@code VIEW.FUNCTION.png}; the names of the functions never change. */
final class Pictures {
    private static final double MARGIN_MM = 20;

    /** A little more than a thick block of plastic. */
    private static final double UNKNOWN_BRIGHT = 0.35;

    private static final double BRIGHTEST_INDEX = 1.3;

    private static final double SCATTER_GAMMA = 0.7;
    private static final List<String> PREVIEWS = List.of("material", "bw", "negative", "high-penetration");
    private static final Map<String, PictureSettings> FUNCTIONS = functions();

    private Pictures() {}

    private static Map<String, PictureSettings> functions() {
        PictureSettings neutral = PictureSettings.NEUTRAL;
        PictureSettings grey = neutral.withColour(Colour.BLACK_WHITE);
        Map<String, PictureSettings> functions = new LinkedHashMap<>();
        functions.put("material", neutral);
        functions.put("material-safe", neutral.withPalette(Palette.COLOUR_VISION_SAFE, Bands.CONSOLE));
        functions.put("bw", grey);
        functions.put("negative", grey.withNegative(true));
        functions.put("pseudo-colour", neutral.withColour(Colour.PSEUDO));
        functions.put("organic-only", neutral.withMaterial(Material.ORGANIC_ONLY));
        functions.put("organic-stripped", neutral.withMaterial(Material.ORGANIC_STRIPPED));
        functions.put("metal-only", neutral.withMaterial(Material.METAL_ONLY));
        functions.put("high-penetration", neutral.withTone(Tone.HIGH_PENETRATION));
        functions.put("low-penetration", neutral.withTone(Tone.LOW_PENETRATION));
        functions.put("super-enhanced", neutral.withTone(Tone.SUPER_ENHANCED));
        functions.put("edge", neutral.withEdge(2));
        functions.put("absorption-window", neutral.withAbsorptionWindow(new Range(0.2, 0.8)));
        functions.put("zeff-window", neutral.withZeffWindow(new Range(6.5, 8.5)));
        functions.put("density-alert", neutral.withDensityAlert(new Range(2.5, PictureSettings.NO_END)));
        return functions;
    }

    /** Writes each view, cut to the parcel, in every picture function; returns the files. */
    static List<Path> write(Inspection inspection, Path folder) {
        return write(inspection, folder, List.copyOf(FUNCTIONS.keySet()));
    }

    /** Writes each view, cut to the parcel, in the few functions that tell what a scan is; returns the files. */
    static List<Path> writePreviews(Inspection inspection, Path folder) {
        return write(inspection, folder, PREVIEWS);
    }

    private static List<Path> write(Inspection inspection, Path folder, List<String> functions) {
        List<Path> files = new ArrayList<>();
        Inspection cut = inspection.croppedToParcel(MARGIN_MM);
        for (ViewMaps cropped : cut.views()) {
            ViewMaps view = ZeffForDisplay.steadied(cropped);
            for (String function : functions) {
                BufferedImage picture = PictureFunctions.picture(view, Objects.requireNonNull(FUNCTIONS.get(function)));
                save(picture, folder, view.view() + "." + function + ".png", files);
            }
        }
        cut.composite().ifPresent(composite -> composite
                .channels()
                .forEach(channel ->
                        save(picture(composite, channel.index()), folder, channel.name() + ".scatter.png", files)));
        return files;
    }

    /** The low-density index as brightness: what scatters much, organic matter, is bright; grey where it cannot be known. */
    private static BufferedImage picture(CompositeMaps composite, float[] index) {
        BufferedImage picture = new BufferedImage(composite.pixels(), composite.lines(), BufferedImage.TYPE_BYTE_GRAY);
        for (int at = 0; at < index.length; at++) {
            double bright = Double.isNaN(index[at])
                    ? UNKNOWN_BRIGHT
                    : Math.pow(Math.clamp(index[at] / BRIGHTEST_INDEX, 0, 1), SCATTER_GAMMA);
            picture.getRaster()
                    .setSample(at % composite.pixels(), at / composite.pixels(), 0, (int) Math.round(255 * bright));
        }
        return picture;
    }

    static void save(BufferedImage image, Path folder, String name, List<Path> files) {
        Path file = folder.resolve(name);
        PngFiles.write(image, file);
        files.add(file);
    }
}
