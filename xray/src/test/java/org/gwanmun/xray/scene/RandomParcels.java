package org.gwanmun.xray.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;

/** Parcels of every kind of shape, for laws that hold in all of them. */
final class RandomParcels {
    private static final List<String> MATERIALS =
            List.of("water", "aluminium", "iron", "polyethylene", "sugar", "tea", "copper", "paper");

    private RandomParcels() {}

    static Material material(String name) {
        return MaterialCatalogue.standard().find(name).orElseThrow();
    }

    static Material material(RandomGenerator random) {
        return material(MATERIALS.get(random.nextInt(MATERIALS.size())));
    }

    /** A parcel of 400 × 300 × 200 mm with walls. */
    static Parcel parcel(int objects, RandomGenerator random) {
        double scale = Math.cbrt(40.0 / objects);
        List<ParcelObject> list = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            Shape shape = shape(random, scale, 1);
            double[] turn = random.nextInt(3) == 0
                    ? new double[3]
                    : new double[] {random.nextDouble(360), random.nextDouble(360), random.nextDouble(360)};
            double[] at = {random.nextDouble(-190, 190), random.nextDouble(-140, 140), random.nextDouble(10, 190)};
            Optional<Shape> inner = Optional.empty();
            Optional<Material> fill = Optional.empty();
            if (random.nextInt(3) == 0 && !(shape instanceof Union || shape instanceof Difference)) {
                inner = Optional.of(shape.inner(1.5 * scale));
                if (random.nextBoolean()) {
                    fill = Optional.of(random.nextInt(4) == 0 ? material("air") : material(random));
                }
            }
            list.add(new ParcelObject(
                    "object " + i,
                    Placed.at(shape, turn, at[0], at[1], at[2]),
                    inner.map(s -> Placed.at(s, turn, at[0], at[1], at[2])),
                    material(random),
                    fill,
                    Optional.empty()));
        }
        return new Parcel(
                "random", 400, 300, 200, Optional.of(new Parcel.Wall(material("paper"), 3)), Optional.empty(), list);
    }

    static Shape shape(RandomGenerator random, double scale, int nesting) {
        double a = scale * random.nextDouble(15, 70);
        double b = scale * random.nextDouble(15, 70);
        double c = scale * random.nextDouble(15, 70);
        return switch (random.nextInt(nesting > 0 ? 8 : 6)) {
            case 0 -> new Box(a, b, c);
            case 1 -> new Ellipsoid(a, b, c);
            case 2 -> new Cylinder(a, b);
            case 3 -> new Capsule(Math.min(a, b), Math.max(a, b));
            case 4 -> new Cone(a, b);
            case 5 -> new Torus(a, a / 3);
            case 6 ->
                new Union(List.of(
                        shape(random, scale, nesting - 1),
                        Placed.at(shape(random, scale, nesting - 1), new double[] {20, 30, 40}, a / 3, b / 3, 0)));
            default ->
                new Difference(
                        shape(random, scale, nesting - 1),
                        Placed.at(shape(random, scale / 2, nesting - 1), a / 4, 0, b / 4));
        };
    }

    /** Through the parcel and from anywhere, often along an axis. */
    static Ray ray(RandomGenerator random) {
        double[] to = {random.nextDouble(-200, 200), random.nextDouble(-150, 150), random.nextDouble(0, 200)};
        if (random.nextInt(3) == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> new Ray(-500, to[1], to[2], 1, 0, 0);
                case 1 -> new Ray(to[0], 500, to[2], 0, -1, 0);
                default -> new Ray(to[0], to[1], 500, 0, 0, -1);
            };
        }
        double[] from = {random.nextDouble(-600, 600), random.nextDouble(-600, 600), random.nextDouble(300, 900)};
        return Ray.through(from[0], from[1], from[2], to[0], to[1], to[2]);
    }
}
