package org.gwanmun.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gwanmun.store.Samples.NOW;
import static org.gwanmun.store.Samples.bareParcel;
import static org.gwanmun.store.Samples.desk;
import static org.gwanmun.store.Samples.judge;
import static org.gwanmun.store.Samples.parcel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.gwanmun.core.audit.AuditVerification.Intact;
import org.gwanmun.xray.lane.Barcode;
import org.gwanmun.xray.lane.DeclarationStore.Declared;
import org.gwanmun.xray.lane.Diversion;
import org.gwanmun.xray.lane.Mark;
import org.gwanmun.xray.lane.Officer;
import org.gwanmun.xray.lane.Opening;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingFact;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.ReadingOutcome;
import org.gwanmun.xray.lane.Reason;
import org.gwanmun.xray.lane.Stage;
import org.gwanmun.xray.lane.Verdict;
import org.gwanmun.xray.scene.Declaration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A reading room's whole day, over a real database. */
@ParameterizedClass
@EnumSource(StoreSettings.Kind.class)
class JooqReadingStoreTest {
    private static final Officer KIM = new Officer("kim", "p-kim");
    private static final Officer LEE = new Officer("lee", "p-lee");
    private static final Officer LANE = new Officer("demo", "demo");

    private final GwanmunStore store;
    private final ReadingDesk desk;

