package org.gwanmun.core.document;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Nearest legal words, for {@code Maybe you mean …}. */
public final class Words {
    private Words() {}

    /**
     * The legal word with the smallest edit distance (insert, delete, replace, swap neighbours) to {@code word}, if that
     * distance is at most a third of the length; else the shortest one that begins with it. Letter case does not count.
     */
    public static Optional<String> nearest(String word, Collection<String> legal) {
        String lower = word.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Math.max(1, Math.min(word.length(), 64) / 3) + 1;
        for (String candidate : legal.stream().sorted().toList()) {
            int distance = distance(lower, candidate.toLowerCase(Locale.ROOT), bestDistance);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        if (best == null && word.length() >= 3) { // a beginning is as good a guess as a misspelling
            return legal.stream()
                    .filter(candidate -> candidate.toLowerCase(Locale.ROOT).startsWith(lower))
                    .min(java.util.Comparator.comparingInt(String::length).thenComparing(c -> c));
        }
        return Optional.ofNullable(best);
    }

    /** Optimal string alignment distance, or {@code limit} when it is at least that. */
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return Math.min(last[b.length()], limit);
    }
}
