package org.gwanmun.xray.matter;

import java.util.Optional;

/**
 * A named material. Immutable.
 *
 * @param name English name, or the formula
 * @param nameKo Korean name, or the formula
 * @param formula chemical formula where the material is one compound
 * @param composition mass fractions of elements
 * @param density_g_cm3 density as it lies in a parcel (bulk density for powders), 0–25 g/cm³
 * @param densityRange the densities met in practice, where they vary: powders, loose and pressed things, cloth
 * @param group kind of material in the catalogue, such as {@code drug-salt}; empty for a material of the caller's own
 * @param source where composition and density come from; empty for a material of the caller's own
 */
public record Material(
        String name,
        String nameKo,
        Optional<String> formula,
        Composition composition,
        double density_g_cm3,
        Optional<DensityRange> densityRange,
        String group,
        String source) {
    /** Densest thing accepted: osmium is 22.6 g/cm³. */
    public static final double LIMIT_DENSITY_G_CM3 = 25;

    /**
     * Densities between which a material is met.
     *
     * @param low_g_cm3 loosest, positive
     * @param high_g_cm3 densest, at least the loosest
     */
    public record DensityRange(double low_g_cm3, double high_g_cm3) {
        public DensityRange {
            if (!(low_g_cm3 > 0 && high_g_cm3 >= low_g_cm3 && high_g_cm3 <= LIMIT_DENSITY_G_CM3)) {
                throw new IllegalArgumentException("density range " + low_g_cm3 + "–" + high_g_cm3 + " g/cm³");
            }
        }
    }

    public Material {
        if (!(density_g_cm3 > 0 && density_g_cm3 <= LIMIT_DENSITY_G_CM3)) {
            throw new IllegalArgumentException(
                    "density_g_cm3 (" + density_g_cm3 + ") of " + name + " must be in (0, 25]");
        }
    }

    /** A material of the caller's own: no range, group or source. */
    public Material(
            String name, String nameKo, Optional<String> formula, Composition composition, double density_g_cm3) {
        this(name, nameKo, formula, composition, density_g_cm3, Optional.empty(), "", "");
    }

    /** The same material packed to another density. */
    public Material withDensity_g_cm3(double density) {
        return new Material(name, nameKo, formula, composition, density, densityRange, group, source);
    }
}
