package org.gwanmun.xray.scene;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a parcel and each of its objects weigh, with what later objects overwrite taken off.
 *
 * <p>The volume that solid s keeps is V = ∬ L(u, v) du dv, where L is its length along the line through (u, v) of a plane
 * across its box. Each of three directions (x, y, z) is integrated twice, with N lines placed as a Fibonacci lattice
 * (u, v) = (i/N, i F′/N mod 1) + shift (Zaremba 1966, doi:10.1007/BF02416453; random shifts: Cranley and Patterson 1976,
 * doi:10.1137/0713071). The mean of the six is the result and their spread over √6 its standard error; N grows until that
 * is below the tolerance or N is {@code 317,811}.
 *
 * @param walls the box's own, if it has any
 * @param objects in the order of {@link Parcel#objects()}
 */
public record SceneMasses(Optional<Mass> walls, List<Mass> objects) {
    /** Standard error, relative to the mass, that {@link #of(Parcel)} asks for. */
    public static final double TOLERANCE = 5e-4;

    private static final int[] LATTICES = {4181, 17711, 75025, 317811};
    private static final int[] GENERATORS = {2584, 10946, 46368, 196418};
    private static final int ESTIMATES = 6;
    private static final double SHIFT = 0.7548776662466927; // 1/ρ and 1/ρ² of the plastic number: shifts that spread
    private static final double SHIFT2 = 0.5698402909980532;

    /**
     * Of one object.
     *
     * @param name the object's name
     * @param body_cm3 volume of the body or its wall
     * @param fill_cm3 volume of what fills it
     * @param mass_g of both; air counts nothing
     * @param error_g standard error of the mass
     */
    public record Mass(String name, double body_cm3, double fill_cm3, double mass_g, double error_g) {
        /** Volume of body and fill. */
        public double volume_cm3() {
            return body_cm3 + fill_cm3;
        }
    }

    public SceneMasses {
        objects = List.copyOf(objects);
    }

    /** Of a parcel, each mass to {@link #TOLERANCE}. */
    public static SceneMasses of(Parcel parcel) {
        return of(parcel, TOLERANCE);
    }

    /** Of a parcel, with a relative standard error to aim at. */
    public static SceneMasses of(Parcel parcel, double tolerance) {
        Scene scene = new Scene(parcel);
        Optional<Mass> walls = parcel.wall().map(wall -> mass(scene, Scene.WALLS, "", tolerance));
        return new SceneMasses(
                walls,
                IntStream.range(0, parcel.objects().size())
                        .parallel()
                        .mapToObj(i -> mass(scene, i, parcel.objects().get(i).name(), tolerance))
                        .toList());
    }

    /** Everything together, in grams. */
    public double total_g() {
        return walls.map(Mass::mass_g).orElse(0.0)
                + objects.stream().mapToDouble(Mass::mass_g).sum();
    }

    /** Standard error of {@link #total_g}. */
    public double error_g() {
        double squares = walls.map(w -> w.error_g() * w.error_g()).orElse(0.0);
        return Math.sqrt(squares
                + objects.stream().mapToDouble(o -> o.error_g() * o.error_g()).sum());
    }

    private static Mass mass(Scene scene, int object, String name, double tolerance) {
        int[] solids = IntStream.range(0, scene.solids())
                .filter(s -> scene.objectOf(s) == object)
                .toArray();
        Bounds box = scene.shapeOf(solids[0]).bounds(); // a fill lies within
        Scene.Probe probe = scene.new Probe();
        double[] weight = new double[solids.length];
        double heaviest = 0;
        for (int k = 0; k < weight.length; k++) {
            weight[k] = scene.isAir(solids[k])
                    ? 0
                    : scene.materials().get(scene.materialOf(solids[k])).density_g_cm3();
            heaviest = Math.max(heaviest, weight[k]);
        }
        double[] cm3 = new double[2];
        double mean = 0;
        double error = Double.POSITIVE_INFINITY;
        double negligible = 1e-6 * heaviest * volume(box) / 1000;
        for (int level = 0; level < LATTICES.length && error > tolerance * mean + negligible; level++) {
            cm3[0] = 0;
            cm3[1] = 0;
            mean = 0;
            double squares = 0;
            for (int estimate = 0; estimate < ESTIMATES; estimate++) {
                double[] one = new double[2];
                integrate(
                        probe,
                        solids[0],
                        solids[solids.length - 1],
                        box,
                        estimate,
                        LATTICES[level],
                        GENERATORS[level],
                        one);
                double grams = one[0] * weight[0] + (solids.length > 1 ? one[1] * weight[1] : 0);
                double step = grams - mean;
                mean += step / (estimate + 1);
                squares += step * (grams - mean);
                cm3[0] += one[0] / ESTIMATES;
                cm3[1] += one[1] / ESTIMATES;
            }
            error = Math.sqrt(squares / (ESTIMATES - 1) / ESTIMATES);
        }
        return new Mass(name, cm3[0], cm3[1], mean, error);
    }

    private static double volume(Bounds b) {
        return (b.x1() - b.x0()) * (b.y1() - b.y0()) * (b.z1() - b.z0());
    }

    /** Volumes that an object's first and second solid (the same if it has but one) keep within the first's box, in cm³, into {@code cm3}. */
    private static void integrate(
            Scene.Probe probe, int first, int second, Bounds b, int estimate, int lines, int generator, double[] cm3) {
        int axis = estimate % 3;
        double shiftU = (0.5 + (estimate + 1) * SHIFT) % 1;
        double shiftV = (0.5 + (estimate + 1) * SHIFT2) % 1;
        Segments pieces = probe.segments();
        double body = 0;
        double fill = 0;
        for (int i = 0; i < lines; i++) {
            double u = ((i + shiftU) / lines) % 1;
            double v = ((double) ((long) i * generator % lines) / lines + shiftV) % 1;
            double x = b.x0() + (axis == 1 ? v : u) * (b.x1() - b.x0());
            double y = b.y0() + (axis == 2 ? v : u) * (b.y1() - b.y0());
            double z = b.z0() + v * (b.z1() - b.z0());
            if (axis == 0) {
                probe.follow(b.x0(), y, z, 1, 0, 0);
            } else if (axis == 1) {
                probe.follow(x, b.y0(), b.z0() + u * (b.z1() - b.z0()), 0, 1, 0);
            } else {
                probe.follow(x, y, b.z0(), 0, 0, 1);
            }
            for (int k = 0; k < pieces.count(); k++) {
                double length = pieces.to(k) - pieces.from(k);
                if (pieces.solid(k) == first) {
                    body += length;
                } else if (pieces.solid(k) == second) {
                    fill += length;
                }
            }
        }
        double across = axis == 0
                ? (b.y1() - b.y0()) * (b.z1() - b.z0())
                : axis == 1 ? (b.x1() - b.x0()) * (b.z1() - b.z0()) : (b.x1() - b.x0()) * (b.y1() - b.y0());
        cm3[0] = body * across / lines / 1000;
        cm3[1] = fill * across / lines / 1000;
    }
}
