package org.gwanmun.xray.lane;

import java.util.List;
import java.util.Optional;
import org.gwanmun.core.audit.AuditFact;

/** The port behind which parcels and verdicts are kept. Safe for use by many threads at once. */
public interface ReadingStore {

    /**
     * Stores a parcel that arrived; it is durable when this returns.
     *
     * @throws IllegalStateException if a parcel of that id is there already
     */
    void arrive(LaneParcel parcel);

    /** The newest arrivals, at most {@code limit} of them, in order of arrival, oldest first. */
    List<ReadingItem> newest(int limit);

    /** The parcel of that id, if it has arrived. */
    Optional<ReadingItem> findParcel(String id);

    /** How many parcels have ever arrived. */
    long arrivals();

    /** How many parcels wait for a verdict. */
    long waiting();

    /**
     * Gives a parcel its verdict, exactly once, whatever else happens at the same time. Verdict and audit entry are
     * written in one transaction and are durable when this returns {@link JudgeOutcome.Stored}; with any other outcome,
     * or an exception, neither is written.
     */
    JudgeOutcome judge(Judgement judgement, AuditFact fact);
}
