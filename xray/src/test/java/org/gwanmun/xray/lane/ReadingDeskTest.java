package org.gwanmun.xray.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gwanmun.xray.lane.LaneSamples.NOW;
import static org.gwanmun.xray.lane.LaneSamples.parcel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.xray.lane.ReadingOutcome.Obstacle;
import org.junit.jupiter.api.Test;

class ReadingDeskTest {
    private static final Officer KIM = new Officer("kim", "p-1");
    private static final Officer LEE = new Officer("lee", "p-2");
    private static final Officer LANE = new Officer("lane-1", "lane-1");
    private static final Optional<String> NO_ID = Optional.empty();

    private final MemoryReadingStore store = new MemoryReadingStore();
    private final List<String> heard = new ArrayList<>();
    private Instant now = NOW;
    private final ReadingDesk desk = new ReadingDesk(store, listener(), () -> now, DeskSettings.USUAL);

    @Test
    void aVerdictIsStoredWithItsAuditFactAndThenTold() {
        desk.arrive(parcel("box-1", 0));
        assertThat(judge(KIM, "box-1", Verdict.INSPECT, Optional.of(Reason.CONCEALMENT)))
                .isInstanceOf(ReadingOutcome.Done.class);
        assertThat(item("box-1").judgement())
                .contains(new Judgement(
                        "box-1",
                        1,
                        Verdict.INSPECT,
                        Optional.of(Reason.CONCEALMENT),
                        "kim",
                        NOW,
                        Duration.ofMillis(4321)));
        assertThat(store.facts)
                .containsExactly(
                        new AuditFact(NOW, "p-1", "verdict.given", "box-1", "verdict=inspect reason=4 shown_ms=4321"));
        assertThat(heard).containsExactly("arrived box-1", "box-1 JUDGED");
    }

    @Test
    void aParcelDeliveredTwiceArrivesOnce() {
        assertThat(desk.arrive(parcel("box-1", 0))).isTrue();
        assertThat(desk.arrive(parcel("box-1", 0))).isFalse();
        assertThat(desk.arrive(parcel("another-name", 0))).isFalse();
        assertThat(heard).containsExactly("arrived box-1");
    }

    @Test
    void twoDesksNeverHoldOneParcelAndBothGetTheOldest() {
        for (int i = 0; i < 5; i++) {
            desk.arrive(parcel("box-" + i, 1000L * i));
        }
        assertThat(ids(desk.take(KIM, 2, List.of()))).containsExactly("box-0", "box-1");
        assertThat(ids(desk.take(LEE, 2, List.of()))).containsExactly("box-2", "box-3");
        assertThat(ids(desk.take(KIM, 2, List.of()))).containsExactly("box-0", "box-1");
        assertThat(judge(LEE, "box-0", Verdict.PASS, Optional.empty()))
                .isEqualTo(new ReadingOutcome.HeldByAnother("kim"));
        assertThat(desk.waiting()).isEqualTo(1);
    }

    @Test
    void aDeskThatFallsSilentLosesItsParcelsToOthersAndOnlyThen() {
        desk.arrive(parcel("box-1", 0));
        desk.take(KIM, 1, List.of());
        now = NOW.plusSeconds(29);
        assertThat(desk.take(LEE, 1, List.of())).isEmpty();
        desk.take(KIM, 1, List.of());
        now = NOW.plusSeconds(58);
        assertThat(desk.take(LEE, 1, List.of())).isEmpty();
        now = NOW.plusSeconds(60);
        assertThat(ids(desk.take(LEE, 1, List.of()))).containsExactly("box-1");
        assertThat(judge(KIM, "box-1", Verdict.PASS, Optional.empty()))
                .isEqualTo(new ReadingOutcome.HeldByAnother("lee"));
    }

    @Test
    void aVerdictThatComesLateCountsIfNobodyElseTookTheParcel() {
        desk.arrive(parcel("box-1", 0));
        desk.take(KIM, 1, List.of());
        now = NOW.plusSeconds(100);
        assertThat(judge(KIM, "box-1", Verdict.PASS, Optional.empty())).isInstanceOf(ReadingOutcome.Done.class);
    }

    @Test
    void aHandOverPutsEverythingBack() {
        desk.arrive(parcel("box-1", 0));
        desk.arrive(parcel("box-2", 1000));
        desk.take(KIM, 2, List.of());
        desk.release(KIM);
        assertThat(ids(desk.take(LEE, 2, List.of()))).containsExactly("box-1", "box-2");
    }

    @Test
    void theSecondVerdictChangesNothingAndIsToldToNobody() {
        desk.arrive(parcel("box-1", 0));
        judge(KIM, "box-1", Verdict.PASS, Optional.empty());
        assertThat(judge(LEE, "box-1", Verdict.INSPECT, Optional.empty()))
                .isInstanceOfSatisfying(
                        ReadingOutcome.AlreadyJudged.class,
                        already -> assertThat(already.judgement().verdict()).isEqualTo(Verdict.PASS));
        assertThat(heard).containsExactly("arrived box-1", "box-1 JUDGED");
    }

