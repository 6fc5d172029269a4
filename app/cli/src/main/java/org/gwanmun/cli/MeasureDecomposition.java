package org.gwanmun.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gwanmun.core.json.Json;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.ViewMaps;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code gwanmun measure decomposition}: bias of areal density and Zeff on slabs of stuff that no wedge held, means over 20 ×
 * 20 pixels, where T_low ≥ 0.01 (Z > 20: up to 6 g/cm²).
 */
@Command(name = "decomposition", mixinStandardHelpOptions = true)
final class MeasureDecomposition implements Runnable {
    /**
     * By family. None is in a wedge; all are among the 435 of the catalogue whose medians make the two corrections of the
     * decomposition.
     */
    private static final Map<String, List<String>> FAMILIES = families();

    private static final double[] AREAL_G_CM2 = {1, 2, 5, 10};
    private static final double LEAST_TRANSMISSION = 0.01;
    private static final double HEAVY_Z = 20;
    private static final double HEAVY_MOST_G_CM2 = 6;
    private static final int SIDE = 20;

    private final Console console;

    @Option(names = "--scanner", paramLabel = "PROFILE", defaultValue = "mail-composite")
    String scanner = "";

    @Option(names = "--keep-stray")
    boolean keepStray;

    @Option(names = "--json")
    boolean json;

    MeasureDecomposition(Console console) {
        this.console = console;
    }

    private static Map<String, List<String>> families() {
        Map<String, List<String>> families = new LinkedHashMap<>();
        families.put("plastics", List.of("polystyrene", "nylon 6", "PET", "polypropylene"));
        families.put("food, paper, wood", List.of("sucrose", "wood", "cotton", "flour", "paper"));
        families.put("liquids", List.of("water", "ethanol"));
        families.put(
                "hydrochlorides",
                List.of("methamphetamine hydrochloride", "cocaine hydrochloride", "ketamine hydrochloride"));
        families.put("chlorine plastics and salts", List.of("PVC", "sodium chloride"));
        families.put("powders", List.of("sodium bicarbonate", "talc", "calcium carbonate", "gypsum"));
        families.put("minerals", List.of("glass", "porcelain", "concrete", "soil"));
        families.put("metals", List.of("aluminium 6061", "chromium", "cast iron", "stainless steel"));
        return families;
    }

    private record Row(String family, String material, double zeff, double areal_g_cm2, double bias, double zeffBias) {}

    @Override
    public void run() {
        ScannerProfile profile = ScannerProfile.find(scanner);
        TwinScanner twin = new TwinScanner(profile);
        ImagingPipeline pipeline = ImagingPipeline.forProfile(profile);
        List<Row> rows = new ArrayList<>();
        FAMILIES.forEach((family, names) -> names.forEach(name -> {
            for (double areal : AREAL_G_CM2) {
                row(twin, pipeline, family, name, areal, rows);
            }
        }));
        double[] all = rows.stream().mapToDouble(r -> Math.abs(r.bias)).sorted().toArray();
        double[] zeff =
                rows.stream().mapToDouble(r -> Math.abs(r.zeffBias)).sorted().toArray();
        if (json) {
            List<Object> list = new ArrayList<>();
            rows.forEach(r -> list.add(Json.object(
                    "family", r.family,
                    "material", r.material,
                    "zeff", r.zeff,
                    "areal_density_g_cm2", r.areal_g_cm2,
                    "bias", r.bias,
                    "zeff_bias", r.zeffBias)));
            console.print(Json.object(
                    "scanner", profile.name(),
                    "median_bias", median(all),
                    "median_zeff_bias", median(zeff),
                    "rows", list));
            return;
        }
        FAMILIES.keySet().forEach(family -> print(family, rows));
        console.say(
                CliMessage.MEDIAN_BIAS,
                rows.size(),
                String.format(Locale.ROOT, "%.2f", 100 * median(all)),
                String.format(Locale.ROOT, "%.2f", median(zeff)));
    }

    private void print(String family, List<Row> rows) {
        console.out().println(family);
        FAMILIES.getOrDefault(family, List.of()).forEach(name -> {
            StringBuilder line = new StringBuilder();
            for (Row r : rows) {
                if (r.material.equals(name)) {
                    line.append(line.isEmpty() ? String.format(Locale.ROOT, "  %-30s Z %5.2f", name, r.zeff) : "")
                            .append(String.format(Locale.ROOT, "  %+5.1f %% %+5.2f", 100 * r.bias, r.zeffBias));
                }
            }
            console.out().println(line);
        });
    }

    private void row(
            TwinScanner twin, ImagingPipeline pipeline, String family, String name, double areal, List<Row> rows) {
        Material material = MaterialCatalogue.standard().find(name).orElseThrow();
        double zeff = material.composition().zeff();
        if (zeff > HEAVY_Z && areal > HEAVY_MOST_G_CM2) {
            return;
        }
        String yaml = String.format(
                Locale.ROOT,
                "{gwanmun: parcel/1, id: slab, outer_mm: [60, 60, 200], objects: [{shape: {box_mm: [60, 60, 100]},"
                        + " at_mm: [0, 0, 100], material: \"%s\", density_g_cm3: %f}]}",
                name,
                areal / 10);
        Parcel parcel = ParcelFile.parse("slab.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        RawScan scan = twin.scan(parcel, 77, Instant.EPOCH).raw();
        ViewMaps maps = pipeline.process(keepStray ? MeasureMass.withStray(scan) : scan)
                .views()
                .getFirst();
        double a = 0;
        double z = 0;
        double t = 0;
        for (int line = (maps.lines() - SIDE) / 2; line < (maps.lines() + SIDE) / 2; line++) {
            for (int p = (maps.pixels() - SIDE) / 2; p < (maps.pixels() + SIDE) / 2; p++) {
                int i = line * maps.pixels() + p;
                a += maps.arealDensity_g_cm2()[i] / SIDE / SIDE;
                z += maps.zeff()[i] / SIDE / SIDE;
                t += Math.exp(-maps.attenuation()[i]) / SIDE / SIDE;
            }
        }
        if (t >= LEAST_TRANSMISSION) {
            rows.add(new Row(family, name, zeff, areal, a / areal - 1, z - zeff));
        }
    }

    private static double median(double[] sorted) {
        double[] known = Arrays.stream(sorted).filter(v -> !Double.isNaN(v)).toArray();
        return known.length == 0 ? Double.NaN : (known[(known.length - 1) / 2] + known[known.length / 2]) / 2;
    }
}
