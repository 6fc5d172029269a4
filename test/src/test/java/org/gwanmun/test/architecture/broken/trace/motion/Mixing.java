package org.gwanmun.test.architecture.broken.trace.motion;

import org.gwanmun.test.architecture.broken.xray.twin.Twin;

/** Travellers and parcels never meet in code. */
public final class Mixing {
    /** Uses the other system. */
    public Twin twin() {
        return new Twin();
    }
}