    @Test
    void theSameRequestSentAgainIsAnsweredAndDoesNothing() {
        desk.arrive(parcel("box-1", 0));
        desk.arrive(parcel("box-2", 1000));
        Optional<String> id = Optional.of("r-1");
        Duration shown = Duration.ofSeconds(4);
        desk.judge(KIM, "box-1", Verdict.PASS, Optional.empty(), shown, id);
        assertThat(desk.judge(KIM, "box-1", Verdict.PASS, Optional.empty(), shown, id))
                .isInstanceOf(ReadingOutcome.Done.class);
        assertThat(desk.judge(KIM, "box-2", Verdict.PASS, Optional.empty(), shown, id))
                .isEqualTo(new ReadingOutcome.NotAllowed(Obstacle.REQUEST_REUSED));
        assertThat(store.facts).hasSize(1);
    }

    @Test
    void aVerdictCanBeTakenBackUntilTheDiverterActs() {
        desk.arrive(parcel("box-1", 0));
        judge(KIM, "box-1", Verdict.PASS, Optional.empty());
        assertThat(desk.recall(LEE, "box-1", NO_ID)).isEqualTo(new ReadingOutcome.NotAllowed(Obstacle.NOT_YOURS));
        assertThat(desk.divertDue(LANE).told()).isEmpty();
        assertThat(desk.recall(KIM, "box-1", NO_ID)).isInstanceOf(ReadingOutcome.Done.class);
        assertThat(desk.recall(KIM, "box-1", NO_ID)).isEqualTo(new ReadingOutcome.NotAllowed(Obstacle.NOT_JUDGED));
        judge(KIM, "box-1", Verdict.INSPECT, Optional.of(Reason.NARCOTICS));
        assertThat(item("box-1").reading().round()).isEqualTo(2);
        now = NOW.plusSeconds(6);
        assertThat(gates(desk.divertDue(LANE).told())).containsExactly("box-1 INSPECT VERDICT");
        assertThat(desk.recall(KIM, "box-1", NO_ID))
                .isEqualTo(new ReadingOutcome.NotAllowed(Obstacle.ALREADY_DIVERTED));
        assertThat(store.facts.stream().map(AuditFact::action))
                .containsExactly("verdict.given", "verdict.recalled", "verdict.given", "parcel.diverted");
    }

    @Test
    void whatNobodyJudgesInTimeIsOpenedNeverPassed() {
        desk.arrive(parcel("read-by-nobody", 0));
        desk.arrive(parcel("on-a-desk", 1000));
        desk.arrive(parcel("judged", 2000));
        judge(KIM, "judged", Verdict.PASS, Optional.empty());
        desk.take(LEE, 1, List.of());
        now = NOW.plus(DeskSettings.USUAL.patience());
        assertThat(gates(desk.divertDue(LANE).told()))
                .containsExactly(
                        "read-by-nobody INSPECT NO_VERDICT", "on-a-desk INSPECT NO_VERDICT", "judged PASS VERDICT");
        assertThat(judge(LEE, "on-a-desk", Verdict.PASS, Optional.empty()))
                .isEqualTo(new ReadingOutcome.NotAllowed(Obstacle.ALREADY_DIVERTED));
    }

    @Test
    void theMachineIsToldAgainUntilItConfirmsAndWhatItDidItselfIsAFault() {
        desk.arrive(parcel("box-1", 0));
        desk.arrive(parcel("box-2", 1000));
        judge(KIM, "box-1", Verdict.PASS, Optional.empty());
        now = NOW.plusSeconds(6);
        assertThat(gates(desk.divertDue(LANE).told())).containsExactly("box-1 PASS VERDICT");
        assertThat(gates(desk.divertDue(LANE).told())).containsExactly("box-1 PASS VERDICT");
        desk.confirm(LANE, "box-1", Diversion.Gate.INSPECT);
        assertThat(desk.divertDue(LANE).told()).isEmpty();
        assertThat(gates(List.of(item("box-1")))).containsExactly("box-1 PASS FAULT");
        assertThat(ids(desk.atTable())).containsExactly("box-1");
        desk.confirm(LANE, "box-2", Diversion.Gate.INSPECT);
        assertThat(gates(List.of(item("box-2")))).containsExactly("box-2 INSPECT FAULT");
    }

