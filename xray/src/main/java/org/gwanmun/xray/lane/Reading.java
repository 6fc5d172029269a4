package org.gwanmun.xray.lane;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far the reading of a parcel has come.
 *
 * @param stage where it is
 * @param round the present reading, from 1
 * @param hold whose desk it is on; there exactly if it is held
 * @param firstReader who asked for a second opinion and therefore does not give it
 * @param judgement the verdict of the present round
 * @param recallUntil until when that verdict may be recalled, cut to microseconds
 * @param diversion where it was sent
 * @param opening what was found in it
 */
public record Reading(
        Stage stage,
        int round,
        Optional<Hold> hold,
        Optional<String> firstReader,
        Optional<Judgement> judgement,
        Optional<Instant> recallUntil,
        Optional<Diversion> diversion,
        Optional<Opening> opening) {
    /** Just arrived. */
    public static final Reading ARRIVED = new Reading(
            Stage.WAITING,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Reading {
        if ((stage == Stage.HELD) != hold.isPresent()) {
            throw new IllegalArgumentException("A parcel is on somebody's desk exactly if its stage says so.");
        }
        recallUntil = recallUntil.map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
    }

    Reading held(Hold by) {
        return new Reading(
                Stage.HELD,
                round,
                Optional.of(by),
                firstReader,
                Optional.empty(),
                Optional.empty(),
                diversion,
                opening);
    }

    /** Back in the queue it came from. */
    Reading released() {
        return queued(firstReader.isPresent() ? Stage.SECOND_OPINION : Stage.WAITING, round);
    }

    Reading judged(Judgement given, Instant recallable) {
        return new Reading(
                Stage.JUDGED,
                round,
                Optional.empty(),
                firstReader,
                Optional.of(given),
                Optional.of(recallable),
                diversion,
                opening);
    }

    /** On the desk again of the officer who took the verdict back. */
    Reading recalled(Hold by) {
        return new Reading(
                Stage.HELD,
                round + 1,
                Optional.of(by),
                firstReader,
                Optional.empty(),
                Optional.empty(),
                diversion,
                opening);
    }

    Reading forSecondOpinion(String asking) {
        Reading queued = queued(Stage.SECOND_OPINION, round + 1);
        return new Reading(
                queued.stage,
                queued.round,
                Optional.empty(),
                Optional.of(asking),
                Optional.empty(),
                Optional.empty(),
                diversion,
                opening);
    }

    Reading forRescan() {
        return queued(Stage.RESCAN, round);
    }

    Reading diverted(Diversion by) {
        return new Reading(
                Stage.DIVERTED,
                round,
                Optional.empty(),
                firstReader,
                judgement,
                Optional.empty(),
                Optional.of(by),
                opening);
    }

    /** The diversion as the machine confirms it; the stage stays as it is. */
    Reading confirmed(Diversion by) {
        return new Reading(stage, round, hold, firstReader, judgement, recallUntil, Optional.of(by), opening);
    }

    Reading opened(Opening by) {
        return new Reading(
                Stage.OPENED, round, Optional.empty(), firstReader, judgement, recallUntil, diversion, Optional.of(by));
    }

    private Reading queued(Stage where, int inRound) {
        return new Reading(
                where, inRound, Optional.empty(), firstReader, Optional.empty(), Optional.empty(), diversion, opening);
    }
}
