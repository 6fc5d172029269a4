/**
 * The audit chain: who did what to what, in an order that cannot be quietly rewritten.
 *
 * <p>Start at {@link org.gwanmun.core.audit.AuditChain}: it turns an {@link org.gwanmun.core.audit.AuditFact} into the
 * next {@link org.gwanmun.core.audit.AuditEntry} by hashing the fact together with the hash of the entry before, and it
 * walks a stored chain to name the first entry that was altered, removed, reordered or put in. Where entries are kept is
 * the affair of an {@link org.gwanmun.core.audit.AuditLog}, the port that a storage adapter implements. Actors are
 * pseudonymous ids, never names. The chain alone cannot show that somebody with the whole database recomputed all of it:
 * that needs a signed head exported to another place, which is not built yet.
 */
@NullMarked
package org.gwanmun.core.audit;

import org.jspecify.annotations.NullMarked;
