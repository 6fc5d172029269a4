package org.gwanmun.server.audit;

import org.gwanmun.core.audit.AuditReport;

/** Walks the stored chain and holds it against its signed heads. */
@FunctionalInterface
public interface ChainCheck {
    /** What was found. */
    AuditReport verify();
}
