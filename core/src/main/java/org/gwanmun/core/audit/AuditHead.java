package org.gwanmun.core.audit;

/**
 * The end of a chain: how many entries it has and the hash of the last. Kept apart from the entries it shows that the
 * newest ones were cut off, which the entries alone cannot show.
 *
 * @param seq number of the last entry, 0 while the chain is empty
 * @param hash hash of the last entry, {@link AuditChain#GENESIS_HASH} while the chain is empty
 */
public record AuditHead(long seq, String hash) {
    /** The head of a chain that has no entry yet. */
    public static final AuditHead EMPTY = new AuditHead(0, AuditChain.GENESIS_HASH);
}
