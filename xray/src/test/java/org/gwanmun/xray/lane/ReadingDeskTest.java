package org.gwanmun.xray.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.junit.jupiter.api.Test;

class ReadingDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
    private static final Officer OFFICER = new Officer("officer", "p-1");

    private final MemoryStore store = new MemoryStore();
    private final List<String> heard = new ArrayList<>();
    private final ReadingDesk desk = new ReadingDesk(store, listener(), InstantSource.fixed(NOW));

    @Test
    void aVerdictIsStoredWithItsAuditFactAndThenTold() {
        desk.arrive(parcel("box-1"));
        JudgeOutcome outcome =
                desk.judge(OFFICER, "box-1", Verdict.INSPECT, Optional.of(Reason.CONCEALMENT), Duration.ofMillis(4321));
        Judgement expected = new Judgement(
                "box-1", Verdict.INSPECT, Optional.of(Reason.CONCEALMENT), "officer", NOW, Duration.ofMillis(4321));
        assertThat(outcome).isEqualTo(new JudgeOutcome.Stored(expected));
        assertThat(store.facts)
                .containsExactly(
                        new AuditFact(NOW, "p-1", "verdict.given", "box-1", "verdict=inspect reason=4 shown_ms=4321"));
        assertThat(heard).containsExactly("arrived box-1", "judged box-1 INSPECT");
    }

    @Test
    void theSecondVerdictChangesNothingAndIsToldToNobody() {
        desk.arrive(parcel("box-1"));
        desk.judge(OFFICER, "box-1", Verdict.PASS, Optional.empty(), Duration.ZERO);
        JudgeOutcome second = desk.judge(OFFICER, "box-1", Verdict.INSPECT, Optional.empty(), Duration.ZERO);
        assertThat(second).isInstanceOfSatisfying(JudgeOutcome.AlreadyJudged.class, already -> assertThat(
                        already.judgement().verdict())
                .isEqualTo(Verdict.PASS));
        assertThat(heard).containsExactly("arrived box-1", "judged box-1 PASS");
    }

    @Test
    void aParcelThatNeverArrivedCannotBeJudged() {
        assertThat(desk.judge(OFFICER, "ghost", Verdict.PASS, Optional.empty(), Duration.ZERO))
                .isEqualTo(new JudgeOutcome.NoSuchParcel("ghost"));
        assertThat(heard).isEmpty();
    }

    @Test
    void noIdAndNoFolderCanLeaveTheScanStore() {
        for (String bad : List.of("", "..", "a/b", "../x", "A", "a\u0000", "상자", "-a", "a".repeat(101))) {
            assertThat(LaneParcel.isId(bad)).as(bad).isFalse();
        }
        for (String bad : List.of("", "..", "../x", "a/../b", "/etc", "a//b", "a/", "c:\\x")) {
            assertThatThrownBy(() -> new LaneParcel(
                            "a",
                            "s",
                            "l",
                            NOW,
                            Optional.empty(),
                            MassEstimate.UNKNOWN,
                            List.of(new LaneView("top", 1, 1, 1, 1)),
                            bad))
                    .as(bad)
                    .hasMessageContaining("scanFolder (" + bad + ")");
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

    static LaneParcel parcel(String id) {
        return new LaneParcel(
                id,
                "mail-composite",
                "demo",
                NOW,
                Optional.empty(),
                MassEstimate.UNKNOWN,
                List.of(new LaneView("top", 260, 832, 1.0, 1.08)),
                "scans/" + id);
    }

    private LaneListener listener() {
        return new LaneListener() {
            @Override
            public void arrived(LaneParcel parcel) {
                heard.add("arrived " + parcel.id());
            }

            @Override
            public void judged(Judgement judgement) {
                heard.add("judged " + judgement.parcelId() + " " + judgement.verdict());
            }
        };
    }

    /** The simplest store that keeps the promises for one thread. */
    private static final class MemoryStore implements ReadingStore {
        private final Map<String, ReadingItem> items = new LinkedHashMap<>();
        private final List<AuditFact> facts = new ArrayList<>();

        @Override
        public void arrive(LaneParcel parcel) {
            items.put(parcel.id(), new ReadingItem(parcel, Optional.empty()));
        }

        @Override
        public List<ReadingItem> newest(int limit) {
            return items.values().stream()
                    .skip(Math.max(0, items.size() - limit))
                    .toList();
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
        public long waiting() {
            return items.values().stream()
                    .filter(item -> item.judgement().isEmpty())
                    .count();
        }

        @Override
        public JudgeOutcome judge(Judgement judgement, AuditFact fact) {
            Optional<ReadingItem> item = findParcel(judgement.parcelId());
            if (item.isEmpty()) {
                return new JudgeOutcome.NoSuchParcel(judgement.parcelId());
            }
            Optional<Judgement> standing = item.get().judgement();
            if (standing.isPresent()) {
                return new JudgeOutcome.AlreadyJudged(standing.get());
            }
            facts.add(fact);
            items.put(judgement.parcelId(), new ReadingItem(item.get().parcel(), Optional.of(judgement)));
            return new JudgeOutcome.Stored(judgement);
        }
    }
}
