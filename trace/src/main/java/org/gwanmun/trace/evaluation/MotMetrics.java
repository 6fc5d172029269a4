package org.gwanmun.trace.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gwanmun.core.maths.Assignment;

/**
 * The measures of py-motmetrics, a second rule set that older papers quote. It differs from {@link Clear}: a person keeps the
 * last match however long ago it was, the rest is matched to the most pairs before the least distance, and an identity that
 * passes to another person is counted apart (transfer; migrate if that person had none, ascend if a switch brings a new identity).
 *
 * <p>Distances are 1 − IoU, at most a half. MOTP is a mean distance here: small is good.
 *
 * <p>Source: C. Heindl, J. Valmadre, py-motmetrics, https://github.com/cheind/py-motmetrics, its rules rewritten from its
 * documentation; figures checked against its published ones.
 *
 * @param distance sum over matches
 */
public record MotMetrics(
        Identity identity,
        long boxes,
        long people,
        long matches,
        long misses,
        long falsePositives,
        long switches,
        long transfers,
        long ascends,
        long migrates,
        long mt,
        long pt,
        long ml,
        long fragmentations,
        double distance) {
    private static final double THRESHOLD = 0.5;

    /** More pairs outweigh every distance. */
    private static final double PAIR = 1000;

    /** Of one sequence. */
    public static MotMetrics of(Matchup m) {
        Count count = new Count(m);
        for (int t = 0; t < m.moments(); t++) {
            count.moment(t);
        }
        return count.result();
    }

    /** By py-motmetrics' names. */
    public Map<String, Number> named() {
        Map<String, Number> named = new LinkedHashMap<>();
        named.put("idf1", identity.idf1());
        named.put("idp", identity.idp());
        named.put("idr", identity.idr());
        named.put("recall", matches / (double) Math.max(1, boxes));
        named.put("precision", matches / (double) Math.max(1, matches + falsePositives));
        named.put("num_unique_objects", people);
        named.put("mostly_tracked", mt);
        named.put("partially_tracked", pt);
        named.put("mostly_lost", ml);
        named.put("num_false_positives", falsePositives);
        named.put("num_misses", misses);
        named.put("num_switches", switches);
        named.put("num_fragmentations", fragmentations);
        named.put("mota", 1 - (misses + switches + falsePositives) / (double) Math.max(1, boxes));
        named.put("motp", distance / Math.max(1, matches));
        named.put("num_transfer", transfers);
        named.put("num_ascend", ascends);
        named.put("num_migrate", migrates);
        return named;
    }

    /** The state of the rules, moment after moment. */
    private static final class Count {
        private final Matchup m;
        private final Assignment assignment = new Assignment();
        private final int[] matchOf;
        private final int[] personOf;
        private final boolean[] trackSeen;
        private final long[] boxes;
        private final long[] matched;
        private final long[] gaps;
        private final boolean[] missing;
        private int[] matchNow = new int[16];
        private boolean[] taken = new boolean[16];
        private long matches;
        private long switches;
        private long transfers;
        private long ascends;
        private long migrates;
        private double distance;

        Count(Matchup m) {
            this.m = m;
            matchOf = new int[m.truthIds()];
            personOf = new int[m.trackIds()];
            Arrays.fill(matchOf, Assignment.NONE);
            Arrays.fill(personOf, Assignment.NONE);
            trackSeen = new boolean[m.trackIds()];
            boxes = new long[m.truthIds()];
            matched = new long[m.truthIds()];
            gaps = new long[m.truthIds()];
            missing = new boolean[m.truthIds()];
        }

        void moment(int t) {
            int truthFrom = m.truthFrom(t);
            int trackFrom = m.trackFrom(t);
            int truths = m.truthFrom(t + 1) - truthFrom;
            int tracks = m.trackFrom(t + 1) - trackFrom;
            if (matchNow.length < truths) {
                matchNow = new int[2 * truths];
            }
            if (taken.length < tracks) {
                taken = new boolean[2 * tracks];
            }
            Arrays.fill(matchNow, 0, truths, Assignment.NONE);
            Arrays.fill(taken, 0, tracks, false);
            for (int p = m.pairFrom(t); p < m.pairFrom(t + 1); p++) {
                if (m.overlap(p) >= THRESHOLD
                        && matchOf[m.truthId(m.pairTruth(p))] == m.trackId(m.pairTrack(p))
                        && !taken[m.pairTrack(p) - trackFrom]) {
                    match(p, truthFrom, trackFrom);
                }
            }
            assignment.begin(truths, tracks);
            for (int p = m.pairFrom(t); p < m.pairFrom(t + 1); p++) {
                int truth = m.pairTruth(p) - truthFrom;
                int track = m.pairTrack(p) - trackFrom;
                if (m.overlap(p) >= THRESHOLD && matchNow[truth] == Assignment.NONE && !taken[track]) {
                    assignment.edge(truth, track, PAIR + m.overlap(p));
                }
            }
            int[] best = assignment.solve();
            for (int p = m.pairFrom(t); p < m.pairFrom(t + 1); p++) {
                if (best[m.pairTruth(p) - truthFrom] == m.pairTrack(p) - trackFrom) {
                    classify(m.truthId(m.pairTruth(p)), m.trackId(m.pairTrack(p)));
                    match(p, truthFrom, trackFrom);
                }
            }
            for (int i = 0; i < truths; i++) {
                int person = m.truthId(truthFrom + i);
                boxes[person]++;
                missing[person] |= matchNow[i] == Assignment.NONE && matched[person] > 0;
            }
        }

        private void classify(int person, int track) {
            if (matchOf[person] != Assignment.NONE && matchOf[person] != track) {
                switches++;
                ascends += trackSeen[track] ? 0 : 1;
            }
            if (personOf[track] != Assignment.NONE && personOf[track] != person) {
                transfers++;
                migrates += matched[person] == 0 ? 1 : 0;
            }
        }

        private void match(int pair, int truthFrom, int trackFrom) {
            int person = m.truthId(m.pairTruth(pair));
            int track = m.trackId(m.pairTrack(pair));
            matchNow[m.pairTruth(pair) - truthFrom] = m.pairTrack(pair) - trackFrom;
            taken[m.pairTrack(pair) - trackFrom] = true;
            matchOf[person] = track;
            personOf[track] = person;
            trackSeen[track] = true;
            gaps[person] += missing[person] ? 1 : 0;
            missing[person] = false;
            matched[person]++;
            matches++;
            distance += 1 - m.overlap(pair);
        }

        MotMetrics result() {
            long mt = 0;
            long atLeastPartly = 0;
            for (int person = 0; person < boxes.length; person++) {
                double ratio = (double) matched[person] / Math.max(1, boxes[person]);
                mt += ratio >= 0.8 ? 1 : 0;
                atLeastPartly += ratio >= 0.2 ? 1 : 0;
            }
            return new MotMetrics(
                    Identity.of(m),
                    m.truths(),
                    boxes.length,
                    matches,
                    m.truths() - matches,
                    m.tracks() - matches,
                    switches,
                    transfers,
                    ascends,
                    migrates,
                    mt,
                    atLeastPartly - mt,
                    boxes.length - atLeastPartly,
                    Arrays.stream(gaps).sum(),
                    distance);
        }
    }
}
