package org.gwanmun.trace.evaluation;

import java.util.List;
import org.gwanmun.core.maths.Assignment;

/**
 * Identity measures at an overlap of a half: people and track identities are matched once for the whole sequence, to the most
 * boxes that overlap (IDTP); IDF1 = 2 IDTP/(boxes of truth + boxes of tracks).
 *
 * <p>Source: E. Ristani et al., ECCV Workshops 2016, doi:10.1007/978-3-319-48881-3_2.
 */
public record Identity(long idtp, long idfp, long idfn) {
    private static final double THRESHOLD = 0.5;

    /** Of one sequence. */
    public static Identity of(Matchup m) {
        IdentityPairs identities = new IdentityPairs(m);
        int[] together = new int[identities.size()];
        for (int p = 0; p < m.pairs(); p++) {
            together[identities.of[p]] += m.overlap(p) >= THRESHOLD ? 1 : 0;
        }
        Assignment assignment = new Assignment();
        assignment.begin(m.truthIds(), m.trackIds());
        for (int k = 0; k < together.length; k++) {
            assignment.edge(identities.truthId[k], identities.trackId[k], together[k]);
        }
        int[] match = assignment.solve();
        long idtp = 0;
        for (int k = 0; k < together.length; k++) {
            idtp += match[identities.truthId[k]] == identities.trackId[k] ? together[k] : 0;
        }
        return new Identity(idtp, m.tracks() - idtp, m.truths() - idtp);
    }

    /** Of several sequences together. */
    public static Identity combined(List<Identity> sequences) {
        return new Identity(
                sequences.stream().mapToLong(Identity::idtp).sum(),
                sequences.stream().mapToLong(Identity::idfp).sum(),
                sequences.stream().mapToLong(Identity::idfn).sum());
    }

    /** IDF1, 0 … 1. */
    public double idf1() {
        return idtp / Math.max(1, idtp + 0.5 * idfp + 0.5 * idfn);
    }

    /** Precision of identities. */
    public double idp() {
        return idtp / (double) Math.max(1, idtp + idfp);
    }

    /** Recall of identities. */
    public double idr() {
        return idtp / (double) Math.max(1, idtp + idfn);
    }
}
