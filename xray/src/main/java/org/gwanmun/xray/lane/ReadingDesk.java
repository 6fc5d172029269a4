package org.gwanmun.xray.lane;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gwanmun.xray.lane.ReadingRules.By;
import org.gwanmun.xray.lane.ReadingStore.Step;

/**
 * What a reading room does: take parcels from the queue, judge them, recall, ask; what a scanner does to it: deliver, and
 * divert; what an opening table does: record.
 *
 * <p>Thread-safe. Listeners hear of an event only after the store has it. A step counts if and only if its outcome is
 * {@link ReadingOutcome.Done}. The rules themselves are {@link ReadingRules}.
 */
public final class ReadingDesk {
    /** What the audit chain calls the giving of a verdict. */
    public static final String VERDICT_GIVEN = "verdict.given";

    /** How many parcels a desk lists. */
    public static final int LISTED = 50;

    /** Most parcels on one desk. */
    public static final int MOST_HELD = 4;

    private static final int TRIED = 16;
    private static final int MOST_ON_BELT = 1000;

    private final ReadingStore store;
    private final LaneListener listener;
    private final InstantSource clock;
    private final DeskSettings settings;

    public ReadingDesk(ReadingStore store, LaneListener listener, InstantSource clock, DeskSettings settings) {
        this.store = store;
        this.listener = listener;
        this.clock = clock;
        this.settings = settings;
    }

    /** How this reading room works. */
    public DeskSettings settings() {
        return settings;
    }

    /**
     * Takes a parcel from the scanner.
     *
     * @return false if it was delivered before: then nothing is changed
     */
    public boolean arrive(LaneParcel parcel) {
        boolean isNew = store.arrive(parcel);
        if (isNew) {
            listener.arrived(new ReadingItem(parcel, Reading.ARRIVED));
        }
        return isNew;
    }

    /** The newest {@value #LISTED} parcels in order of arrival, oldest first. */
    public List<ReadingItem> newest() {
        return store.newest(LISTED);
    }

    /** How many parcels wait for a verdict, on no desk. */
    public long waiting() {
        return store.waiting();
    }

    /** The same by lane; lanes where none waits are left out. */
    public Map<String, Long> waitingByLane() {
        return store.waitingByLane();
    }

    /** The parcel of that id, if it has arrived. */
    public Optional<ReadingItem> findParcel(String id) {
        return store.findParcel(id);
    }

    /** What is on an officer's desk. */
    public List<ReadingItem> heldBy(String officer) {
        return store.heldBy(officer);
    }

    /**
     * Tops an officer's desk up from the queue, oldest first, and keeps what is there for another lease. Two desks never
     * hold one parcel.
     *
     * @param wanted how many the desk should hold, at most {@value #MOST_HELD}
     * @param lanes of which lanes; empty means all
     */
    public List<ReadingItem> take(Officer officer, int wanted, List<String> lanes) {
        Instant now = clock.instant();
        By by = new By(officer, now, Optional.empty());
        List<ReadingItem> held = new ArrayList<>();
        for (ReadingItem item : store.heldBy(officer.user())) {
            if (step(item.parcel().id(), by, ReadingEvent.Kind.HELD, it -> ReadingRules.hold(it, by, settings.lease()))
                    instanceof ReadingOutcome.Done(ReadingItem kept)) {
                held.add(kept);
            }
        }
        int most = Math.min(wanted, MOST_HELD);
        if (held.size() < most) {
            for (String id : store.takeable(officer.user(), lanes, now, TRIED)) {
                if (held.size() >= most) {
                    break;
                }
                if (step(id, by, ReadingEvent.Kind.HELD, it -> ReadingRules.hold(it, by, settings.lease()))
                        instanceof ReadingOutcome.Done(ReadingItem taken)) {
                    held.add(taken);
                }
            }
        }
        return held;
    }

    /** Gives back everything on an officer's desk: a break, a hand-over, the end of the shift. */
    public void release(Officer officer) {
        By by = new By(officer, clock.instant(), Optional.empty());
        for (ReadingItem item : store.heldBy(officer.user())) {
            var unused =
                    step(item.parcel().id(), by, ReadingEvent.Kind.RELEASED, held -> ReadingRules.release(held, by));
        }
    }

    /**
     * Judges a parcel.
     *
     * @param shown how long the picture had been on the screen
     * @param requestId the desk's id of the request; the same one sent again changes nothing
     */
    public ReadingOutcome judge(
            Officer officer,
            String parcelId,
            Verdict verdict,
            Optional<Reason> reason,
            Duration shown,
            Optional<String> requestId) {
        By by = new By(officer, clock.instant(), requestId);
        return step(
                parcelId,
                by,
                ReadingEvent.Kind.JUDGED,
                item -> ReadingRules.judge(item, by, verdict, reason, shown, settings.hold()));
    }

