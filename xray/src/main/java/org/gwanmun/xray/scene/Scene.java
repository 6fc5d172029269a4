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
 * <p>Objects are met from the last to the first; what a later object covers, an earlier one has lost. Immutable and
 * thread-safe; each thread brings its own {@link Probe}.
 */
public final class Scene {
    private static final String AIR = "air";

    private record Solid(Shape shape, Bounds bounds, int material) {}

    private final List<Solid> solids = new ArrayList<>(); // in the order in which they overwrite
    private final List<Material> materials;
    private final Bounds bounds;

    /** Of a parcel. */
    public Scene(Parcel parcel) {
        Map<Material, Integer> index = new LinkedHashMap<>();
        Bounds outer = Bounds.centred(parcel.length_mm(), parcel.width_mm(), parcel.height_mm());
        parcel.wall().ifPresent(wall -> {
            Box box = new Box(parcel.length_mm(), parcel.width_mm(), parcel.height_mm());
            Shape shell = new Difference(box, box.inner(wall.thickness_mm()));
            add(Placed.at(shell, 0, 0, parcel.height_mm() / 2), wall.material(), index);
        });
        for (ParcelObject object : parcel.objects()) {
            if (object.inside().isPresent()) {
                Shape inside = object.inside().get();
                add(new Difference(object.outside(), inside), object.material(), index);
                object.fill().ifPresent(fill -> add(inside, fill, index));
            } else {
                add(object.outside(), object.material(), index);
            }
        }
        materials = List.copyOf(index.keySet());
        Bounds all = new Bounds(outer.x0(), outer.y0(), 0, outer.x1(), outer.y1(), parcel.height_mm());
        for (Solid solid : solids) {
            all = all.around(solid.bounds());
        }
        bounds = all;
    }

    private void add(Shape shape, Material material, Map<Material, Integer> index) {
        int number = index.computeIfAbsent(material, m -> index.size());
        solids.add(new Solid(shape, shape.bounds(), number));
    }

    /** The distinct materials (with their densities) of the scene; {@link Probe#areal_g_cm2} is in this order. */
    public List<Material> materials() {
        return materials;
    }

    /** The box around everything. */
    public Bounds bounds() {
        return bounds;
    }

    /** One thread's working memory for rays through a scene. */
    public final class Probe {
        private final double[] areal_g_cm2 = new double[materials.size()];
        private final double[] density =
                materials.stream().mapToDouble(Material::density_g_cm3).toArray();
        private final boolean[] air = new boolean[materials.size()];
        private Intervals covered = new Intervals();
        private Intervals spare = new Intervals();
        private final Intervals inside = new Intervals();
        private final Intervals seen = new Intervals();

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
            Arrays.fill(areal_g_cm2, 0);
            covered.clear();
            boolean met = false;
            for (int i = solids.size() - 1; i >= 0; i--) {
                Solid solid = solids.get(i);
                if (!solid.bounds.meets(ray)) {
                    continue;
                }
                solid.shape.intersect(ray, inside);
                if (inside.count() == 0) {
                    continue;
                }
                seen.setDifference(inside, covered);
                if (seen.count() > 0 && !air[solid.material]) {
                    areal_g_cm2[solid.material] += seen.length() / 10 * density[solid.material];
                    met = true;
                }
                spare.setUnion(covered, inside);
                Intervals free = covered;
                covered = spare;
                spare = free;
            }
            return met;
        }

        /** Grams per cm² along the last ray, by {@link Scene#materials()}. Overwritten by the next; do not modify. */
        public double[] areal_g_cm2() {
            return areal_g_cm2;
        }
    }
}
