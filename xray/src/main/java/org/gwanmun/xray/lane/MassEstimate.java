package org.gwanmun.xray.lane;

import java.util.OptionalDouble;

/**
 * Mass of a parcel as estimated from its pictures, in grams. Each of the three is empty where it cannot be known: a parcel
 * with an opaque part has a lower bound only.
 *
 * @param mass_g best estimate
 * @param low_g lower end of the interval
 * @param high_g upper end of the interval
 */
public record MassEstimate(OptionalDouble mass_g, OptionalDouble low_g, OptionalDouble high_g) {
    /** Nothing is known. */
    public static final MassEstimate UNKNOWN =
            new MassEstimate(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    public MassEstimate {
        requireMass("mass_g", mass_g);
        requireMass("low_g", low_g);
        requireMass("high_g", high_g);
    }

    private static void requireMass(String name, OptionalDouble value_g) {
        if (value_g.isPresent() && !(Double.isFinite(value_g.getAsDouble()) && value_g.getAsDouble() >= 0)) {
            throw new IllegalArgumentException(
                    name + " (" + value_g.getAsDouble() + ") must be finite and not negative.");
        }
    }
}
