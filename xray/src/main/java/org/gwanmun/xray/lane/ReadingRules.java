package org.gwanmun.xray.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.xray.lane.ReadingEvent.Kind;
import org.gwanmun.xray.lane.ReadingOutcome.Obstacle;
import org.gwanmun.xray.lane.ReadingStore.Change;
import org.gwanmun.xray.lane.ReadingStore.Step;

/**
 * What may happen to a parcel, as pure rules: from how it stands and what is asked to how it stands then. A store calls
 * them with the parcel locked.
 *
 * <pre>
 * waiting ─hold→ held ─judge→ judged ─(hold time over)→ diverted ─open→ opened
 *    ↑release──┘  │ ↑──recall──┘                           ↑
 *                 ├─second opinion→ second_opinion ─hold→ … │  (by another officer)
 *                 └─rescan→ rescan ────────────────────────┘
 * every stage before diverted ─(nobody in time)→ diverted to inspect
 * </pre>
 */
final class ReadingRules {
    private ReadingRules() {}

    /** Who does something, when, and under which id of a request. */
    record By(Officer officer, Instant now, Optional<String> requestId) {
        private ReadingEvent event(Kind kind, int round) {
            return new ReadingEvent(kind, round, officer.user(), now, requestId);
        }

        private Optional<AuditFact> fact(String action, ReadingItem item, String detail) {
            return Optional.of(new AuditFact(
                    now, officer.pseudonym(), action, item.parcel().id(), detail));
        }
    }

    static Step hold(ReadingItem item, By by, Duration lease) {
        Reading reading = item.reading();
        Hold hold = new Hold(by.officer.user(), by.now.plus(lease));
        if (holdsIt(reading, by)) {
            return new Step(
                    new ReadingOutcome.Done(item.with(reading.held(hold))),
                    Optional.of(new Change(reading.held(hold), Optional.empty(), Optional.empty())));
        }
        return notReadable(item, by)
                .map(Step::refused)
                .orElseGet(
                        () -> done(item, reading.held(hold), by.event(Kind.HELD, reading.round()), Optional.empty()));
    }

    static Step release(ReadingItem item, By by) {
        if (!holdsIt(item.reading(), by)) {
            return Step.refused(new ReadingOutcome.NotAllowed(Obstacle.NOT_YOURS));
        }
        return done(
                item,
                item.reading().released(),
                by.event(Kind.RELEASED, item.reading().round()),
                Optional.empty());
    }

    static Step judge(
            ReadingItem item, By by, Verdict verdict, Optional<Reason> reason, Duration shown, Duration recallable) {
        Reading reading = item.reading();
        Optional<ReadingOutcome> obstacle = notReadable(item, by);
        if (obstacle.isPresent()) {
            return Step.refused(obstacle.get());
        }
        Judgement judgement =
                new Judgement(item.parcel().id(), reading.round(), verdict, reason, by.officer.user(), by.now, shown);
        return done(
                item,
                reading.judged(judgement, by.now.plus(recallable)),
                by.event(Kind.JUDGED, reading.round()),
                by.fact(ReadingDesk.VERDICT_GIVEN, item, detail(judgement)));
    }

    static Step recall(ReadingItem item, By by, Duration lease) {
        Reading reading = item.reading();
        return switch (reading.stage()) {
            case DIVERTED, OPENED -> Step.refused(new ReadingOutcome.NotAllowed(Obstacle.ALREADY_DIVERTED));
            case JUDGED -> {
                boolean own = reading.judgement()
                        .filter(given -> given.officer().equals(by.officer.user()))
                        .isPresent();
                yield own
                        ? done(
                                item,
                                reading.recalled(new Hold(by.officer.user(), by.now.plus(lease))),
                                by.event(Kind.RECALLED, reading.round()),
                                by.fact("verdict.recalled", item, "round=" + reading.round()))
                        : Step.refused(new ReadingOutcome.NotAllowed(Obstacle.NOT_YOURS));
            }
            case WAITING, HELD, SECOND_OPINION, RESCAN ->
                Step.refused(new ReadingOutcome.NotAllowed(Obstacle.NOT_JUDGED));
        };
    }

    static Step askSecondOpinion(ReadingItem item, By by, Optional<Reason> reason, Duration shown) {
        Reading reading = item.reading();
        Optional<ReadingOutcome> obstacle = notReadable(item, by);
        if (obstacle.isPresent()) {
            return Step.refused(obstacle.get());
        }
        if (reading.firstReader().isPresent()) {
            return Step.refused(new ReadingOutcome.NotAllowed(Obstacle.SECOND_READER_DECIDES));
        }
        return done(
                item,
                reading.forSecondOpinion(by.officer.user()),
                by.event(Kind.SECOND_OPINION_ASKED, reading.round()),
                by.fact("second_opinion.asked", item, detail(reason, shown)));
    }

    static Step askRescan(ReadingItem item, By by, Optional<Reason> reason, Duration shown) {
        Optional<ReadingOutcome> obstacle = notReadable(item, by);
        if (obstacle.isPresent()) {
            return Step.refused(obstacle.get());
        }
        return done(
                item,
                item.reading().forRescan(),
                by.event(Kind.RESCAN_ASKED, item.reading().round()),
                by.fact("rescan.asked", item, detail(reason, shown)));
    }

