package org.gwanmun.core.audit;

/** What a walk along a chain found. */
public sealed interface AuditVerification {

    /**
     * Every entry is the one that was appended, and none is missing.
     *
     * @param head the end of the chain
     */
    record Intact(AuditHead head) implements AuditVerification {}

    /**
     * The chain is broken; all before the named entry holds.
     *
     * @param position place of the first broken entry among those given, counted from 1; one past the end if entries at
     *     the end are missing
     * @param fault what is wrong there
     */
    record Broken(long position, Fault fault) implements AuditVerification {}

    /** How an entry fails to be the next link. */
    enum Fault {
        /** Its number is not the next one: an entry before it was removed, put in, or changed places. */
        OUT_OF_SEQUENCE,
        /** It does not name the hash of the entry before it. */
        NOT_LINKED,
        /** Its own hash does not belong to its content. */
        ALTERED,
        /** The chain ends before its known head, or goes on after it. */
        NOT_THE_KNOWN_HEAD
    }
}
