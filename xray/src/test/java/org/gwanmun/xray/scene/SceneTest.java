package org.gwanmun.xray.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gwanmun.xray.matter.Material;
import org.junit.jupiter.api.Test;

class SceneTest {
    /** What the tree of boxes and the list of pieces must not change: every solid, last to first, by set algebra. */
    private static double[] plainly(Scene scene, Ray ray) {
        double[] areal = new double[scene.materials().size()];
        Intervals covered = new Intervals();
        Intervals inside = new Intervals();
        Intervals result = new Intervals();
        for (int i = scene.solids() - 1; i >= 0; i--) {
            scene.shapeOf(i).intersect(ray, inside);
            result.setDifference(inside, covered);
            Material material = scene.materials().get(scene.materialOf(i));
            if (!material.name().equals("air")) {
                areal[scene.materialOf(i)] += result.length() / 10 * material.density_g_cm3();
            }
            result.setUnion(covered, inside);
            result.swap(covered);
        }
        return areal;
    }

    @Property(tries = 60)
    void theTreeOfBoxesChangesNoResult(@ForAll long seed) {
        Random random = new Random(seed);
        Scene scene = new Scene(RandomParcels.parcel(1 + random.nextInt(120), random));
        Scene.Probe probe = scene.new Probe();
        for (int i = 0; i < 100; i++) {
            Ray ray = RandomParcels.ray(random);
            boolean met = probe.follow(ray);
            double[] expected = plainly(scene, ray);
            assertThat(probe.areal_g_cm2()).containsExactly(expected, within(1e-9));
            assertThat(met).isEqualTo(java.util.Arrays.stream(expected).anyMatch(a -> a > 0));
        }
    }

    @Property(tries = 60)
    void thePiecesOfARayAreOrderedAndSumToItsPath(@ForAll long seed) {
        Random random = new Random(seed);
        Scene scene = new Scene(RandomParcels.parcel(40, random));
        Scene.Probe probe = scene.new Probe();
        for (int i = 0; i < 100; i++) {
            probe.follow(RandomParcels.ray(random));
            Segments pieces = probe.segments();
            double[] areal = new double[scene.materials().size()];
            for (int k = 0; k < pieces.count(); k++) {
                assertThat(pieces.to(k)).isGreaterThan(pieces.from(k));
                assertThat(k == 0 || pieces.from(k) >= pieces.to(k - 1)).isTrue();
                int m = scene.materialOf(pieces.solid(k));
                Material material = scene.materials().get(m);
                areal[m] += material.name().equals("air")
                        ? 0
                        : (pieces.to(k) - pieces.from(k)) / 10 * material.density_g_cm3();
            }
            assertThat(probe.areal_g_cm2()).containsExactly(areal, within(1e-12));
        }
    }

    /** The middle of each piece lies in its solid and in no later one; the middle of each gap lies in none. */
    @Property(tries = 40)
    void piecesAgreeWithPointMembership(@ForAll long seed) {
        Random random = new Random(seed);
        Scene scene = new Scene(RandomParcels.parcel(40, random));
        Scene.Probe probe = scene.new Probe();
        for (int i = 0; i < 30; i++) {
            Ray ray = RandomParcels.ray(random);
            probe.follow(ray);
            Segments pieces = probe.segments();
            for (int k = 0; k < pieces.count(); k++) {
                if (pieces.to(k) - pieces.from(k) > 1e-6) {
                    assertThat(owner(scene, ray, (pieces.from(k) + pieces.to(k)) / 2))
                            .isEqualTo(pieces.solid(k));
                }
                if (k > 0 && pieces.from(k) - pieces.to(k - 1) > 1e-6) {
                    assertThat(owner(scene, ray, (pieces.from(k) + pieces.to(k - 1)) / 2))
                            .isEqualTo(-1);
                }
            }
        }
    }

    /** The last solid that holds a point of a ray, asked along another line through it. */
    private static int owner(Scene scene, Ray ray, double t) {
        double x = ray.ox() + t * ray.dx();
        double y = ray.oy() + t * ray.dy();
        double z = ray.oz() + t * ray.dz();
        Intervals inside = new Intervals();
        double s = 1 / Math.sqrt(3 + 0.25);
        for (int i = scene.solids() - 1; i >= 0; i--) {
            scene.shapeOf(i).intersect(x, y, z, s, -s, s * Math.sqrt(1.25), inside);
            for (int k = 0; k < inside.count(); k++) {
                if (inside.from(k) < 0 && inside.to(k) > 0) {
                    return i;
                }
            }
        }
        return -1;
    }