    @Test
    void aSecondOpinionIsAnotherOfficersAndFinal() {
        desk.arrive(parcel("box-1", 0));
        desk.take(KIM, 1, List.of());
        desk.askSecondOpinion(KIM, "box-1", Optional.of(Reason.NARCOTICS), Duration.ofSeconds(9), NO_ID);
        assertThat(desk.take(KIM, 1, List.of())).isEmpty();
        assertThat(judge(KIM, "box-1", Verdict.PASS, Optional.empty()))
                .isEqualTo(new ReadingOutcome.NotAllowed(Obstacle.OWN_SECOND_OPINION));
        assertThat(ids(desk.take(LEE, 1, List.of()))).containsExactly("box-1");
        assertThat(desk.askSecondOpinion(LEE, "box-1", Optional.empty(), Duration.ZERO, NO_ID))
                .isEqualTo(new ReadingOutcome.NotAllowed(Obstacle.SECOND_READER_DECIDES));
        desk.release(LEE);
        assertThat(item("box-1").reading().stage()).isEqualTo(Stage.SECOND_OPINION);
        assertThat(judge(LEE, "box-1", Verdict.INSPECT, Optional.empty())).isInstanceOf(ReadingOutcome.Done.class);
    }

    @Test
    void aParcelToBeScannedAgainGoesBackToTheEntranceAtOnce() {
        desk.arrive(parcel("box-1", 0));
        desk.askRescan(KIM, "box-1", Optional.of(Reason.OPAQUE), Duration.ofSeconds(3), NO_ID);
        assertThat(judge(KIM, "box-1", Verdict.PASS, Optional.empty()))
                .isEqualTo(new ReadingOutcome.NotAllowed(Obstacle.AWAITS_RESCAN));
        assertThat(gates(desk.divertDue(LANE).told())).containsExactly("box-1 RETURN RESCAN");
    }

    @Test
    void onlyWhatLiesAtTheTableIsOpened() {
        desk.arrive(parcel("box-1", 0));
        Opening nothing = new Opening(false, List.of(), "", List.of(), "boss", NOW);
        assertThat(desk.open(LEE, "box-1", nothing, NO_ID))
                .isEqualTo(new ReadingOutcome.NotAllowed(Obstacle.NOT_AT_TABLE));
        judge(KIM, "box-1", Verdict.INSPECT, Optional.empty());
        now = NOW.plusSeconds(6);
        desk.divertDue(LANE);
        assertThat(ids(desk.atTable())).containsExactly("box-1");
        assertThat(desk.open(LEE, "box-1", nothing, NO_ID)).isInstanceOf(ReadingOutcome.Done.class);
        assertThat(desk.atTable()).isEmpty();
        assertThatThrownBy(() -> new Opening(true, List.of(), "", List.of(), "boss", NOW))
                .hasMessageContaining("must be named");
    }

    @Test
    void aParcelThatNeverArrivedCannotBeJudged() {
        assertThat(judge(KIM, "ghost", Verdict.PASS, Optional.empty()))
                .isEqualTo(new ReadingOutcome.NoSuchParcel("ghost"));
        assertThat(heard).isEmpty();
    }

    @Test
    void noIdAndNoFolderCanLeaveTheScanStore() {
        for (String bad : List.of("", "..", "a/b", "../x", "A", "a\u0000", "상자", "-a", "a".repeat(101))) {
            assertThat(LaneParcel.isId(bad)).as(bad).isFalse();
        }
        for (String bad : List.of("", "..", "../x", "a/../b", "/etc", "a//b", "a/", "c:\\x")) {
            assertThatThrownBy(() -> parcel("a", "l", 0, bad)).as(bad).hasMessageContaining("scanFolder (" + bad + ")");
        }
    }

    @Test
    void eachDigitIsOneReasonWithANameInBothLanguages() {
        for (int code = 1; code <= 9; code++) {
            Reason reason = Reason.findByCode(code).orElseThrow();
            assertThat(reason.code()).isEqualTo(code);
            for (Language language : Language.values()) {
                assertThat(Messages.text(language, reason)).isNotBlank();
            }
        }
        assertThat(Reason.findByCode(0)).isEmpty();
        assertThat(Reason.findByCode(10)).isEmpty();
    }

    private ReadingItem item(String id) {
        return store.findParcel(id).orElseThrow();
    }

    private ReadingOutcome judge(Officer officer, String id, Verdict verdict, Optional<Reason> reason) {
        return desk.judge(officer, id, verdict, reason, Duration.ofMillis(4321), NO_ID);
    }

    private static List<String> ids(List<ReadingItem> items) {
        return items.stream().map(item -> item.parcel().id()).toList();
    }

    private static List<String> gates(List<ReadingItem> items) {
        return items.stream()
                .map(item -> item.parcel().id() + " "
                        + item.reading().diversion().orElseThrow().gate() + " "
                        + item.reading().diversion().orElseThrow().why())
                .toList();
    }

    private LaneListener listener() {
        return new LaneListener() {
            @Override
            public void arrived(ReadingItem item) {
                heard.add("arrived " + item.parcel().id());
            }

            @Override
            public void went(ReadingItem item, ReadingEvent.Kind kind) {
                heard.add(item.parcel().id() + " " + kind);
            }
        };
    }
}
