package org.gwanmun.xray.lane;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * One step of a parcel's reading, kept for good.
 *
 * @param kind what happened
 * @param round in which reading
 * @param actor who did it: user name of an officer, or name of the lane
 * @param at when, cut to microseconds
 * @param requestId id that the desk gave the request, so that a request sent twice does nothing twice
 */
public record ReadingEvent(Kind kind, int round, String actor, Instant at, Optional<String> requestId) {
    public ReadingEvent {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Steps of a reading. */
    public enum Kind {
        HELD,
        RELEASED,
        JUDGED,
        RECALLED,
        SECOND_OPINION_ASKED,
        RESCAN_ASKED,
        DIVERTED,
        CONFIRMED,
        OPENED;

        /** The name in the store. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