    /** Where the diverter is to send the parcel now, if it is time: never by anything but a durable verdict, except to inspect. */
    static Optional<Diversion> due(ReadingItem item, Instant now, Duration patience) {
        Reading reading = item.reading();
        return switch (reading.stage()) {
            case JUDGED ->
                reading.recallUntil().filter(until -> !until.isAfter(now)).isPresent()
                        ? reading.judgement()
                                .map(given -> new Diversion(
                                        given.verdict() == Verdict.PASS ? Diversion.Gate.PASS : Diversion.Gate.INSPECT,
                                        Diversion.Why.VERDICT,
                                        now,
                                        Optional.empty()))
                        : Optional.empty();
            case RESCAN ->
                Optional.of(new Diversion(Diversion.Gate.RETURN, Diversion.Why.RESCAN, now, Optional.empty()));
            case WAITING, HELD, SECOND_OPINION ->
                item.parcel().passage().arrived().plus(patience).isAfter(now)
                        ? Optional.empty()
                        : Optional.of(
                                new Diversion(Diversion.Gate.INSPECT, Diversion.Why.NO_VERDICT, now, Optional.empty()));
            case DIVERTED, OPENED -> Optional.empty();
        };
    }

    static Step divert(ReadingItem item, By lane, Duration patience) {
        return due(item, lane.now, patience)
                .map(diversion -> done(
                        item,
                        item.reading().diverted(diversion),
                        lane.event(Kind.DIVERTED, item.reading().round()),
                        diverted(item, lane, diversion)))
                .orElseGet(() -> Step.refused(new ReadingOutcome.Done(item)));
    }

    /** The machine says where it sent the parcel. What it could not wait for, or hear, goes to inspect. */
    static Step confirm(ReadingItem item, By lane, Diversion.Gate gate) {
        Reading reading = item.reading();
        Optional<Diversion> told = reading.diversion();
        if (told.flatMap(Diversion::confirmed).isPresent()) {
            return Step.refused(new ReadingOutcome.Done(item));
        }
        if (told.isPresent()) {
            Diversion ordered = told.get();
            Diversion confirmed = new Diversion(
                    ordered.gate(),
                    ordered.gate() == gate ? ordered.why() : Diversion.Why.FAULT,
                    ordered.at(),
                    Optional.of(gate));
            return done(
                    item,
                    reading.confirmed(confirmed),
                    lane.event(Kind.CONFIRMED, reading.round()),
                    ordered.gate() == gate ? Optional.empty() : diverted(item, lane, confirmed));
        }
        Diversion alone = new Diversion(gate, Diversion.Why.FAULT, lane.now, Optional.of(gate));
        return done(
                item, reading.diverted(alone), lane.event(Kind.DIVERTED, reading.round()), diverted(item, lane, alone));
    }

    static Step open(ReadingItem item, By by, Opening opening) {
        Reading reading = item.reading();
        boolean atTable = reading.diversion()
                .filter(sent -> sent.confirmed().orElse(sent.gate()) == Diversion.Gate.INSPECT)
                .isPresent();
        if (!atTable) {
            return Step.refused(new ReadingOutcome.NotAllowed(Obstacle.NOT_AT_TABLE));
        }
        return done(
                item,
                reading.opened(opening),
                by.event(Kind.OPENED, reading.round()),
                by.fact(
                        "opening.recorded",
                        item,
                        "found=" + opening.found() + " items=" + opening.items().size() + " photos="
                                + opening.photos().size()));
    }

    private static Optional<AuditFact> diverted(ReadingItem item, By lane, Diversion diversion) {
        return lane.fact(
                "parcel.diverted",
                item,
                "gate=" + diversion.confirmed().orElse(diversion.gate()).word() + " why="
                        + diversion.why().word());
    }

    /** Whether the officer's verdict would be out of order; a hold that has expired, or none, is no obstacle. */
    private static Optional<ReadingOutcome> notReadable(ReadingItem item, By by) {
        Reading reading = item.reading();
        boolean ownSecond = reading.firstReader()
                .filter(first -> first.equals(by.officer.user()))
                .isPresent();
        return switch (reading.stage()) {
            case WAITING, SECOND_OPINION, HELD -> {
                if (ownSecond) {
                    yield Optional.of(new ReadingOutcome.NotAllowed(Obstacle.OWN_SECOND_OPINION));
                }
                yield reading.hold()
                        .filter(hold -> !hold.officer().equals(by.officer.user()) && !hold.expired(by.now))
                        .map(hold -> new ReadingOutcome.HeldByAnother(hold.officer()));
            }
            case JUDGED, DIVERTED, OPENED ->
                Optional.of(reading.judgement()
                        .<ReadingOutcome>map(ReadingOutcome.AlreadyJudged::new)
                        .orElse(new ReadingOutcome.NotAllowed(Obstacle.ALREADY_DIVERTED)));
            case RESCAN -> Optional.of(new ReadingOutcome.NotAllowed(Obstacle.AWAITS_RESCAN));
        };
    }

    private static boolean holdsIt(Reading reading, By by) {
        return reading.hold()
                .filter(hold -> hold.officer().equals(by.officer.user()))
                .isPresent();
    }

    private static Step done(ReadingItem item, Reading after, ReadingEvent event, Optional<AuditFact> fact) {
        return new Step(
                new ReadingOutcome.Done(item.with(after)), Optional.of(new Change(after, Optional.of(event), fact)));
    }

    private static String detail(Judgement judgement) {
        return "verdict=" + judgement.verdict().name().toLowerCase(Locale.ROOT) + " "
                + detail(judgement.reason(), judgement.shown());
    }

    private static String detail(Optional<Reason> reason, Duration shown) {
        return "reason="
                + reason.map(chosen -> Integer.toString(chosen.code())).orElse("none") + " shown_ms="
                + shown.toMillis();
    }
}
