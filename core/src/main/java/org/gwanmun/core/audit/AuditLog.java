package org.gwanmun.core.audit;

import java.util.List;

/** The port through which rooms record facts; a storage adapter implements it. Safe for use by many threads at once. */
public interface AuditLog {

    /** Appends a fact to the chain and returns its entry once that is durable. */
    AuditEntry append(AuditFact fact);

    /** The newest entries, at most {@code limit} of them, oldest first. */
    List<AuditEntry> newest(int limit);

    /** Walks the whole stored chain. */
    AuditVerification verify();
}
