package org.gwanmun.xray.lane;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gwanmun.core.audit.AuditFact;

/**
 * What a reading desk does: look at the queue, judge a parcel; and what a scanner does to it: deliver.
 *
 * <p>Thread-safe. Listeners hear of an event only after the store has it.
 */
public final class ReadingDesk {
    /** What the audit chain calls the giving of a verdict. */
    public static final String VERDICT_GIVEN = "verdict.given";

    /** How many parcels a desk lists. */
    public static final int LISTED = 50;

    private final ReadingStore store;
    private final LaneListener listener;
    private final InstantSource clock;

    public ReadingDesk(ReadingStore store, LaneListener listener, InstantSource clock) {
        this.store = store;
        this.listener = listener;
        this.clock = clock;
    }

    /** Takes a parcel from the scanner. */
    public void arrive(LaneParcel parcel) {
        store.arrive(parcel);
        listener.arrived(parcel);
    }

    /** The newest {@value #LISTED} parcels in order of arrival, oldest first. */
    public List<ReadingItem> queue() {
        return store.newest(LISTED);
    }

    /** How many parcels wait for a verdict. */
    public long waiting() {
        return store.waiting();
    }

    /** The parcel of that id, if it has arrived. */
    public Optional<ReadingItem> findParcel(String id) {
        return store.findParcel(id);
    }

    /**
     * Judges a parcel. The verdict counts if and only if the outcome is {@link JudgeOutcome.Stored}.
     *
     * @param shown how long the picture had been on the screen
     */
    public JudgeOutcome judge(
            Officer officer, String parcelId, Verdict verdict, Optional<Reason> reason, Duration shown) {
        Instant now = clock.instant();
        Judgement judgement = new Judgement(parcelId, verdict, reason, officer.user(), now, shown);
        JudgeOutcome outcome = store.judge(
                judgement, new AuditFact(now, officer.pseudonym(), VERDICT_GIVEN, parcelId, detail(judgement)));
        if (outcome instanceof JudgeOutcome.Stored(Judgement stored)) {
            listener.judged(stored);
        }
        return outcome;
    }

    private static String detail(Judgement judgement) {
        return "verdict=" + judgement.verdict().name().toLowerCase(Locale.ROOT) + " reason="
                + judgement
                        .reason()
                        .map(reason -> Integer.toString(reason.code()))
                        .orElse("none") + " shown_ms="
                + judgement.shown().toMillis();
    }
}