    JooqReadingStoreTest(StoreSettings.Kind kind, @TempDir Path folder) {
        store = TestDatabase.fresh(kind, folder).open();
        desk = desk(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aParcelsWholeWayIsKept() {
        store.readings().arrive(parcel("a"));
        assertThat(ids(desk.take(KIM, 2, List.of()))).containsExactly("a");
        assertThat(item("a").reading().stage()).isEqualTo(Stage.HELD);
        assertThat(ids(desk.heldBy("kim"))).containsExactly("a");
        desk.askSecondOpinion(KIM, "a", Optional.of(Reason.OPAQUE), Duration.ofSeconds(5), Optional.of("request-1"));
        assertThat(desk.take(KIM, 1, List.of())).isEmpty();
        assertThat(ids(desk.take(LEE, 1, List.of("demo")))).containsExactly("a");
        assertThat(desk.take(LEE, 1, List.of("another-lane"))).hasSize(1); // what one holds stays, whatever the lane
        judge(store, "a", Verdict.PASS, "lee");
        desk.recall(LEE, "a", Optional.of("request-2"));
        judge(store, "a", Verdict.INSPECT, "lee");
        assertThat(item("a").reading().round()).isEqualTo(3);
        assertThat(ids(desk.judgedBy("lee"))).containsExactly("a");

        desk.confirm(LANE, "a", Diversion.Gate.INSPECT);
        assertThat(ids(desk.atTable())).containsExactly("a");
        Opening opening = new Opening(
                true,
                List.of(new Opening.Item("narcotics/ketamine", "백색 가루", OptionalDouble.of(48.5), "밑바닥")),
                "종이 상자 이중 바닥",
                List.of("ab".repeat(32)),
                "boss",
                NOW);
        desk.open(new Officer("boss", "p-boss"), "a", opening, Optional.empty());
        assertThat(item("a").reading().opening()).contains(opening);
        Opening corrected = new Opening(false, List.of(), "설탕", List.of(), "boss", NOW);
        desk.open(new Officer("boss", "p-boss"), "a", corrected, Optional.empty());
        assertThat(item("a").reading().opening()).contains(corrected);
        assertThat(desk.atTable()).isEmpty();

        List<ReadingFact> facts = store.readings().facts(NOW, NOW.plusSeconds(1), 10);
        assertThat(facts).singleElement().satisfies(fact -> {
            assertThat(fact.secondOpinion()).isTrue();
            assertThat(fact.found()).contains(false);
            assertThat(fact.judgement().orElseThrow().verdict()).isEqualTo(Verdict.INSPECT);
        });
        assertThat(store.readings().facts(NOW.plusSeconds(1), NOW.plusSeconds(2), 10))
                .isEmpty();
        assertThat(store.audit().newest(10).stream().map(entry -> entry.action()))
                .containsExactly(
                        "second_opinion.asked",
                        "verdict.given",
                        "verdict.recalled",
                        "verdict.given",
                        "parcel.diverted",
                        "opening.recorded",
                        "opening.recorded");
        assertThat(store.audit().verify()).isInstanceOf(Intact.class);
    }

    @Test
    void manyDesksEmptyTheQueueTogetherAndNoParcelLiesOnTwo() throws Exception {
        int parcels = 60;
        for (int i = 0; i < parcels; i++) {
            store.readings().arrive(parcel("parcel-" + i));
        }
        ConcurrentHashMap<String, String> readers = new ConcurrentHashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> officers = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(n -> () -> {
                        Officer officer = new Officer("officer-" + n, "p-" + n);
                        int read = 0;
                        for (List<ReadingItem> held = desk.take(officer, 2, List.of());
                                !held.isEmpty();
                                held = desk.take(officer, 2, List.of())) {
                            for (ReadingItem item : held) {
                                String other = readers.put(item.parcel().id(), officer.user());
                                assertThat(other == null || other.equals(officer.user()))
                                        .isTrue();
                                assertThat(judge(store, item.parcel().id(), Verdict.PASS, officer.user()))
                                        .isInstanceOf(ReadingOutcome.Done.class);
                                read++;
                            }
                        }
                        return read;
                    })
                    .toList();
            int all = 0;
            for (Future<Integer> read : pool.invokeAll(officers)) {
                all += read.get();
            }
            // A desk that found nothing while others still raced for the last ones went home; nothing is lost by that.
            assertThat(all + store.readings().waiting()).isEqualTo(parcels);
        }
        assertThat(store.audit().verify()).isInstanceOf(Intact.class);
    }

    @Test
    void theSameRequestAtOnceTwiceIsOneVerdict() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 20; i++) {
                String id = "parcel-" + i;
                store.readings().arrive(parcel(id));
                Callable<ReadingOutcome> send = () -> desk.judge(
                        KIM,
                        id,
                        Verdict.PASS,
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Optional.of("request-of-" + id));
                for (Future<ReadingOutcome> outcome : pool.invokeAll(List.of(send, send, send, send))) {
                    assertThat(outcome.get()).isInstanceOf(ReadingOutcome.Done.class);
                }
            }
        }
        assertThat(store.audit().newest(100).stream().map(entry -> entry.subject()))
                .hasSize(20);
    }

    @Test
    void earlierParcelsOfASenderAndOfABarcodeAreFound() {
        store.readings().arrive(parcel("a"));
        store.readings().arrive(bareParcel("b"));
        store.readings().arrive(parcel("c"));
        assertThat(ids(desk.earlierOfSameSender(item("c"), 5))).containsExactly("a");
        assertThat(desk.earlierOfSameSender(item("b"), 5)).isEmpty();
        Barcode barcode = parcel("a").identity().barcode().orElseThrow();
        assertThat(store.readings().withBarcode(barcode).orElseThrow().parcel().id())
                .isEqualTo("a");
        assertThat(store.readings().belt_mm("demo")).isPresent();
        assertThat(store.readings().belt_mm("ghost")).isEmpty();
        assertThat(store.readings().waitingByLane()).containsEntry("demo", 3L);
    }

    @Test
    void marksAreReplacedAsAWhole() {
        store.readings().arrive(parcel("a"));
        Mark one = new Mark("top", 1, 2, 30.5, 40, "여기");
        store.readings().mark("a", List.of(one, new Mark("side", 0, 0, 1, 1, "")));
        assertThat(store.readings().marks("a")).hasSize(2);
        store.readings().mark("a", List.of(one));
        assertThat(store.readings().marks("a")).containsExactly(one);
        assertThat(store.readings().marks("ghost")).isEmpty();
    }

    @Test
    void aDeclarationWaitsForItsParcelAndALaterOneReplacesIt() {
        Barcode barcode = Barcode.of("RR", 12_345_678, "KR");
        assertThat(store.declarations().findDeclaration(barcode)).isEmpty();
        for (double mass_g : new double[] {100, 200}) {
            Declared declared = new Declared(
                    new Declaration("차", "tea", OptionalDouble.of(mass_g), OptionalDouble.empty()), Optional.of("s-1"));
            store.declarations().put(barcode, declared, NOW);
            assertThat(store.declarations().findDeclaration(barcode)).contains(declared);
        }
    }

    private ReadingItem item(String id) {
        return store.readings().findParcel(id).orElseThrow();
    }

    private static List<String> ids(List<ReadingItem> items) {
        return items.stream().map(item -> item.parcel().id()).toList();
    }
}
