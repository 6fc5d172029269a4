package org.gwanmun.xray.lane;

import java.util.OptionalDouble;

/**
 * What scales and light curtains beside the belt say of a parcel; each empty where there is none.
 *
 * @param mass_g by the scales
 * @param length_mm along the belt
 * @param width_mm across it
 * @param height_mm above it
 */
public record Measured(
        OptionalDouble mass_g, OptionalDouble length_mm, OptionalDouble width_mm, OptionalDouble height_mm) {
    /** Nothing was measured. */
    public static final Measured NOTHING = new Measured(
            OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    public Measured {
        require("mass_g", mass_g, 1e6);
        require("length_mm", length_mm, 1e4);
        require("width_mm", width_mm, 1e4);
        require("height_mm", height_mm, 1e4);
    }

    private static void require(String name, OptionalDouble value, double most) {
        if (value.isPresent() && !(value.getAsDouble() >= 0 && value.getAsDouble() <= most)) {
            throw new IllegalArgumentException(
                    name + " (" + value.getAsDouble() + ") must lie between 0 and " + most + ".");
        }
    }
}
