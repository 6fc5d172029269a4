package org.gwanmun.xray.lane;

import java.time.Duration;

/**
 * How a reading room works.
 *
 * @param target reading time that officers aim at
 * @param breakEvery how long one reads before a break
 * @param hold how long a verdict may be recalled before the diverter acts on it
 * @param lease how long a desk may be silent before its parcels go to others
 * @param patience how long a parcel may wait for a verdict before it is sent to be opened
 */
public record DeskSettings(Duration target, Duration breakEvery, Duration hold, Duration lease, Duration patience) {
    /** Reading in 8 s, breaks after 20 min, 6 s to recall, 30 s of silence, 2 min on the belt. */
    public static final DeskSettings USUAL = new DeskSettings(
            Duration.ofSeconds(8),
            Duration.ofMinutes(20),
            Duration.ofSeconds(6),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2));

    public DeskSettings {
        for (Duration duration : new Duration[] {target, breakEvery, lease, patience}) {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("A time of the reading room (" + duration + ") must be positive.");
            }
        }
        if (hold.isNegative()) {
            throw new IllegalArgumentException("hold (" + hold + ") must not be negative.");
        }
    }
}
