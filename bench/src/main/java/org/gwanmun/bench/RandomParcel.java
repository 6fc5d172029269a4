package org.gwanmun.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;

/**
 * A parcel of 400 × 300 × 200 mm with paper walls and objects of every shape, one in three a shell, two in three turned;
 * the same for the same seed. Objects shrink as their number grows, so that parcels are about equally full.
 */
final class RandomParcel {
    private static final String[] MATERIALS = {
        "water", "aluminium", "iron", "polyethylene", "sugar", "tea", "copper", "paper"
    };

    private RandomParcel() {}

    static Parcel of(int objects, long seed) {
        return of(objects, 400, seed);
    }

    /** The same with another length. */
    static Parcel of(int objects, double length_mm, long seed) {
        Random random = new Random(seed);
        double scale = Math.cbrt(40.0 / objects * length_mm / 400);
        StringBuilder yaml = new StringBuilder("""
                gwanmun: parcel/1
                id: bench
                outer_mm: [%.0f, 300, 200]
                wall: {material: paper, thickness_mm: 3}
                objects:
                """.formatted(length_mm));
        for (int i = 0; i < objects; i++) {
            boolean turned = random.nextInt(3) > 0;
            yaml.append(String.format(
                    Locale.ROOT,
                    "  - {shape: {%s}, at_mm: [%.2f, %.2f, %.2f], rotate_deg: [%.1f, %.1f, %.1f], material: %s}%n",
                    shape(random, scale),
                    random.nextDouble(10 - length_mm / 2, length_mm / 2 - 10),
                    random.nextDouble(-140, 140),
                    random.nextDouble(10, 190),
                    turned ? random.nextDouble(360) : 0,
                    turned ? random.nextDouble(360) : 0,
                    turned ? random.nextDouble(360) : 0,
                    material(random)));
        }
        return ParcelFile.parse("bench.yaml", yaml.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String material(Random random) {
        return MATERIALS[random.nextInt(MATERIALS.length)];
    }

    private static String shape(Random random, double scale) {
        double a = scale * random.nextDouble(15, 70);
        double b = scale * random.nextDouble(15, 70);
        double c = scale * random.nextDouble(15, 70);
        String wall = random.nextInt(3) > 0
                ? ""
                : String.format(Locale.ROOT, ", wall_mm: %.3f, fill: %s", 1.5 * scale, material(random));
        return switch (random.nextInt(8)) {
            case 0 -> "box_mm: " + list(a, b, c) + wall;
            case 1 -> "ellipsoid_mm: " + list(a, b, c) + wall;
            case 2 -> "cylinder_mm: " + list(a, b) + wall;
            case 3 -> "capsule_mm: " + list(Math.min(a, b), Math.max(a, b)) + wall;
            case 4 -> "cone_mm: " + list(a, b) + wall;
            case 5 -> "torus_mm: " + list(a, a / 3) + wall;
            case 6 ->
                "union: [{box_mm: " + list(a, b, c) + "}, {cylinder_mm: " + list(b, a) + ", at_mm: " + list(a / 2, 0, 0)
                        + "}]";
            default -> "box_mm: " + list(a, b, c) + ", subtract: [{ellipsoid_mm: " + list(b, c, a) + "}]";
        };
    }

    private static String list(double... numbers) {
        return Arrays.toString(numbers);
    }
}
