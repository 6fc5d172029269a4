package org.gwanmun.xray.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final List<Shape> PRIMITIVES = List.of(
            new Box(30, 20, 10),
            new Ellipsoid(30, 20, 10),
            new Cylinder(20, 30),
            new Capsule(14, 30),
            new Cone(20, 30),
            new Torus(20, 8));

    @Provide
    Arbitrary<Ray> rays() {
        Arbitrary<Double> coordinate = Arbitraries.doubles().between(-25, 25);
        Arbitrary<double[]> from = Combinators.combine(coordinate, coordinate).as((a, b) -> new double[] {a, b, 200});
        Arbitrary<double[]> to = Combinators.combine(coordinate, coordinate).as((a, b) -> new double[] {a, b, -200});
        return Combinators.combine(from, to).as((a, b) -> Ray.through(a[0], a[1], a[2], b[0], b[1], b[2]));
    }

    @Provide
    Arbitrary<Shape> shapes() {
        return Arbitraries.of(PRIMITIVES);
    }

    @Provide
    Arbitrary<double[]> angles() {
        Arbitrary<Double> angle = Arbitraries.doubles().between(-180, 180);
        return Combinators.combine(angle, angle, angle).as((a, b, c) -> new double[] {a, b, c});
    }

    /** The closed forms against the plainest possible test: is a point inside? */
    @Property(tries = 600)
    void intervalsAgreeWithPointMembership(@ForAll("shapes") Shape shape, @ForAll("rays") Ray ray) {
        Intervals inside = new Intervals();
        shape.intersect(ray, inside);
        for (int i = 0; i < inside.count(); i++) {
            assertThat(inside.to(i)).isGreaterThan(inside.from(i));
            assertThat(holds(shape, ray, (inside.from(i) + inside.to(i)) / 2)).isTrue();
        }
        double length = 0;
        double step = 0.02;
        for (double t = 150; t < 300; t += step) {
            length += holds(shape, ray, t) ? step : 0;
        }
        assertThat(inside.length()).isCloseTo(length, within(0.1));
    }

    @Property(tries = 300)
    void turningShapeAndRayTogetherChangesNothing(
            @ForAll("shapes") Shape shape, @ForAll("rays") Ray ray, @ForAll("angles") double[] angles) {
        Intervals plain = new Intervals();
        shape.intersect(ray, plain);
        Placed turned = Placed.at(shape, angles, 3, -2, 5);
        double[] r = turned.rotation();
        Ray turnedRay = new Ray(
                r[0] * ray.ox() + r[1] * ray.oy() + r[2] * ray.oz() + 3,
                r[3] * ray.ox() + r[4] * ray.oy() + r[5] * ray.oz() - 2,
                r[6] * ray.ox() + r[7] * ray.oy() + r[8] * ray.oz() + 5,
                r[0] * ray.dx() + r[1] * ray.dy() + r[2] * ray.dz(),
                r[3] * ray.dx() + r[4] * ray.dy() + r[5] * ray.dz(),
                r[6] * ray.dx() + r[7] * ray.dy() + r[8] * ray.dz());
        Intervals together = new Intervals();
        turned.intersect(turnedRay, together);
        assertThat(together.length()).isCloseTo(plain.length(), within(1e-6));
    }

    @Property(tries = 300)
    void unionAndDifferenceObeySetAlgebra(
            @ForAll("shapes") Shape a, @ForAll("shapes") Shape b, @ForAll("rays") Ray ray) {
        Shape moved = Placed.at(b, 5, 3, 4);
        double lengthA = length(a, ray);
        double lengthB = length(moved, ray);
        double union = length(new Union(List.of(a, moved)), ray);
        double aWithoutB = length(new Difference(a, moved), ray);
        double bWithoutA = length(new Difference(moved, a), ray);
        double both = lengthA - aWithoutB;
        assertThat(union).isCloseTo(aWithoutB + bWithoutA + both, within(1e-9));
        assertThat(lengthB - bWithoutA).isCloseTo(both, within(1e-9));
    }

    @Test
    void rightAnglesAreExact() {
        Shape cone = new Cone(20, 30);
        assertThat(Placed.at(cone, new double[] {90, 0, 0}, 0, 0, 0).rotation())
                .containsExactly(1, 0, 0, 0, 0, -1, 0, 1, 0);
        assertThat(Placed.at(cone, new double[] {-270, 180, 3600}, 0, 0, 0).rotation())
                .containsExactly(-1, 0, 0, 0, 0, 1, 0, 1, 0);
        assertThat(Placed.at(new Box(30, 20, 10), new double[] {0, 90, 90}, 1, 2, 3)
                        .bounds())
                .isEqualTo(new Bounds(-4, -13, -7, 6, 17, 13));
    }

    @Test
    void boundsOfTurnedShapesAreTight() {
        double[] turn = {45, 0, 0};
        double h = Math.sqrt(0.5);
        near(Placed.at(new Ellipsoid(30, 30, 30), new double[] {45, 20, 10}, 0, 0, 0), 15, 15, 15);
        near(Placed.at(new Box(30, 20, 10), turn, 0, 0, 0), 15, 15 * h, 15 * h);
        near(Placed.at(new Cylinder(20, 30), turn, 0, 0, 0), 10, 25 * h, 25 * h);
        near(Placed.at(new Capsule(14, 30), turn, 0, 0, 0), 7, 7 + 8 * h, 7 + 8 * h);
        near(Placed.at(new Torus(20, 8), turn, 0, 0, 0), 14, 4 + 10 * h, 4 + 10 * h);
        Bounds cone = Placed.at(new Cone(20, 30), turn, 0, 0, 0).bounds(); // z up becomes (0, −h, h)
        assertThat(cone.y0()).isCloseTo(-15 * h, within(1e-12));
        assertThat(cone.y1()).isCloseTo(25 * h, within(1e-12));
        Shape union = new Union(List.of(Placed.at(new Ellipsoid(10, 10, 10), turn, 20, 0, 0), new Box(2, 2, 2)));
        assertThat(Placed.at(union, new double[] {0, 0, 45}, 0, 0, 0).bounds().x1())
                .isCloseTo(20 * h + 5, within(1e-12));
    }

    private static void near(Shape shape, double x, double y, double z) {
        Bounds b = shape.bounds();
        assertThat(new double[] {b.x0(), b.y0(), b.z0(), b.x1(), b.y1(), b.z1()})
                .containsExactly(new double[] {-x, -y, -z, x, y, z}, within(1e-12));
    }

    /** No line leaves a shape beyond its reach, and of many along a direction one comes close to it. */
    @Property(tries = 40)
    void aShapeReachesAsFarAsItsLines(@ForAll("shapes") Shape shape, @ForAll("angles") double[] angles) {
        Placed placed = Placed.at(shape, angles, 3, -2, 5);
        double reach = placed.reach(0, 0, 1);
        double farthest = Double.NEGATIVE_INFINITY;
        Intervals inside = new Intervals();
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < 200; j++) {
                placed.intersect(3 + (i - 99.5) / 4.5, -2 + (j - 99.5) / 4.5, 0, 0, 0, 1, inside);
                if (inside.count() > 0) {
                    farthest = Math.max(farthest, inside.to(inside.count() - 1));
                }
            }
        }
        assertThat(farthest).isBetween(reach - 0.8, reach + 1e-9);
    }

    @Test
    void touchingBoxesAddUpOnEveryLine() {
        double[][] turns = {{0, 0, 0}, {0, 180, 0}, {90, 0, -90}, {0, 0, 270}};
        for (double[] turn : turns) {
            List<Shape> cubes = new java.util.ArrayList<>();
            for (int i = 0; i < 8; i++) {
                double[] own = i % 2 == 0 ? turn : new double[3];
                cubes.add(Placed.at(
                        new Box(10, 10, 10), own, (i & 1) == 0 ? -5 : 5, (i & 2) == 0 ? -5 : 5, (i & 4) == 0 ? -5 : 5));
            }
            for (int axis = 0; axis < 3; axis++) {
                double volume = 0;
                for (int u = -15; u <= 15; u++) {
                    for (int v = -15; v <= 15; v++) {
                        double[] o = {50, 50, 50};
                        o[(axis + 1) % 3] = u;
                        o[(axis + 2) % 3] = v;
                        Ray ray = new Ray(o[0], o[1], o[2], axis == 0 ? -1 : 0, axis == 1 ? -1 : 0, axis == 2 ? -1 : 0);
                        double sum =
                                cubes.stream().mapToDouble(c -> length(c, ray)).sum();
                        assertThat(length(new Union(cubes), ray)).isEqualTo(sum); // the tree agrees
                        volume += sum;
                    }
                }
                assertThat(volume).isEqualTo(8000);
            }
        }
        // Flat ends, met by lines across the axis.
        for (Shape shape : List.of(new Cylinder(20, 10), new Cone(20, 10))) {
            assertThat(length(shape, new Ray(-50, 0, -5, 1, 0, 0))).isCloseTo(20, within(1e-12));
            assertThat(length(shape, new Ray(-50, 0, 5, 1, 0, 0))).isZero();
        }
    }

    @Test
    void volumesByIntegrationMatchTheClosedForms() {
        double[] volumes = {
            30 * 20 * 10,
            Math.PI / 6 * 30 * 20 * 10,
            Math.PI / 4 * 20 * 20 * 30,
            Math.PI / 4 * 14 * 14 * 16 + Math.PI / 6 * 14 * 14 * 14,
            Math.PI / 12 * 20 * 20 * 30,
            2 * Math.PI * Math.PI * 10 * 4 * 4
        };
        for (int i = 0; i < volumes.length; i++) {
            assertThat(volume(PRIMITIVES.get(i)))
                    .as("%s", PRIMITIVES.get(i))
                    .isCloseTo(volumes[i], within(volumes[i] * 2e-3));
        }
    }

    @Test
    void wallsGrowInwardByTheirThickness() {
        assertThat(new Box(30, 20, 10).inner(2)).isEqualTo(new Box(26, 16, 6));
        assertThat(new Cylinder(20, 30).inner(1)).isEqualTo(new Cylinder(18, 28));
        assertThatThrownBy(() -> new Box(30, 20, 10).inner(5)).hasMessageContaining("no room");
        // A cone's wall keeps its distance from the mantle: the inner cone's mantle is w from the outer's.
        Cone cone = new Cone(20, 30);
        Bounds inner = cone.inner(1).bounds();
        double slope = Math.hypot(30, 10);
        assertThat(inner.z0()).isCloseTo(-14, within(1e-9));
        assertThat((15 - inner.z1()) * 10 / slope).isCloseTo(1, within(1e-9));
        assertThatThrownBy(() -> new Torus(5, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Capsule(8, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double length(Shape shape, Ray ray) {
        Intervals inside = new Intervals();
        shape.intersect(ray, inside);
        return inside.length();
    }

    private static double volume(Shape shape) {
        Bounds b = shape.bounds();
        int n = 400;
        double volume = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double x = b.x0() + (i + 0.5) / n * (b.x1() - b.x0());
                double y = b.y0() + (j + 0.5) / n * (b.y1() - b.y0());
                volume += length(shape, new Ray(x, y, 100, 0, 0, -1));
            }
        }
        return volume * (b.x1() - b.x0()) * (b.y1() - b.y0()) / n / n;
    }

    private static boolean holds(Shape shape, Ray ray, double t) {
        double x = ray.ox() + t * ray.dx();
        double y = ray.oy() + t * ray.dy();
        double z = ray.oz() + t * ray.dz();
        return switch (shape) {
            case Box b -> Math.abs(x) < b.x() / 2 && Math.abs(y) < b.y() / 2 && Math.abs(z) < b.z() / 2;
            case Ellipsoid e -> sq(2 * x / e.x()) + sq(2 * y / e.y()) + sq(2 * z / e.z()) < 1;
            case Cylinder c -> Math.hypot(x, y) < c.diameter() / 2 && Math.abs(z) < c.length() / 2;
            case Capsule c -> {
                double straight = (c.length() - c.diameter()) / 2;
                double above = Math.max(0, Math.abs(z) - straight);
                yield Math.sqrt(x * x + y * y + above * above) < c.diameter() / 2;
            }
            case Cone c ->
                Math.abs(z) < c.length() / 2 && Math.hypot(x, y) < c.diameter() / 2 * (c.length() / 2 - z) / c.length();
            case Torus o -> sq(Math.hypot(x, y) - o.ring() / 2) + z * z < sq(o.tube() / 2);
            default -> throw new IllegalArgumentException(shape.toString());
        };
    }

    private static double sq(double a) {
        return a * a;
    }
}
