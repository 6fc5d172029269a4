package org.gwanmun.xray.lane;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gwanmun.core.audit.AuditFact;

/** The port behind which parcels and their readings are kept. Safe for use by many threads at once. */
public interface ReadingStore {

    /**
     * Stores a parcel that arrived; it is durable when this returns.
     *
     * @return false, with nothing changed, if a parcel of that id, or of that lane and start, is there already
     */
    boolean arrive(LaneParcel parcel);

    /** The newest arrivals, at most {@code limit} of them, in order of arrival, oldest first. */
    List<ReadingItem> newest(int limit);

    /** The parcel of that id, if it has arrived. */
    Optional<ReadingItem> findParcel(String id);

    /** How many parcels have ever arrived. */
    long arrivals();

    /** How many parcels have ever arrived from a lane. */
    long arrivals(String lane);

    /** How many parcels wait for a verdict, on no desk. */
    long waiting();

    /** How many parcels of each lane wait for a verdict, on no desk. */
    Map<String, Long> waitingByLane();

    /** How far along its endless belt a lane is stored: where its last parcel ended, in mm; empty if it has none. */
    Optional<Long> belt_mm(String lane);

    /**
     * Ids of parcels that an officer might take, oldest first: those in the queue, and those whose hold has expired.
     *
     * @param officer who would read them; parcels of which this officer wants a second opinion are left out
     * @param lanes of which lanes; empty means all
     */
    List<String> takeable(String officer, List<String> lanes, Instant now, int limit);

    /** What is on an officer's desk, in the order in which it was taken. */
    List<ReadingItem> heldBy(String officer);

    /** Parcels that await the diverter or its confirmation: all that arrived and are not confirmed, oldest first. */
    List<ReadingItem> undiverted(String lane, int limit);

    /** Parcels sent to the opening table and not yet opened, oldest first. */
    List<ReadingItem> atTable(int limit);

    /** The newest parcels that an officer has judged, newest first. */
    List<ReadingItem> judgedBy(String officer, int limit);

    /** The newest parcels of a sender, newest first. */
    List<ReadingItem> ofSender(String sender, int limit);

    /** The newest parcel that carried a barcode, if there is one. */
    Optional<ReadingItem> withBarcode(Barcode barcode);

    /** What became of the parcels that arrived in [from, to), in order of arrival. */
    List<ReadingFact> facts(Instant from, Instant to, int limit);

    /**
     * Takes a parcel's reading a step further. The rule sees the parcel as it is, with everybody else kept from changing
     * it; what it wants changed, and its audit entry, are written in one transaction and are durable when this returns. If
     * it wants no change, or throws, nothing is written.
     *
     * @param requestId if a step of that id was stored before, the rule is not asked and nothing is changed
     */
    ReadingOutcome change(String parcelId, Optional<String> requestId, Function<ReadingItem, Step> rule);

    /**
     * What a rule decides.
     *
     * @param outcome what to answer
     * @param change what to write; empty to leave everything as it is
     */
    record Step(ReadingOutcome outcome, Optional<Change> change) {
        /** Nothing changes. */
        static Step refused(ReadingOutcome outcome) {
            return new Step(outcome, Optional.empty());
        }
    }

    /**
     * What is to be written.
     *
     * @param after the reading as it stands then
     * @param event the step itself; none where a desk only says that it is still there
     * @param fact its audit entry; steps that decide nothing have none
     */
    record Change(Reading after, Optional<ReadingEvent> event, Optional<AuditFact> fact) {}

    /** The marks on a parcel. */
    List<Mark> marks(String parcelId);

    /** Replaces the marks on a parcel. */
    void mark(String parcelId, List<Mark> marks);
}
