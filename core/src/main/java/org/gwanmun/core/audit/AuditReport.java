package org.gwanmun.core.audit;

import java.util.List;
import java.util.Optional;
import org.gwanmun.core.message.Said;

/**
 * What a check of the audit chain against its signed heads found, and how far it reaches.
 *
 * @param entries how many entries were read
 * @param head the end of the chain as read
 * @param signedHeads how many signed heads were read
 * @param signed the newest signed head that holds; what came after it is guarded by the chain and the database alone
 * @param findings each sign of tampering, at most {@value AuditGuard#MOST_FINDINGS}; none if the chain is intact
 * @param warnings what an auditor should know and is no tampering
 */
public record AuditReport(
        long entries,
        AuditHead head,
        int signedHeads,
        Optional<SignedHead> signed,
        List<Finding> findings,
        List<Finding> warnings) {
    public AuditReport {
        findings = List.copyOf(findings);
        warnings = List.copyOf(warnings);
    }

    /**
     * One sign.
     *
     * @param kind what it shows
     * @param place number of the entry, or line of the signed heads
     */
    public record Finding(Tampering kind, long place) {
        /** As it is told to a person. */
        public Said said() {
            return Said.of(kind, place);
        }
    }

    /** Whether nothing shows tampering. */
    public boolean intact() {
        return findings.isEmpty();
    }
}
