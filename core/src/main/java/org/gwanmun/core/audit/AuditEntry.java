package org.gwanmun.core.audit;

import java.time.Instant;

/**
 * One link of the audit chain, as it is stored.
 *
 * <p>An entry is plain data and may be wrong: it is what came back from a store that somebody may have tampered with.
 * {@link AuditChain#verify} judges it.
 *
 * @param seq place in the chain; the first is 1
 * @param at when it happened
 * @param actor pseudonymous id of who did it
 * @param action what was done
 * @param subject what it was done to
 * @param detail what else must be known later
 * @param previousHash hash of the entry before, {@link AuditChain#GENESIS_HASH} for the first; 64 lower-case hex digits
 * @param hash SHA-256 over the {@linkplain AuditChain canonical bytes} of everything above
 */
public record AuditEntry(
        long seq,
        Instant at,
        String actor,
        String action,
        String subject,
        String detail,
        String previousHash,
        String hash) {}
