package org.gwanmun.trace.evaluation;

import java.util.Arrays;
import java.util.List;
import org.gwanmun.core.maths.Assignment;

/**
 * Higher order tracking accuracy at the 19 localisation thresholds α = 0.05 … 0.95:
 *
 * <p>HOTA(α) = √(DetA(α) · AssA(α)), DetA = TP/(TP+FN+FP), AssA = (1/TP) Σ over true positives of TPA/(TPA+FNA+FPA). In each
 * moment boxes are matched once, to the largest Σ of (global alignment of the two identities) × IoU; a match counts at α if
 * its IoU reaches it. Figures are means over α. Sequences join by counts, association weighted by true positives.
 *
 * <p>Source: J. Luiten et al., Int. J. Comput. Vis. 129 (2021) 548, doi:10.1007/s11263-020-01375-2.
 */
public final class Hota {
    /** Thresholds α, from 0.05 in steps of 0.05. */
    public static final int THRESHOLDS = 19;

    private static final double EPSILON = Math.ulp(1.0);

    private final double[] tp = new double[THRESHOLDS];
    private final double[] fn = new double[THRESHOLDS];
    private final double[] fp = new double[THRESHOLDS];
    private final double[] assA = new double[THRESHOLDS];
    private final double[] assRe = new double[THRESHOLDS];
    private final double[] assPr = new double[THRESHOLDS];
    private final double[] locA = new double[THRESHOLDS];

    private Hota() {}

    /** Of one sequence. */
    public static Hota of(Matchup m) {
        Hota hota = new Hota();
        if (m.tracks() == 0 || m.truths() == 0) {
            Arrays.fill(hota.fn, m.truths());
            Arrays.fill(hota.fp, m.tracks());
            Arrays.fill(hota.locA, 1);
        } else {
            hota.count(m);
        }
        return hota;
    }

    private void count(Matchup m) {
        IdentityPairs identities = new IdentityPairs(m);
        double[] truthCount = new double[m.truthIds()];
        double[] trackCount = new double[m.trackIds()];
        for (int i = 0; i < m.truths(); i++) {
            truthCount[m.truthId(i)]++;
        }
        for (int i = 0; i < m.tracks(); i++) {
            trackCount[m.trackId(i)]++;
        }
        double[] aligned = alignment(m, identities, truthCount, trackCount);
        int[][] matches = new int[THRESHOLDS][identities.size()];
        Assignment assignment = new Assignment();
        for (int t = 0; t < m.moments(); t++) {
            int truthFrom = m.truthFrom(t);
            int trackFrom = m.trackFrom(t);
            int truths = m.truthFrom(t + 1) - truthFrom;
            int tracks = m.trackFrom(t + 1) - trackFrom;
            assignment.begin(truths, tracks);
            for (int p = m.pairFrom(t); p < m.pairFrom(t + 1); p++) {
                assignment.edge(
                        m.pairTruth(p) - truthFrom,
                        m.pairTrack(p) - trackFrom,
                        aligned[identities.of[p]] * m.overlap(p));
            }
            int[] match = assignment.solve();
            for (int a = 0; a < THRESHOLDS; a++) {
                fn[a] += truths;
                fp[a] += tracks;
            }
            for (int p = m.pairFrom(t); p < m.pairFrom(t + 1); p++) {
                if (match[m.pairTruth(p) - truthFrom] == m.pairTrack(p) - trackFrom) {
                    matched(m.overlap(p), identities.of[p], matches);
                }
            }
        }
        for (int a = 0; a < THRESHOLDS; a++) {
            for (int k = 0; k < identities.size(); k++) {
                double n = matches[a][k];
                double truth = truthCount[identities.truthId[k]];
                double track = trackCount[identities.trackId[k]];
                assA[a] += n * n / (truth + track - n);
                assRe[a] += n * n / truth;
                assPr[a] += n * n / track;
            }
            double all = Math.max(1, tp[a]);
            assA[a] /= all;
            assRe[a] /= all;
            assPr[a] /= all;
            locA[a] = Math.max(1e-10, locA[a]) / Math.max(1e-10, tp[a]);
        }
    }

