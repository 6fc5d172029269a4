package org.gwanmun.xray.lane;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A parcel on an officer's desk.
 *
 * @param officer whose
 * @param until when others may take it, unless the desk says before then that it is still there; cut to microseconds
 */
public record Hold(String officer, Instant until) {
    public Hold {
        until = until.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether the officer's desk has fallen silent. */
    public boolean expired(Instant now) {
        return !until.isAfter(now);
    }
}
