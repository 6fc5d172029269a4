package org.gwanmun.xray.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gwanmun.xray.lane.LaneSamples.NOW;
import static org.gwanmun.xray.lane.LaneSamples.parcel;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever officers, belts and clocks do, in whatever order, the promises of the reading room hold. */
class ReadingRulesTest {
    private static final int PARCELS = 12;
    private static final int STEPS = 4000;
    private static final Officer LANE = new Officer("lane-1", "lane-1");

    private Instant now = NOW;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noOrderOfStepsBreaksAPromise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MemoryReadingStore store = new MemoryReadingStore();
        ReadingDesk desk = new ReadingDesk(store, silent(), () -> now, DeskSettings.USUAL);
        List<Officer> officers =
                List.of(new Officer("kim", "p-1"), new Officer("lee", "p-2"), new Officer("park", "p-3"));
        Map<String, Diversion.Gate> gone = new HashMap<>();
        Set<String> arrived = new HashSet<>();
        for (int i = 0; i < STEPS; i++) {
            now = now.plusMillis(random.nextInt(3000));
            String id = "box-" + random.nextInt(PARCELS);
            Officer officer = officers.get(random.nextInt(officers.size()));
            Optional<String> request = Optional.of("r-" + random.nextInt(STEPS / 2));
            Duration shown = Duration.ofSeconds(2);
            switch (random.nextInt(10)) {
                case 0 -> {
                    if (desk.arrive(at(id))) {
                        arrived.add(id);
                    }
                }
                case 1, 2 -> desk.take(officer, random.nextInt(4), List.of());
                case 3 -> desk.release(officer);
                case 4, 5 -> {
                    Optional<ReadingItem> before = store.findParcel(id);
                    Verdict verdict = random.nextBoolean() ? Verdict.PASS : Verdict.INSPECT;
                    ReadingOutcome outcome = desk.judge(officer, id, verdict, Optional.empty(), shown, request);
                    boolean others = before.flatMap(item -> item.reading().hold())
                            .filter(hold -> !hold.officer().equals(officer.user()) && !hold.expired(now))
                            .isPresent();
                    assertThat(others && !store.findParcel(id).equals(before))
                            .as("judged from under another's eyes: %s", outcome)
                            .isFalse();
                }
                case 6 -> desk.recall(officer, id, request);
                case 7 -> desk.askSecondOpinion(officer, id, Optional.empty(), shown, request);
                case 8 -> desk.askRescan(officer, id, Optional.empty(), shown, request);
                default -> desk.divertDue(LANE);
            }
            holds(store, officers, gone);
        }
        assertThat(store.items.keySet()).isEqualTo(arrived);
        assertThat(store.events.stream().flatMap(event -> event.requestId().stream()))
                .doesNotHaveDuplicates();
        assertThat(gone).isNotEmpty();
    }

    private void holds(MemoryReadingStore store, List<Officer> officers, Map<String, Diversion.Gate> gone) {
        int held = 0;
        for (Officer officer : officers) {
            held += store.heldBy(officer.user()).size();
        }
        long onDesks = store.items.values().stream()
                .filter(item -> item.reading().stage() == Stage.HELD)
                .count();
        assertThat((long) held).isEqualTo(onDesks);
        for (ReadingItem item : store.items.values()) {
            Reading reading = item.reading();
            Optional<Diversion.Gate> gate = reading.diversion().map(Diversion::gate);
            if (gate.isPresent()) {
                Diversion.Gate before = gone.putIfAbsent(item.parcel().id(), gate.get());
                assertThat(before == null || before == gate.get())
                        .as("what went through a gate stays gone")
                        .isTrue();
            }
            if (gate.equals(Optional.of(Diversion.Gate.PASS))) {
                assertThat(reading.judgement().map(Judgement::verdict)).contains(Verdict.PASS);
            }
            reading.judgement().ifPresent(given -> assertThat(Optional.of(given.officer()))
                    .as("the second opinion is another's")
                    .isNotEqualTo(reading.firstReader()));
        }
    }

    private LaneParcel at(String id) {
        LaneParcel sample = parcel(id, 1000L * Integer.parseInt(id.substring(4)));
        LaneParcel.Passage passage = sample.passage();
        return new LaneParcel(
                sample.id(),
                new LaneParcel.Passage(passage.lane(), passage.scanner(), passage.start_mm(), passage.end_mm(), now),
                sample.identity(),
                sample.declaration(),
                sample.measured(),
                sample.mass(),
                sample.flags(),
                sample.views(),
                sample.scanFolder());
    }

    private static LaneListener silent() {
        return new LaneListener() {
            @Override
            public void arrived(ReadingItem item) {}

            @Override
            public void went(ReadingItem item, ReadingEvent.Kind kind) {}
        };
    }
}
