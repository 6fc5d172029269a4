/**
 * The audit chain: who did what to what, in an order that cannot be quietly rewritten.
 *
 * <p>Start at {@link org.gwanmun.core.audit.AuditChain}: it turns an {@link org.gwanmun.core.audit.AuditFact} into the
 * next {@link org.gwanmun.core.audit.AuditEntry} by hashing the fact together with the hash of the entry before, and it
 * walks a stored chain to name the first entry that was altered, removed, reordered or put in. Where entries are kept is
 * the affair of an {@link org.gwanmun.core.audit.AuditLog}, the port that a storage adapter implements. Actors are
 * pseudonymous ids, never names.
 *
 * <p>The chain alone cannot show that somebody with the whole database recomputed all of it. So a {@link
 * org.gwanmun.core.audit.HeadSigner} signs its end from time to time into a {@link org.gwanmun.core.audit.HeadFile}, and
 * {@link org.gwanmun.core.audit.AuditGuard} checks the chain against those {@linkplain
 * org.gwanmun.core.audit.SignedHead signed heads} and says which kind of {@link org.gwanmun.core.audit.Tampering} it finds.
 */
@NullMarked
package org.gwanmun.core.audit;

import org.jspecify.annotations.NullMarked;
