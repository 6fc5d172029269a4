package org.gwanmun.xray.twin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.raster.FloatRaster;
import org.gwanmun.xray.machine.MachineMessage;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.RawScanFolder;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelObject;
import org.gwanmun.xray.scene.SceneMasses;

/**
 * What the twin made: the raw scan a machine would hand over, and the truth that only a twin knows.
 *
 * @param truth by view, on the raster of the view's channels
 * @param scatter by scatter channel, on its raster
 * @param scatterOnView the same on the raster of the first view, NaN where the pencil does not reach
 */
public record TwinScan(
        Parcel parcel,
        RawScan raw,
        List<ViewTruth> truth,
        List<ScatterTruth> scatter,
        List<ScatterTruth> scatterOnView) {
    private static final double LABEL_TOLERANCE = 0.02; // of an object's mass; the coarsest lattice is mostly finer

    public TwinScan {
        truth = List.copyOf(truth);
        scatter = List.copyOf(scatter);
        scatterOnView = List.copyOf(scatterOnView);
    }

    /** What a scatter channel would show without noise, in units of the polyethylene block. */
    public record ScatterTruth(String channel, FloatRaster lowDensityIndex) {}

    /**
     * What each ray of a view really met.
     *
     * @param arealDensity_g_cm2 along the ray
     * @param zeff of the mixed path; NaN where there is nothing
     */
    public record ViewTruth(String view, FloatRaster arealDensity_g_cm2, FloatRaster zeff) {}

    /** Writes the raw scan with {@code truth/} as a folder. */
    public void write(Path folder) {
        write(folder, growing -> {});
    }

    /** Writes the raw scan with {@code truth/} and whatever {@code more} puts beside it (previews). */
    public void write(Path folder, Consumer<Path> more) {
        RawScanFolder.write(raw, folder, growing -> {
            writeTruth(growing);
            more.accept(growing);
        });
    }

    private void writeTruth(Path folder) {
        Path to = folder.resolve("truth");
        try {
            Files.createDirectory(to);
            for (ViewTruth view : truth) {
                view.arealDensity_g_cm2.writeTiff(to.resolve(view.view + ".areal_density_g_cm2.tif"));
                view.zeff.writeTiff(to.resolve(view.view + ".zeff.tif"));
            }
            for (ScatterTruth channel : scatterOnView) {
                channel.lowDensityIndex.writeTiff(to.resolve(channel.channel + ".low_density_index.tif"));
            }
            List<Object> objects = new ArrayList<>();
            SceneMasses masses = SceneMasses.of(parcel, LABEL_TOLERANCE);
            for (int i = 0; i < parcel.objects().size(); i++) {
                ParcelObject object = parcel.objects().get(i);
                objects.add(Json.object(
                        "name", object.name(),
                        "material", object.material().name(),
                        "density_g_cm3", object.material().density_g_cm3(),
                        "volume_cm3", masses.objects().get(i).volume_cm3(),
                        "mass_g", masses.objects().get(i).mass_g(),
                        "threat", object.threat().orElse(null)));
            }
            Files.writeString(
                    to.resolve("labels.json"),
                    Json.text(Json.object("id", parcel.id(), "mass_g", masses.total_g(), "objects", objects)));
        } catch (IOException e) {
            throw Refusal.unavailable(
                    MachineMessage.CANNOT_WRITE, to, e.getClass().getSimpleName());
        }
    }
}
