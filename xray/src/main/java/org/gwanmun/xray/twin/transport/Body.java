package org.gwanmun.xray.twin.transport;

import java.util.List;
import org.gwanmun.xray.matter.Material;

/** Something that photons go through: where which material is. Implementations are immutable. */
public interface Body {
    /** Its materials, by number. */
    List<Material> materials();

    /** One thread's way of following rays through it. */
    Tracer tracer();

    /** Follows rays piece by piece; belongs to one thread. */
    interface Tracer {
        /** Takes the pieces of the ray o + s d, |d| = 1, s ≥ 0, one after the other. */
        void follow(double ox, double oy, double oz, double dx, double dy, double dz);

        /** Goes on to the next piece, if there is one. Between pieces there is nothing. */
        boolean next();

        /** Where the piece ends, in mm from o. */
        double to_mm();

        /** Where it begins. */
        double from_mm();

        /** The number of its material. */
        int material();
    }
}
