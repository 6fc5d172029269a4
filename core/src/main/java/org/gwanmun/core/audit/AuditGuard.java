package org.gwanmun.core.audit;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gwanmun.core.audit.AuditReport.Finding;

/**
 * Checks an audit chain against the heads that were signed of it.
 *
 * <p>It finds an entry altered, removed, put in or moved; the end cut off, with or without the database's own head; the
 * whole rewritten with every hash recomputed; that head changed; and a signed head forged, removed, moved, or signed by
 * another. What it cannot find: entries cut off after the newest signed head, if the signed heads that tell of them were
 * cut off as well. So auditors keep copies of the signed heads elsewhere, and check against those.
 */
public final class AuditGuard {
    /** So many signs are named; a chain with more is not trusted less. */
    public static final int MOST_FINDINGS = 100;

    /** By so much a clock may be set back without a warning. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private AuditGuard() {}

    /** Which signed heads a check is given. */
    public enum Heads {
        /** The file to which the running suite adds: each head that the chain tells of must be there. */
        LIVE,
        /** A copy of it that was made at some time: heads signed later are not missed. */
        COPY
    }

    /**
     * Checks a chain.
     *
     * @param entries in stored order; exhausted
     * @param stored the head that the database keeps
     * @param signed the signed heads
     * @param key the key that they must be signed with
     * @param heads whether these are all
     */
    public static AuditReport verify(
            Iterator<AuditEntry> entries, AuditHead stored, SignedHeads signed, PublicKey key, Heads heads) {
        Check check = new Check();
        check.heads(signed, key);
        while (entries.hasNext()) {
            check.entry(entries.next());
        }
        check.end(stored, heads);
        return check.report(signed.heads().size());
    }

    /** One check in progress. */
    private static final class Check {
        private final List<Finding> findings = new ArrayList<>();
        private final List<Finding> warnings = new ArrayList<>();

        /** Heads whose signatures hold, by the entry they name. */
        private final Map<Long, List<SignedHead>> signedAt = new HashMap<>();

        private final Set<String> signedHashes = new HashSet<>();
        private final Map<Long, String> told = new HashMap<>();
        private Optional<SignedHead> newest = Optional.empty();
        private long count;
        private AuditHead head = AuditHead.EMPTY;
        private Instant latest = Instant.MIN;

        void heads(SignedHeads signed, PublicKey key) {
            String id = HeadKeys.id(key);
            String previous = AuditChain.GENESIS_HASH;
            long seq = 0;
            int line = 0;
            for (SignedHead head : signed.heads()) {
                line++;
                if (!head.keyId().equals(id)) {
                    find(Tampering.SIGNED_HEAD_OTHER_KEY, line);
                } else if (!HeadKeys.verified(key, head)) {
                    find(Tampering.SIGNED_HEAD_FORGED, line);
                } else {
                    signedAt.computeIfAbsent(head.seq(), place -> new ArrayList<>())
                            .add(head);
                    signedHashes.add(head.ownHash());
                    newest = Optional.of(head);
                }
                if (!head.previousHash().equals(previous) || head.seq() < seq) {
                    find(Tampering.SIGNED_HEAD_NOT_LINKED, line);
                }
                previous = head.ownHash();
                seq = head.seq();
            }
            if (signed.unreadableLine() > 0) {
                find(Tampering.SIGNED_HEAD_UNREADABLE, signed.unreadableLine());
            }
        }

        void entry(AuditEntry entry) {
            count++;
            if (!AuditChain.sealed(entry)) {
                find(Tampering.ENTRY_ALTERED, entry.seq());
            }
            if (entry.seq() <= head.seq()) {
                // A gap that this entry fills is no gap.
                findings.remove(new Finding(Tampering.ENTRY_MISSING, entry.seq()));
                find(Tampering.ENTRY_OUT_OF_PLACE, entry.seq());
                return;
            }
            if (entry.seq() > head.seq() + 1) {
                find(Tampering.ENTRY_MISSING, head.seq() + 1);
            } else if (!entry.previousHash().equals(head.hash())) {
                find(Tampering.ENTRY_NOT_LINKED, entry.seq());
            }
            for (SignedHead signed : signedAt.getOrDefault(entry.seq(), List.of())) {
                if (!signed.hash().equals(entry.hash())) {
                    find(Tampering.REWRITTEN, entry.seq());
                }
            }
            if (entry.action().equals(HeadSigner.SIGNED)) {
                told.put(entry.seq(), entry.detail());
            }
            if (entry.at().isBefore(latest.equals(Instant.MIN) ? latest : latest.minus(CLOCK_TOLERANCE))) {
                warn(Tampering.CLOCK_WENT_BACK, entry.seq());
            }
            latest = entry.at().isAfter(latest) ? entry.at() : latest;
            head = AuditChain.head(entry);
        }

        void end(AuditHead stored, Heads heads) {
            long furthest = signedAt.keySet().stream().max(Long::compare).orElse(0L);
            if (stored.seq() > head.seq() || furthest > head.seq()) {
                find(Tampering.CUT_OFF, head.seq() + 1);
            }
            if (!stored.equals(head)) {
                find(Tampering.HEAD_CHANGED, stored.seq());
            }
            told.forEach((place, hash) -> {
                boolean later = heads == Heads.COPY
                        && place > newest.map(SignedHead::seq).orElse(0L);
                if (!signedHashes.contains(hash) && !later) {
                    find(Tampering.SIGNED_HEAD_REMOVED, place);
                }
            });
            if (newest.isEmpty() && count > 0) {
                warn(Tampering.NEVER_SIGNED, head.seq());
            }
        }

        AuditReport report(int signedHeads) {
            return new AuditReport(count, head, signedHeads, newest, findings, warnings);
        }

        private void find(Tampering kind, long place) {
            add(findings, new Finding(kind, place));
        }

        private void warn(Tampering kind, long place) {
            add(warnings, new Finding(kind, place));
        }

        private static void add(List<Finding> list, Finding finding) {
            if (list.size() < MOST_FINDINGS && !list.contains(finding)) {
                list.add(finding);
            }
        }
    }
}