    private void matched(double overlap, int identities, int[][] matches) {
        for (int a = 0; a < THRESHOLDS && overlap >= 0.05 * (a + 1) - EPSILON; a++) {
            tp[a]++;
            fn[a]--;
            fp[a]--;
            locA[a] += overlap;
            matches[a][identities]++;
        }
    }

    /** How well two identities fit over the whole sequence: a Jaccard index of soft co-occurrences. */
    private static double[] alignment(Matchup m, IdentityPairs identities, double[] truthCount, double[] trackCount) {
        double[] soft = new double[identities.size()];
        double[] ofTruth = new double[m.truths()];
        double[] ofTrack = new double[m.tracks()];
        for (int p = 0; p < m.pairs(); p++) {
            ofTruth[m.pairTruth(p)] += m.overlap(p);
            ofTrack[m.pairTrack(p)] += m.overlap(p);
        }
        for (int p = 0; p < m.pairs(); p++) {
            double either = ofTruth[m.pairTruth(p)] + ofTrack[m.pairTrack(p)] - m.overlap(p);
            soft[identities.of[p]] += either > EPSILON ? m.overlap(p) / either : 0;
        }
        for (int k = 0; k < soft.length; k++) {
            soft[k] /= truthCount[identities.truthId[k]] + trackCount[identities.trackId[k]] - soft[k];
        }
        return soft;
    }

    /** Of several sequences together. */
    public static Hota combined(List<Hota> sequences) {
        Hota all = new Hota();
        for (int a = 0; a < THRESHOLDS; a++) {
            for (Hota one : sequences) {
                all.tp[a] += one.tp[a];
                all.fn[a] += one.fn[a];
                all.fp[a] += one.fp[a];
                all.assA[a] += one.assA[a] * one.tp[a];
                all.assRe[a] += one.assRe[a] * one.tp[a];
                all.assPr[a] += one.assPr[a] * one.tp[a];
                all.locA[a] += one.locA[a] * one.tp[a];
            }
            double weight = Math.max(1, all.tp[a]);
            all.assA[a] /= weight;
            all.assRe[a] /= weight;
            all.assPr[a] /= weight;
            all.locA[a] = Math.max(1e-10, all.locA[a]) / Math.max(1e-10, all.tp[a]);
        }
        return all;
    }

    /** Mean over α of √(DetA · AssA), 0 … 1. */
    public double hota() {
        double sum = 0;
        for (int a = 0; a < THRESHOLDS; a++) {
            sum += Math.sqrt(tp[a] / Math.max(1, tp[a] + fn[a] + fp[a]) * assA[a]);
        }
        return sum / THRESHOLDS;
    }

    /** Detection accuracy, TP/(TP+FN+FP). */
    public double detA() {
        double sum = 0;
        for (int a = 0; a < THRESHOLDS; a++) {
            sum += tp[a] / Math.max(1, tp[a] + fn[a] + fp[a]);
        }
        return sum / THRESHOLDS;
    }

    /** Detection recall, TP/(TP+FN). */
    public double detRe() {
        double sum = 0;
        for (int a = 0; a < THRESHOLDS; a++) {
            sum += tp[a] / Math.max(1, tp[a] + fn[a]);
        }
        return sum / THRESHOLDS;
    }

    /** Detection precision, TP/(TP+FP). */
    public double detPr() {
        double sum = 0;
        for (int a = 0; a < THRESHOLDS; a++) {
            sum += tp[a] / Math.max(1, tp[a] + fp[a]);
        }
        return sum / THRESHOLDS;
    }

    /** Association accuracy. */
    public double assA() {
        return mean(assA);
    }

    /** Association recall. */
    public double assRe() {
        return mean(assRe);
    }

    /** Association precision. */
    public double assPr() {
        return mean(assPr);
    }

    /** Localisation accuracy: mean overlap of true positives. */
    public double locA() {
        return mean(locA);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
