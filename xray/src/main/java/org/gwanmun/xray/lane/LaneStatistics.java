package org.gwanmun.xray.lane;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gwanmun.core.statistics.Share;

/**
 * What a reading room did, in figures.
 *
 * @param parcels that arrived
 * @param judged that have a verdict that stands
 * @param inspect judged to be opened, of those judged
 * @param found with something in them, of those opened
 * @param passed that went through the gate "pass"
 * @param late that nobody judged in time, or that the machine could not wait for
 * @param recalled that were read more than once without a second opinion
 * @param secondOpinions that the second reader wants opened, of those of which a second opinion was asked and given
 * @param reading how long pictures were on the screen
 */
public record LaneStatistics(
        long parcels,
        long judged,
        Share inspect,
        Share found,
        long passed,
        long late,
        long recalled,
        Share secondOpinions,
        Times reading) {

    /** The figures of these parcels. */
    public static LaneStatistics of(List<ReadingFact> facts) {
        long judged = 0;
        long inspect = 0;
        long opened = 0;
        long found = 0;
        long passed = 0;
        long late = 0;
        long recalled = 0;
        long second = 0;
        long secondInspect = 0;
        for (ReadingFact fact : facts) {
            Optional<Judgement> judgement = fact.judgement();
            judged += judgement.isPresent() ? 1 : 0;
            inspect += judgement
                            .filter(given -> given.verdict() == Verdict.INSPECT)
                            .isPresent()
                    ? 1
                    : 0;
            opened += fact.found().isPresent() ? 1 : 0;
            found += fact.found().orElse(false) ? 1 : 0;
            passed += fact.diversion()
                            .filter(sent -> sent.confirmed().orElse(sent.gate()) == Diversion.Gate.PASS)
                            .isPresent()
                    ? 1
                    : 0;
            late += fact.diversion()
                            .filter(sent -> sent.why() == Diversion.Why.NO_VERDICT || sent.why() == Diversion.Why.FAULT)
                            .isPresent()
                    ? 1
                    : 0;
            if (fact.secondOpinion() && judgement.isPresent()) {
                second++;
                secondInspect += judgement.get().verdict() == Verdict.INSPECT ? 1 : 0;
            }
            recalled += fact.rounds() > (fact.secondOpinion() ? 2 : 1) ? 1 : 0;
        }
        return new LaneStatistics(
                facts.size(),
                judged,
                new Share(inspect, judged),
                new Share(found, opened),
                passed,
                late,
                recalled,
                new Share(secondInspect, second),
                Times.of(facts));
    }

    /**
     * Reading times.
     *
     * @param sorted_ms of every verdict that stands, ascending
     */
    public record Times(long[] sorted_ms) {
        static Times of(List<ReadingFact> facts) {
            return new Times(facts.stream()
                    .flatMap(fact -> fact.shown().stream())
                    .mapToLong(Duration::toMillis)
                    .sorted()
                    .toArray());
        }

        /** The time that a share of readings did not exceed; empty of none. */
        public Optional<Duration> quantile(double share) {
            if (sorted_ms.length == 0) {
                return Optional.empty();
            }
            int place = (int) Math.ceil(share * sorted_ms.length) - 1;
            return Optional.of(Duration.ofMillis(sorted_ms[Math.clamp(place, 0, sorted_ms.length - 1)]));
        }

        /** How many readings took from {@code from_ms} to below {@code to_ms}. */
        public long between(long from_ms, long to_ms) {
            return Arrays.stream(sorted_ms)
                    .filter(ms -> ms >= from_ms && ms < to_ms)
                    .count();
        }
    }
}
