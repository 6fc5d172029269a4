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