    /** Takes the officer's own verdict back, as long as the diverter has not acted on it. */
    public ReadingOutcome recall(Officer officer, String parcelId, Optional<String> requestId) {
        By by = new By(officer, clock.instant(), requestId);
        return step(parcelId, by, ReadingEvent.Kind.RECALLED, item -> ReadingRules.recall(item, by, settings.lease()));
    }

    /** Hands a parcel to another officer, who decides. */
    public ReadingOutcome askSecondOpinion(
            Officer officer, String parcelId, Optional<Reason> reason, Duration shown, Optional<String> requestId) {
        By by = new By(officer, clock.instant(), requestId);
        return step(
                parcelId,
                by,
                ReadingEvent.Kind.SECOND_OPINION_ASKED,
                item -> ReadingRules.askSecondOpinion(item, by, reason, shown));
    }

    /** Sends a parcel back to the entrance, to be scanned in another pose. */
    public ReadingOutcome askRescan(
            Officer officer, String parcelId, Optional<Reason> reason, Duration shown, Optional<String> requestId) {
        By by = new By(officer, clock.instant(), requestId);
        return step(
                parcelId, by, ReadingEvent.Kind.RESCAN_ASKED, item -> ReadingRules.askRescan(item, by, reason, shown));
    }

    /**
     * A lane's parcels between tunnel and diverter.
     *
     * @param waiting how many have no way out yet
     * @param told those whose way is decided and not yet confirmed by the machine
     */
    public record Belt(int waiting, List<ReadingItem> told) {}

    /** Decides, for every parcel of a lane whose time has come, where the diverter is to send it. */
    public Belt divertDue(Officer lane) {
        By by = new By(lane, clock.instant(), Optional.empty());
        List<ReadingItem> told = new ArrayList<>();
        int waiting = 0;
        for (ReadingItem item : store.undiverted(lane.user(), MOST_ON_BELT)) {
            if (item.reading().diversion().isPresent()) {
                told.add(item);
            } else if (ReadingRules.due(item, by.now(), settings.patience()).isPresent()
                    && step(
                                    item.parcel().id(),
                                    by,
                                    ReadingEvent.Kind.DIVERTED,
                                    it -> ReadingRules.divert(it, by, settings.patience()))
                            instanceof ReadingOutcome.Done(ReadingItem diverted)
                    && diverted.reading().diversion().isPresent()) {
                told.add(diverted);
            } else {
                waiting++;
            }
        }
        return new Belt(waiting, told);
    }

    /** Records where the machine says that it sent a parcel. */
    public ReadingOutcome confirm(Officer lane, String parcelId, Diversion.Gate gate) {
        By by = new By(lane, clock.instant(), Optional.empty());
        return step(parcelId, by, ReadingEvent.Kind.CONFIRMED, item -> ReadingRules.confirm(item, by, gate));
    }

    /** Parcels that lie at the opening table. */
    public List<ReadingItem> atTable() {
        return store.atTable(LISTED);
    }

    /** Records what was found; recorded again, the later counts and both are in the audit chain. */
    public ReadingOutcome open(Officer officer, String parcelId, Opening opening, Optional<String> requestId) {
        By by = new By(officer, clock.instant(), requestId);
        return step(parcelId, by, ReadingEvent.Kind.OPENED, item -> ReadingRules.open(item, by, opening));
    }

    /** The newest parcels that an officer has judged, newest first. */
    public List<ReadingItem> judgedBy(String officer) {
        return store.judgedBy(officer, LISTED);
    }

    /** Earlier parcels of the sender of a parcel, newest first. */
    public List<ReadingItem> earlierOfSameSender(ReadingItem item, int limit) {
        return item.parcel()
                .identity()
                .sender()
                .map(sender -> store.ofSender(sender, limit + 1).stream()
                        .filter(other ->
                                !other.parcel().id().equals(item.parcel().id()))
                        .limit(limit)
                        .toList())
                .orElse(List.of());
    }

    private ReadingOutcome step(String parcelId, By by, ReadingEvent.Kind kind, Function<ReadingItem, Step> rule) {
        boolean[] changed = {false};
        ReadingOutcome outcome = store.change(parcelId, by.requestId(), item -> {
            Step step = rule.apply(item);
            changed[0] = step.change().flatMap(ReadingStore.Change::event).isPresent();
            return step;
        });
        if (changed[0] && outcome instanceof ReadingOutcome.Done(ReadingItem item)) {
            listener.went(item, kind);
        }
        return outcome;
    }
}
