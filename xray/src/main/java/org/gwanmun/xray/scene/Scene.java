package org.gwanmun.xray.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwanmun.xray.matter.Material;

/**
 * A parcel made ready for rays: for each ray, how much of each material it passes, in g/cm².
 *
 * <p>A parcel becomes numbered solids, each of one material: the box's walls, then per object its body or wall, and then
 * its fill. A ray finds the few solids near it in a tree of boxes and takes them from the last to the first; what a later
 * solid has, an earlier one has lost. Immutable and thread-safe; each thread brings its own {@link Probe}.
 */
public final class Scene {
    /** The {@link #objectOf object} of the box's own walls. */
    public static final int WALLS = -1;

    private static final String AIR = "air";

    private record Solid(Shape shape, int material, int object) {}

    private final Shape[] shapes; // in the order in which they overwrite
    private final int[] material;
    private final int[] object;
    private final BoundsTree tree;
    private final List<Material> materials;
    private final Bounds bounds;

    /** Of a parcel. */
    public Scene(Parcel parcel) {
        List<Solid> solids = new ArrayList<>();
        Map<Material, Integer> index = new LinkedHashMap<>();
        parcel.wall().ifPresent(wall -> {
            Box box = new Box(parcel.length_mm(), parcel.width_mm(), parcel.height_mm());
            Shape shell = new Difference(box, box.inner(wall.thickness_mm()));
            solids.add(solid(Placed.at(shell, 0, 0, parcel.height_mm() / 2), wall.material(), index, WALLS));
        });
        for (int i = 0; i < parcel.objects().size(); i++) {
            ParcelObject it = parcel.objects().get(i);
            if (it.inside().isEmpty()) {
                solids.add(solid(it.outside(), it.material(), index, i));
            } else if (it.fill().isEmpty()) {
                solids.add(solid(new Difference(it.outside(), it.inside().get()), it.material(), index, i));
            } else { // the fill overwrites the middle of a full body
                solids.add(solid(it.outside(), it.material(), index, i));
                solids.add(solid(it.inside().get(), it.fill().get(), index, i));
            }
        }
        shapes = solids.stream().map(Solid::shape).toArray(Shape[]::new);
        material = solids.stream().mapToInt(Solid::material).toArray();
        object = solids.stream().mapToInt(Solid::object).toArray();
        materials = List.copyOf(index.keySet());
        List<Bounds> boxes = Arrays.stream(shapes).map(Shape::bounds).toList();
        tree = BoundsTree.of(boxes);
        double x = parcel.length_mm() / 2;
        double y = parcel.width_mm() / 2;
        bounds = boxes.stream().reduce(new Bounds(-x, -y, 0, x, y, parcel.height_mm()), Bounds::around);
    }

    private static Solid solid(Shape shape, Material material, Map<Material, Integer> index, int object) {
        return new Solid(shape, index.computeIfAbsent(material, m -> index.size()), object);
    }

    /** The distinct materials (with their densities) of the scene; {@link Probe#areal_g_cm2} is in this order. */
    public List<Material> materials() {
        return materials;
    }

    /** The box around everything. */
    public Bounds bounds() {
        return bounds;
    }

    /** How many solids there are: walls, bodies, fills, in the order in which they overwrite. */
    public int solids() {
        return shapes.length;
    }

    /** Of what, by its place in {@link #materials()}, a solid is. */
    public int materialOf(int solid) {
        return material[solid];
    }

    /** The place in {@link Parcel#objects()} of the object that a solid belongs to, or {@link #WALLS}. */
    public int objectOf(int solid) {
        return object[solid];
    }

    /** Whether a solid is of air, which counts as nothing. */
    boolean isAir(int solid) {
        return materials.get(material[solid]).name().equals(AIR);
    }

    /** The shape of a solid, before others overwrite it. */
    public Shape shapeOf(int solid) {
        return shapes[solid];
    }

    /** One thread's working memory for rays through a scene. */
    public final class Probe {
        private final double[] areal_g_cm2 = new double[materials.size()];
        private final double[] density =
                materials.stream().mapToDouble(Material::density_g_cm3).toArray();
        private final boolean[] air = new boolean[materials.size()];
        private final Intervals inside = new Intervals();
        private final Segments segments = new Segments();
        private final BoundsTree.Met met = new BoundsTree.Met();
        private final long[] marks = new long[(shapes.length + 63) / 64];

        /** Working memory for rays through this scene. */
        public Probe() {
            for (int i = 0; i < air.length; i++) {
                air[i] = materials.get(i).name().equals(AIR); // as outside: the air scan holds it already
            }
        }

        /**
         * Follows a ray through the whole scene; the amounts of {@link #areal_g_cm2} and the {@link #segments} are those of
         * this ray from now on.
         *
         * @return whether it met anything but air
         */
        public boolean follow(Ray ray) {
            return follow(ray.ox(), ray.oy(), ray.oz(), ray.dx(), ray.dy(), ray.dz());
        }

        /** The same for the line o + t d, |d| = 1. */
        public boolean follow(double ox, double oy, double oz, double dx, double dy, double dz) {
            tree.collect(ox, oy, oz, dx, dy, dz, met);
            claimAll(ox, oy, oz, dx, dy, dz);
            return weigh();
        }

        /**
         * The {@link #segments} alone, of the line's part between o and o + length·d: solids that lie wholly elsewhere on the
         * line are left out, others have all their pieces. {@link #areal_g_cm2} stays as it was.
         */
        public void followPart(double ox, double oy, double oz, double dx, double dy, double dz, double length_mm) {
            tree.collect(ox, oy, oz, dx, dy, dz, 0, length_mm, met);
            claimAll(ox, oy, oz, dx, dy, dz);
        }

        private void claimAll(double ox, double oy, double oz, double dx, double dy, double dz) {
            segments.clear();
            for (int i = 0; i < met.count; i++) {
                int solid = met.items[i];
                marks[solid >> 6] |= 1L << solid;
            }
            for (int word = marks.length - 1; word >= 0; word--) {
                long left = marks[word];
                marks[word] = 0;
                while (left != 0) {
                    int bit = 63 - Long.numberOfLeadingZeros(left);
                    left ^= 1L << bit;
                    claim((word << 6) + bit, ox, oy, oz, dx, dy, dz);
                }
            }
        }

        private void claim(int solid, double ox, double oy, double oz, double dx, double dy, double dz) {
            shapes[solid].intersect(ox, oy, oz, dx, dy, dz, inside);
            for (int i = 0; i < inside.count(); i++) {
                segments.claim(inside.from(i), inside.to(i), solid);
            }
        }

        private boolean weigh() {
            Arrays.fill(areal_g_cm2, 0);
            boolean matter = false;
            for (int i = 0; i < segments.count(); i++) {
                int m = material[segments.solid(i)];
                if (!air[m]) {
                    areal_g_cm2[m] += (segments.to(i) - segments.from(i)) / 10 * density[m];
                    matter = true;
                }
            }
            return matter;
        }

        /** Grams per cm² along the last ray, by {@link Scene#materials()}. Overwritten by the next; do not modify. */
        public double[] areal_g_cm2() {
            return areal_g_cm2;
        }

        /** The pieces of the last ray, in order. Overwritten by the next. */
        public Segments segments() {
            return segments;
        }
    }
}
