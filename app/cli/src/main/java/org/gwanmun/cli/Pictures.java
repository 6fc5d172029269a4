package org.gwanmun.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwanmun.core.raster.PngFiles;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.imaging.PictureFunctions;
import org.gwanmun.xray.imaging.ViewMaps;

/** Writes an inspection's pictures. */
final class Pictures {
    private static final double HIGH_PENETRATION = 0.25;
    private static final double MARGIN_MM = 20;

    private Pictures() {}

    /** Writes each view, cut to the parcel, in its picture functions; returns the files. */
    static List<Path> write(Inspection inspection, Path folder) {
        List<Path> files = new ArrayList<>();
        for (ViewMaps view : inspection.croppedToParcel(MARGIN_MM).views()) {
            double neutral = PictureFunctions.NEUTRAL_GAMMA;
            save(PictureFunctions.material(view, neutral), folder, view.view() + ".material.png", files);
            save(PictureFunctions.blackWhite(view, neutral, false), folder, view.view() + ".bw.png", files);
            save(PictureFunctions.blackWhite(view, neutral, true), folder, view.view() + ".negative.png", files);
            save(
                    PictureFunctions.material(view, HIGH_PENETRATION),
                    folder,
                    view.view() + ".high-penetration.png",
                    files);
        }
        return files;
    }

    static void save(java.awt.image.BufferedImage image, Path folder, String name, List<Path> files) {
        Path file = folder.resolve(name);
        PngFiles.write(image, file);
        files.add(file);
    }
}
