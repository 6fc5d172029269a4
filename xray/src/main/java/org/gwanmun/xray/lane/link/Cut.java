package org.gwanmun.xray.lane.link;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.gwanmun.xray.lane.ParcelFlag;

/** What {@link BeltCutter} says of the belt. */
public sealed interface Cut {
    /**
     * Something begins to pass.
     *
     * @param start_mm its leading edge
     */
    record Begun(long start_mm) implements Cut {}

    /**
     * A parcel has passed.
     *
     * @param start_mm its leading edge
     * @param end_mm the place after its trailing edge
     * @param codes what was read on it, each once
     * @param mass_g what it weighs, if it was weighed by itself
     * @param height_mm by the light curtain; empty if it saw nothing
     * @param width_mm across the belt, the same way
     * @param flags what its reader should know
     */
    record Whole(
            long start_mm,
            long end_mm,
            List<String> codes,
            OptionalDouble mass_g,
            OptionalDouble height_mm,
            OptionalDouble width_mm,
            Set<ParcelFlag> flags)
            implements Cut {
        public Whole {
            codes = List.copyOf(codes);
            flags = Set.copyOf(flags);
        }
    }
}
