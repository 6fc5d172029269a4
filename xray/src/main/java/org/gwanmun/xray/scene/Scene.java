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
 * <p>Objects are met from the last to the first; what a later object covers, an earlier one has lost. A {@link BoxTree} over
 * the objects' bounding boxes spares a ray those it cannot meet. Immutable and thread-safe; each thread brings its own {@link
 * Probe}.
 */
public final class Scene {
    private static final String AIR = "air";

    /**
     * One body in the order in which they overwrite: the parcel's wall, an object's body or shell, or a shell's fill.
     *
     * @param object which object of the parcel it belongs to; {@link #WALL} for the wall
     * @param fill whether it is what fills a shell
     */
    record Solid(Shape shape, Bounds bounds, int material, int object, boolean fill) {}

    /** The object number of the parcel's wall. */
    static final int WALL = -1;

    private final List<Solid> solids = new ArrayList<>();
    private final List<Material> materials;
    private final Bounds bounds;
    private final BoxTree tree;

    /** Of a parcel. */
    public Scene(Parcel parcel) {
        Map<Material, Integer> index = new LinkedHashMap<>();
        Bounds outer = Bounds.centred(parcel.length_mm(), parcel.width_mm(), parcel.height_mm());
        parcel.wall().ifPresent(wall -> {
            Box box = new Box(parcel.length_mm(), parcel.width_mm(), parcel.height_mm());
            Shape shell = new Difference(box, box.inner(wall.thickness_mm()));
            add(Placed.at(shell, 0, 0, parcel.height_mm() / 2), wall.material(), WALL, false, index);
        });
        for (int i = 0; i < parcel.objects().size(); i++) {
            ParcelObject object = parcel.objects().get(i);
            int number = i;
            if (object.inside().isPresent()) {
                Shape inside = object.inside().get();
                add(new Difference(object.outside(), inside), object.material(), number, false, index);
                object.fill().ifPresent(fill -> add(inside, fill, number, true, index));
            } else {
                add(object.outside(), object.material(), number, false, index);
            }
        }
        materials = List.copyOf(index.keySet());
        Bounds all = new Bounds(outer.x0(), outer.y0(), 0, outer.x1(), outer.y1(), parcel.height_mm());
        double[] boxes = new double[6 * solids.size()];
        for (int i = 0; i < solids.size(); i++) {
            Bounds b = solids.get(i).bounds();
            all = all.around(b);
            boxes[6 * i] = b.x0();
            boxes[6 * i + 1] = b.y0();
            boxes[6 * i + 2] = b.z0();
            boxes[6 * i + 3] = b.x1();
            boxes[6 * i + 4] = b.y1();
            boxes[6 * i + 5] = b.z1();
        }
        bounds = all;
        tree = new BoxTree(boxes, solids.size());
    }

    private void add(Shape shape, Material material, int object, boolean fill, Map<Material, Integer> index) {
        int number = index.computeIfAbsent(material, m -> index.size());
        solids.add(new Solid(shape, shape.bounds(), number, object, fill));
    }

    /** The distinct materials (with their densities) of the scene; {@link Probe#areal_g_cm2} is in this order. */
    public List<Material> materials() {
        return materials;
    }

    /** The box around everything. */
    public Bounds bounds() {
        return bounds;
    }

    /** The bodies, in the order in which they overwrite. */
    List<Solid> solids() {
        return solids;
    }

    /** One thread's working memory for rays through a scene. */
    public final class Probe {
        private final Solid[] bodies = solids.toArray(Solid[]::new);
        private final double[] areal_g_cm2 = new double[materials.size()];
        private final double[] density =
                materials.stream().mapToDouble(Material::density_g_cm3).toArray();
        private final boolean[] air = new boolean[materials.size()];
        private final Workspace work = new Workspace();
        private final Intervals covered = new Intervals();
        private final Intervals spare = new Intervals();
        private final Intervals inside = new Intervals();
        private final Intervals seen = new Intervals();
        private int[] near = new int[64]; // count, then bodies whose boxes may be met
        private final int[] met = new int[bodies.length];
        private final double[] path_mm = new double[bodies.length];
        private int metCount;

        /** Working memory for rays through this scene. */
        public Probe() {
            for (int i = 0; i < air.length; i++) {
                air[i] = materials.get(i).name().equals(AIR); // as outside: the air scan holds it already
            }
        }

        /**
         * Follows a ray through the whole scene; the amounts of {@link #areal_g_cm2} are those of this ray from now on.
         *
         * @return whether it met anything
         */
        public boolean follow(Ray ray) {
            metCount = 0;
            near = tree.search(ray, work, near);
            if (near[0] == 0) {
                return false;
            }
            Arrays.sort(near, 1, near[0] + 1);
            Arrays.fill(areal_g_cm2, 0);
            covered.clear();
            boolean any = false;
            for (int i = near[0]; i > 0; i--) {
                Solid body = bodies[near[i]];
                body.shape.intersect(ray, inside, work);
                if (inside.count() == 0) {
                    continue;
                }
                boolean first = covered.count() == 0;
                if (!first) {
                    seen.setDifference(inside, covered);
                }
                double length = first ? inside.length() : seen.length();
                if (length > 0) {
                    met[metCount] = near[i];
                    path_mm[metCount++] = length;
                    if (!air[body.material]) {
                        areal_g_cm2[body.material] += length / 10 * density[body.material];
                        any = true;
                    }
                }
                if (first) {
                    covered.swap(inside);
                } else {
                    spare.setUnion(covered, inside);
                    covered.swap(spare);
                }
            }
            return any;
        }

        /**
         * Grams per cm² along the last ray that met anything, by {@link Scene#materials()}. Overwritten by the next; do not
         * modify.
         */
        public double[] areal_g_cm2() {
            return areal_g_cm2;
        }

        /** How many bodies the last ray passed. */
        int metCount() {
            return metCount;
        }

        /** Which body (index in {@link Scene#solids}). */
        int met(int i) {
            return met[i];
        }

        /** How far the last ray ran in it, without what later bodies cover. */
        double path_mm(int i) {
            return path_mm[i];
        }
    }
}
