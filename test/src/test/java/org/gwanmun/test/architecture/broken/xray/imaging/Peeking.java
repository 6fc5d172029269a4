package org.gwanmun.test.architecture.broken.xray.imaging;

import com.github.tschoonj.xraylib.Xraylib;
import org.gwanmun.test.architecture.broken.xray.twin.Twin;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A real machine has no twin, and pictures need neither cross sections nor YAML. */
public final class Peeking {
    /** Uses the twin. */
    public Twin twin() {
        return new Twin();
    }

    /** Uses another room's library. */
    public double mu() {
        return Xraylib.CS_Total(13, 60);
    }

    /** Uses core's library. */
    public LoadSettings yaml() {
        return LoadSettings.builder().build();
    }

    /** Uses a database. */
    public java.sql.Timestamp when() {
        return new java.sql.Timestamp(0);
    }
}
