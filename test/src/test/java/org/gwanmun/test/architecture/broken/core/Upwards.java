package org.gwanmun.test.architecture.broken.core;

import org.gwanmun.test.architecture.broken.xray.twin.Twin;

/** The foundation must not know what stands on it. */
public final class Upwards {
    /** Uses a room above. */
    public Twin twin() {
        return new Twin();
    }

    /** Reaches for the clock. */
    public long now() {
        return System.currentTimeMillis();
    }
}