    @Property(tries = 60)
    void turningTheWholeSceneWithTheRayChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        Parcel parcel = RandomParcels.parcel(20, random);
        Placed frame = Placed.at(
                new Box(1, 1, 1),
                new double[] {random.nextDouble(360), random.nextDouble(360), random.nextDouble(360)},
                random.nextDouble(-50, 50),
                random.nextDouble(-50, 50),
                random.nextDouble(-50, 50));
        Parcel plain = with(parcel, parcel.objects());
        Parcel turned = with(
                parcel,
                parcel.objects().stream()
                        .map(o -> new ParcelObject(
                                o.name(),
                                moved(frame, o.outside()),
                                o.inside().map(s -> moved(frame, s)),
                                o.material(),
                                o.fill(),
                                o.threat()))
                        .toList());
        Scene.Probe a = new Scene(plain).new Probe();
        Scene.Probe b = new Scene(turned).new Probe();
        double[] r = frame.rotation();
        for (int i = 0; i < 50; i++) {
            Ray ray = RandomParcels.ray(random);
            a.follow(ray);
            b.follow(new Ray(
                    r[0] * ray.ox() + r[1] * ray.oy() + r[2] * ray.oz() + frame.x(),
                    r[3] * ray.ox() + r[4] * ray.oy() + r[5] * ray.oz() + frame.y(),
                    r[6] * ray.ox() + r[7] * ray.oy() + r[8] * ray.oz() + frame.z(),
                    r[0] * ray.dx() + r[1] * ray.dy() + r[2] * ray.dz(),
                    r[3] * ray.dx() + r[4] * ray.dy() + r[5] * ray.dz(),
                    r[6] * ray.dx() + r[7] * ray.dy() + r[8] * ray.dz()));
            assertThat(b.areal_g_cm2()).containsExactly(a.areal_g_cm2(), within(1e-4));
        }
    }

    private static Shape moved(Placed frame, Shape shape) {
        return new Placed(shape, frame.rotation(), frame.x(), frame.y(), frame.z());
    }

    private static Parcel with(Parcel parcel, List<ParcelObject> objects) {
        return new Parcel(
                parcel.id(),
                parcel.length_mm(),
                parcel.width_mm(),
                parcel.height_mm(),
                Optional.empty(),
                Optional.empty(),
                objects);
    }

    @Property(tries = 60)
    void theOrderOfDisjointObjectsDoesNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        Material[] materials = {RandomParcels.material("water"), RandomParcels.material("iron")};
        List<ParcelObject> objects = new ArrayList<>();
        for (int i = 0; i < 60; i++) { // one to a cell of 80 × 75 × 66 mm, at most 60 mm across
            Shape shape = RandomParcels.shape(random, 0.45, 0);
            double[] turn = {random.nextDouble(360), random.nextDouble(360), random.nextDouble(360)};
            objects.add(new ParcelObject(
                    "",
                    Placed.at(shape, turn, -160 + 80 * (i % 5), -112 + 75 * (i / 5 % 4), 33 + 66 * (i / 20)),
                    Optional.empty(),
                    materials[i % 2],
                    Optional.empty(),
                    Optional.empty()));
        }
        Parcel parcel = RandomParcels.parcel(1, random);
        Scene.Probe ordered = new Scene(with(parcel, objects)).new Probe();
        List<ParcelObject> shuffled = new ArrayList<>(objects.subList(2, objects.size()));
        Collections.shuffle(shuffled, random);
        shuffled.addAll(0, objects.subList(0, 2)); // so that the materials keep their places
        Scene.Probe mixed = new Scene(with(parcel, shuffled)).new Probe();
        for (int i = 0; i < 100; i++) {
            Ray ray = RandomParcels.ray(random);
            ordered.follow(ray);
            mixed.follow(ray);
            assertThat(mixed.areal_g_cm2()).containsExactly(ordered.areal_g_cm2(), within(1e-9));
        }
    }

    @Test
    void aRayAllocatesNothing() {
        Random random = new Random(1);
        Scene scene = new Scene(RandomParcels.parcel(100, random));
        Scene.Probe probe = scene.new Probe();
        Ray[] rays = new Ray[5000];
        for (int i = 0; i < rays.length; i++) {
            rays[i] = RandomParcels.ray(random);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 4; round++) { // the first lets the working memory grow
            long before = threads.getCurrentThreadAllocatedBytes();
            for (Ray ray : rays) {
                probe.follow(ray);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(rays.length); // a small constant of the JVM's own, not one object a ray
    }
}
