package org.gwanmun.trace.evaluation;

import java.util.Arrays;

/** Numbers the pairs (person, track identity) that ever overlap, and tells the number of each overlapping pair of boxes. */
final class IdentityPairs {
    final int[] truthId;
    final int[] trackId;

    /** By pair of boxes, the number of its pair of identities. */
    final int[] of;

    IdentityPairs(Matchup matchup) {
        int n = matchup.pairs();
        long[] keys = new long[n];
        for (int p = 0; p < n; p++) {
            keys[p] = ((long) matchup.truthId(matchup.pairTruth(p)) << 32) | matchup.trackId(matchup.pairTrack(p));
        }
        long[] distinct = Arrays.stream(keys).sorted().distinct().toArray();
        truthId = new int[distinct.length];
        trackId = new int[distinct.length];
        for (int k = 0; k < distinct.length; k++) {
            truthId[k] = (int) (distinct[k] >>> 32);
            trackId[k] = (int) distinct[k];
        }
        of = new int[n];
        for (int p = 0; p < n; p++) {
            of[p] = Arrays.binarySearch(distinct, keys[p]);
        }
    }

    int size() {
        return truthId.length;
    }
}
