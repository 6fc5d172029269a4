package org.gwanmun.xray.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One parcel's way in figures, for statistics.
 *
 * @param lane where it came from
 * @param arrived when
 * @param judgement the verdict that stands
 * @param rounds how many readings it took
 * @param secondOpinion whether a second opinion was asked
 * @param diversion where it was sent
 * @param found whether something was found in it; empty if it was not opened
 */
public record ReadingFact(
        String lane,
        Instant arrived,
        Optional<Judgement> judgement,
        int rounds,
        boolean secondOpinion,
        Optional<Diversion> diversion,
        Optional<Boolean> found) {

    /** How long its picture was on the screen before the verdict. */
    public Optional<Duration> shown() {
        return judgement.map(Judgement::shown);
    }
}
