package org.gwanmun.trace.evaluation;

import java.util.Arrays;
import java.util.List;
import org.gwanmun.core.maths.Assignment;

/**
 * CLEAR at an overlap of a half, matched in each moment to keep first the matches of the moment before, then to the largest
 * overlap: MOTA = (TP − FP − IDSW)/(TP + FN), MOTP = mean overlap of true positives; people tracked for more than 80 % of
 * their boxes (MT), at least 20 % (PT), less (ML); fragmentations.
 *
 * <p>Source: K. Bernardin, R. Stiefelhagen, EURASIP J. Image Video Process. 2008, 246309, doi:10.1155/2008/246309, in the form of
 * TrackEval.
 *
 * @param overlap sum of the overlaps of true positives
 */
public record Clear(long tp, long fp, long fn, long idSwitches, long mt, long pt, long ml, long frag, double overlap) {
    private static final double THRESHOLD = 0.5 - Math.ulp(1.0);

    /** A match of the moment before outweighs every overlap. */
    private static final double KEPT = 1000;

    /** Of one sequence. */
    public static Clear of(Matchup m) {
        if (m.tracks() == 0 || m.truths() == 0) {
            return new Clear(0, m.tracks(), m.truths(), 0, 0, 0, m.truthIds(), 0, 0);
        }
        int people = m.truthIds();
        int[] last = none(people);
        int[] before = none(people);
        int[] now = none(people);
        long[] boxes = new long[people];
        long[] matched = new long[people];
        long[] begun = new long[people];
        Assignment assignment = new Assignment();
        long tp = 0;
        long switches = 0;
        double overlap = 0;
        for (int t = 0; t < m.moments(); t++) {
            int truthFrom = m.truthFrom(t);
            int trackFrom = m.trackFrom(t);
            int truths = m.truthFrom(t + 1) - truthFrom;
            int tracks = m.trackFrom(t + 1) - trackFrom;
            for (int i = 0; i < truths; i++) {
                boxes[m.truthId(truthFrom + i)]++;
            }
            if (truths == 0 || tracks == 0) {
                continue; // what was matched before counts as the moment before still
            }
            assignment.begin(truths, tracks);
            for (int p = m.pairFrom(t); p < m.pairFrom(t + 1); p++) {
                if (m.overlap(p) >= THRESHOLD) {
                    boolean kept = before[m.truthId(m.pairTruth(p))] == m.trackId(m.pairTrack(p));
                    assignment.edge(
                            m.pairTruth(p) - truthFrom, m.pairTrack(p) - trackFrom, m.overlap(p) + (kept ? KEPT : 0));
                }
            }
            int[] match = assignment.solve();
            Arrays.fill(now, Assignment.NONE);
            for (int p = m.pairFrom(t); p < m.pairFrom(t + 1); p++) {
                if (match[m.pairTruth(p) - truthFrom] != m.pairTrack(p) - trackFrom) {
                    continue;
                }
                int person = m.truthId(m.pairTruth(p));
                int track = m.trackId(m.pairTrack(p));
                tp++;
                overlap += m.overlap(p);
                matched[person]++;
                switches += last[person] != Assignment.NONE && last[person] != track ? 1 : 0;
                begun[person] += before[person] == Assignment.NONE ? 1 : 0;
                last[person] = track;
                now[person] = track;
            }
            int[] swap = before;
            before = now;
            now = swap;
        }
        long mt = 0;
        long atLeastPartly = 0;
        long frag = 0;
        for (int person = 0; person < people; person++) {
            double ratio = (double) matched[person] / boxes[person];
            mt += ratio > 0.8 ? 1 : 0;
            atLeastPartly += ratio >= 0.2 ? 1 : 0;
            frag += Math.max(0, begun[person] - 1);
        }
        return new Clear(
                tp,
                m.tracks() - tp,
                m.truths() - tp,
                switches,
                mt,
                atLeastPartly - mt,
                people - atLeastPartly,
                frag,
                overlap);
    }

    private static int[] none(int size) {
        int[] none = new int[size];
        Arrays.fill(none, Assignment.NONE);
        return none;
    }

    /** Of several sequences together. */
    public static Clear combined(List<Clear> sequences) {
        return sequences.stream().reduce(new Clear(0, 0, 0, 0, 0, 0, 0, 0, 0), Clear::plus);
    }

    private Clear plus(Clear o) {
        return new Clear(
                tp + o.tp,
                fp + o.fp,
                fn + o.fn,
                idSwitches + o.idSwitches,
                mt + o.mt,
                pt + o.pt,
                ml + o.ml,
                frag + o.frag,
                overlap + o.overlap);
    }

    /** Multiple object tracking accuracy, at most 1. */
    public double mota() {
        return (tp - fp - idSwitches) / (double) Math.max(1, tp + fn);
    }

    /** Mean overlap of true positives. */
    public double motp() {
        return overlap / Math.max(1, tp);
    }
}
