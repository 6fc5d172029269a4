package org.gwanmun.core.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Something that happened and is to be recorded, not yet part of a chain.
 *
 * <p>The constructor refuses, with {@link IllegalArgumentException}, a text that is over-long, blank (actor, action,
 * subject), or holds U+0000 or half a surrogate pair.
 *
 * @param at when; cut to whole microseconds, which is what databases keep
 * @param actor pseudonymous id of the person or part of the system that did it, never a name
 * @param action what was done, for example {@code verdict.given}
 * @param subject what it was done to, for example a parcel's id
 * @param detail what else must be known later; may be empty
 */
public record AuditFact(Instant at, String actor, String action, String subject, String detail) {
    public AuditFact {
        at = at.truncatedTo(ChronoUnit.MICROS);
        AuditText.checkedName("actor", actor);
        AuditText.checkedName("action", action);
        AuditText.checkedName("subject", subject);
        AuditText.checked("detail", detail);
    }
}
