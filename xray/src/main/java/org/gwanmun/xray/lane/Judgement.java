package org.gwanmun.xray.lane;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A verdict on one parcel with everything that is kept of it.
 *
 * @param parcelId the parcel
 * @param round which reading of the parcel, from 1; a recalled verdict and a second opinion begin the next
 * @param verdict pass or inspect
 * @param reason what drew the officer's eye, if a reason was chosen
 * @param officer who judged, by user name
 * @param at when, cut to whole microseconds
 * @param shown how long the picture had been on the screen, as the desk measured it, in whole milliseconds; at most a day
 */
public record Judgement(
        String parcelId,
        int round,
        Verdict verdict,
        Optional<Reason> reason,
        String officer,
        Instant at,
        Duration shown) {
    /** A picture shown longer than this was not being read. */
    public static final Duration LONGEST_SHOWN = Duration.ofDays(1);

    public Judgement {
        if (round < 1) {
            throw new IllegalArgumentException("round (" + round + ") of " + parcelId + " must be 1 or more.");
        }
        if (officer.isBlank()) {
            throw new IllegalArgumentException("officer of the verdict on " + parcelId + " must not be blank.");
        }
        if (shown.isNegative() || shown.compareTo(LONGEST_SHOWN) > 0) {
            throw new IllegalArgumentException(
                    "shown (" + shown + ") of the verdict on " + parcelId + " must lie between 0 and a day.");
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
        shown = shown.truncatedTo(ChronoUnit.MILLIS);
    }
}
