package org.gwanmun.xray.lane;

import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Where what was declared does not fit what was measured. */
public enum Mismatch {
    /** The declared mass lies outside the interval of the estimated one. */
    MASS,
    /** The scales say something else than the declaration. */
    WEIGHED,
    /** There is a barcode, and no declaration of it. */
    UNDECLARED;

    /** Declared masses are rounded, and packing is forgotten. */
    private static final double TOLERANCE_SHARE = 0.1;

    private static final double TOLERANCE_G = 30;

    /** The mismatches of a parcel. */
    public static Set<Mismatch> of(LaneParcel parcel) {
        EnumSet<Mismatch> found = EnumSet.noneOf(Mismatch.class);
        if (parcel.declaration().isEmpty()) {
            if (parcel.identity().barcode().isPresent()) {
                found.add(UNDECLARED);
            }
            return found;
        }
        OptionalDouble declared = parcel.declaration().get().mass_g();
        if (declared.isEmpty()) {
            return found;
        }
        double mass_g = declared.getAsDouble();
        OptionalDouble low = parcel.mass().low_g();
        OptionalDouble high = parcel.mass().high_g();
        if ((low.isPresent() && mass_g < low.getAsDouble() - TOLERANCE_G)
                || (high.isPresent() && mass_g > high.getAsDouble() + TOLERANCE_G)) {
            found.add(MASS);
        }
        OptionalDouble weighed = parcel.measured().mass_g();
        if (weighed.isPresent()
                && Math.abs(weighed.getAsDouble() - mass_g) > Math.max(TOLERANCE_G, TOLERANCE_SHARE * mass_g)) {
            found.add(WEIGHED);
        }
        return found;
    }

    /** The name in the interface. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
