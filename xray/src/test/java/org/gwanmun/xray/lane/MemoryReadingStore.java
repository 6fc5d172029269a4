package org.gwanmun.xray.lane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gwanmun.core.audit.AuditFact;

/** The simplest store that keeps the promises for one thread. */
final class MemoryReadingStore implements ReadingStore {
    final Map<String, ReadingItem> items = new LinkedHashMap<>();
    final List<AuditFact> facts = new ArrayList<>();
    final List<ReadingEvent> events = new ArrayList<>();
    private final Map<String, String> requests = new HashMap<>();
    private final Map<String, List<Mark>> marks = new HashMap<>();

    @Override
    public boolean arrive(LaneParcel parcel) {
        boolean known = items.values().stream()
                .anyMatch(item -> item.parcel().id().equals(parcel.id())
                        || (item.parcel()
                                        .passage()
                                        .lane()
                                        .equals(parcel.passage().lane())
                                && item.parcel().passage().start_mm()
                                        == parcel.passage().start_mm()));
        if (!known) {
            items.put(parcel.id(), new ReadingItem(parcel, Reading.ARRIVED));
        }
        return !known;
    }

    private List<ReadingItem> where(Predicate<ReadingItem> condition) {
        return items.values().stream().filter(condition).toList();
    }

    @Override
    public List<ReadingItem> newest(int limit) {
        List<ReadingItem> all = List.copyOf(items.values());
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    @Override
    public Optional<ReadingItem> findParcel(String id) {
        return Optional.ofNullable(items.get(id));
    }

    @Override
    public long arrivals() {
        return items.size();
    }

    @Override
    public long arrivals(String lane) {
        return where(item -> item.parcel().passage().lane().equals(lane)).size();
    }

    private static boolean queued(ReadingItem item) {
        return item.reading().stage() == Stage.WAITING || item.reading().stage() == Stage.SECOND_OPINION;
    }

    @Override
    public long waiting() {
        return where(MemoryReadingStore::queued).size();
    }

    @Override
    public Map<String, Long> waitingByLane() {
        return where(MemoryReadingStore::queued).stream()
                .collect(Collectors.groupingBy(item -> item.parcel().passage().lane(), Collectors.counting()));
    }

    @Override
    public Optional<Long> belt_mm(String lane) {
        return where(item -> item.parcel().passage().lane().equals(lane)).stream()
                .map(item -> item.parcel().passage().end_mm())
                .max(Long::compare);
    }

    @Override
    public List<String> takeable(String officer, List<String> lanes, Instant now, int limit) {
        return where(item -> {
                    Reading reading = item.reading();
                    boolean forgotten = reading.hold()
                            .filter(hold -> hold.expired(now) && !hold.officer().equals(officer))
                            .isPresent();
                    return (queued(item) || forgotten)
                            && !reading.firstReader().equals(Optional.of(officer))
                            && (lanes.isEmpty()
                                    || lanes.contains(item.parcel().passage().lane()));
                })
                .stream()
                .limit(limit)
                .map(item -> item.parcel().id())
                .toList();
    }

    @Override
    public List<ReadingItem> heldBy(String officer) {
        return where(item -> item.reading()
                .hold()
                .filter(hold -> hold.officer().equals(officer))
                .isPresent());
    }

    @Override
    public List<ReadingItem> undiverted(String lane, int limit) {
        return where(item -> item.parcel().passage().lane().equals(lane)
                && item.reading().diversion().flatMap(Diversion::confirmed).isEmpty());
    }

    @Override
    public List<ReadingItem> atTable(int limit) {
        return where(item -> item.reading().stage() == Stage.DIVERTED
                && item.reading()
                        .diversion()
                        .filter(sent -> sent.confirmed().orElse(sent.gate()) == Diversion.Gate.INSPECT)
                        .isPresent());
    }

    @Override
    public List<ReadingItem> judgedBy(String officer, int limit) {
        return where(item -> item.judgement()
                        .filter(g -> g.officer().equals(officer))
                        .isPresent())
                .reversed();
    }

    @Override
    public List<ReadingItem> ofSender(String sender, int limit) {
        return where(item -> item.parcel().identity().sender().equals(Optional.of(sender)))
                .reversed();
    }

    @Override
    public Optional<ReadingItem> withBarcode(Barcode barcode) {
        return where(item -> item.parcel().identity().barcode().equals(Optional.of(barcode))).reversed().stream()
                .findFirst();
    }

    @Override
    public List<ReadingFact> facts(Instant from, Instant to, int limit) {
        throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public ReadingOutcome change(String parcelId, Optional<String> requestId, Function<ReadingItem, Step> rule) {
        ReadingItem item = items.get(parcelId);
        if (item == null) {
            return new ReadingOutcome.NoSuchParcel(parcelId);
        }
        if (requestId.isPresent() && requests.containsKey(requestId.get())) {
            return parcelId.equals(requests.get(requestId.get()))
                    ? new ReadingOutcome.Done(item)
                    : new ReadingOutcome.NotAllowed(ReadingOutcome.Obstacle.REQUEST_REUSED);
        }
        Step step = rule.apply(item);
        step.change().ifPresent(change -> {
            items.put(parcelId, new ReadingItem(item.parcel(), change.after()));
            change.event().ifPresent(event -> {
                events.add(event);
                event.requestId().ifPresent(id -> requests.put(id, parcelId));
            });
            change.fact().ifPresent(facts::add);
        });
        return step.outcome();
    }

    @Override
    public List<Mark> marks(String parcelId) {
        return marks.getOrDefault(parcelId, List.of());
    }

    @Override
    public void mark(String parcelId, List<Mark> wanted) {
        marks.put(parcelId, List.copyOf(wanted));
    }
}
