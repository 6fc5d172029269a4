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
 */
public record Material(
        String name, String nameKo, Optional<String> formula, Composition composition, double density_g_cm3) {
    /** Densest thing accepted: osmium is 22.6 g/cm³. */
    public static final double LIMIT_DENSITY_G_CM3 = 25;

    public Material {
        if (!(density_g_cm3 > 0 && density_g_cm3 <= LIMIT_DENSITY_G_CM3)) {
            throw new IllegalArgumentException(
                    "density_g_cm3 (" + density_g_cm3 + ") of " + name + " must be in (0, 25]");
        }
    }

    /** The same material packed to another density. */
    public Material withDensity_g_cm3(double density) {
        return new Material(name, nameKo, formula, composition, density);
    }
}
