package org.gwanmun.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gwanmun.store.Samples.NOW;
import static org.gwanmun.store.Samples.fact;
import static org.gwanmun.store.Samples.judge;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.audit.AuditChain;
import org.gwanmun.core.audit.AuditEntry;
import org.gwanmun.core.audit.AuditHead;
import org.gwanmun.core.audit.AuditVerification.Intact;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.LaneView;
import org.gwanmun.xray.lane.MassEstimate;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.ReadingOutcome;
import org.gwanmun.xray.lane.Reason;
import org.gwanmun.xray.lane.Verdict;
import org.gwanmun.xray.scene.Declaration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A database of the first version, with a working day in it, opened by the present one. */
@ParameterizedClass
@EnumSource(StoreSettings.Kind.class)
class UpgradeTest {
    private static final int PARCELS = 30;

    private final TestDatabase database;
    private final List<AuditEntry> chain = new ArrayList<>();

    UpgradeTest(StoreSettings.Kind kind, @TempDir Path folder) {
        this.database = TestDatabase.fresh(kind, folder);
    }

    @Test
    void whatTheFirstVersionKeptIsThereAndTheChainVerifies() throws SQLException {
        fillFirstVersion();
        try (GwanmunStore store = database.open()) {
            assertThat(store.database().version()).contains(Database.versions().getLast());
            assertThat(store.readings().arrivals()).isEqualTo(PARCELS);
            assertThat(store.readings().waiting()).isEqualTo(PARCELS / 3);
            List<ReadingItem> items = store.readings().newest(1000);
            assertThat(items).extracting(item -> item.parcel().id()).containsExactlyElementsOf(ids());
            for (int i = 0; i < PARCELS; i++) {
                ReadingItem item = items.get(i);
                assertThat(item.parcel().scanFolder()).isEqualTo("scans/old-" + i);
                assertThat(item.parcel().passage().scanner()).isEqualTo("mail-composite");
                assertThat(item.parcel().passage().lane()).isEqualTo("demo");
                assertThat(item.parcel().passage().arrived()).isEqualTo(NOW.plusSeconds(i));
                assertThat(item.parcel().declaration()).isEqualTo(declaration(i));
                assertThat(item.parcel().mass()).isEqualTo(mass(i));
                assertThat(item.parcel().views())
                        .containsExactly(
                                new LaneView("top", 260, 832, 1.0, 1.08), new LaneView("side", 260, 640, 1.0, 0.8));
                assertThat(item.judgement()).isEqualTo(judgement(i));
            }
            assertThat(store.audit().newest(1000)).isEqualTo(chain);
            assertThat(store.audit().verify()).isEqualTo(new Intact(AuditChain.head(chain.getLast())));

            // And the day goes on.
            assertThat(judge(store, "old-2", Verdict.PASS, "officer")).isInstanceOf(ReadingOutcome.Done.class);
            assertThat(store.readings().arrive(Samples.parcel("new"))).isTrue();
            assertThat(store.readings().newest(1).getFirst().parcel().id()).isEqualTo("new");
            assertThat(store.audit().verify()).isInstanceOfSatisfying(Intact.class, intact -> assertThat(
                            intact.head().seq())
                    .isEqualTo(chain.size() + 1));
        }
    }

    private void fillFirstVersion() throws SQLException {
        try (Database first = Database.open(database.settings(), new SecureRandom())) {
            first.migrateTo("1");
            try (Connection owner = first.owner();
                    Statement statement = owner.createStatement()) {
                owner.setAutoCommit(false);
                for (int i = 0; i < PARCELS; i++) {
                    insertParcel(owner, i);
                }
                AuditHead head = AuditHead.EMPTY;
                for (int i = 0; i < PARCELS; i++) {
                    Optional<Judgement> judgement = judgement(i);
                    if (judgement.isPresent()) {
                        insertVerdict(owner, judgement.get());
                        AuditEntry entry = AuditChain.next(head, fact("old-" + i, "p-1"));
                        insertEntry(owner, entry);
                        chain.add(entry);
                        head = AuditChain.head(entry);
                    }
                }
                statement.execute("update audit_head set seq = " + head.seq() + ", hash = '" + head.hash() + "'");
                owner.commit();
            }
        }
    }

    private static void insertParcel(Connection owner, int i) throws SQLException {
        String id = "old-" + i;
        run(
                owner,
                "insert into parcel (id, scanner, lane, arrived_at, declared, item_ko, item_en, declared_mass_g,"
                        + " declared_value_usd, mass_g, mass_low_g, mass_high_g, scan_folder)"
                        + " values (?, 'mail-composite', 'demo', ?, ?, ?, ?, ?, null, ?, ?, null, ?)",
                id,
                at(i),
                declaration(i).isPresent(),
                declaration(i).map(Declaration::itemKo).orElse(null),
                declaration(i).map(Declaration::itemEn).orElse(null),
                declaration(i).isPresent() ? 640.25 : null,
                600.0 + i,
                500.0 + i,
                "scans/" + id);
        run(owner, "insert into parcel_view values (?, 0, 'top', 260, 832, 1.0, 1.08)", id);
        run(owner, "insert into parcel_view values (?, 1, 'side', 260, 640, 1.0, 0.8)", id);
    }

    private static void insertVerdict(Connection owner, Judgement judgement) throws SQLException {
        run(
                owner,
                "insert into verdict (parcel_id, verdict, reason, officer, judged_at, shown_ms) values (?, ?, ?, ?, ?, ?)",
                judgement.parcelId(),
                judgement.verdict() == Verdict.PASS ? "pass" : "inspect",
                judgement.reason().map(Reason::code).orElse(null),
                judgement.officer(),
                OffsetDateTime.ofInstant(judgement.at(), ZoneOffset.UTC),
                judgement.shown().toMillis());
    }

    private static void insertEntry(Connection owner, AuditEntry entry) throws SQLException {
        run(
                owner,
                "insert into audit_entry (seq, happened_at, actor, action, subject, detail, previous_hash, hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                entry.seq(),
                OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail(),
                entry.previousHash(),
                entry.hash());
    }

    private static void run(Connection owner, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static OffsetDateTime at(int i) {
        return OffsetDateTime.ofInstant(NOW.plusSeconds(i), ZoneOffset.UTC);
    }

    private static Optional<Declaration> declaration(int i) {
        return i % 4 == 3
                ? Optional.empty()
                : Optional.of(
                        new Declaration("책 " + i, "book " + i, OptionalDouble.of(640.25), OptionalDouble.empty()));
    }

    private static MassEstimate mass(int i) {
        return new MassEstimate(OptionalDouble.of(600.0 + i), OptionalDouble.of(500.0 + i), OptionalDouble.empty());
    }

    /** Of three parcels one was passed, one kept for inspection, one not read yet. */
    private static Optional<Judgement> judgement(int i) {
        return i % 3 == 2
                ? Optional.empty()
                : Optional.of(new Judgement(
                        "old-" + i,
                        1,
                        i % 3 == 0 ? Verdict.PASS : Verdict.INSPECT,
                        i % 3 == 0 ? Optional.empty() : Optional.of(Reason.NARCOTICS),
                        "officer-" + i % 2,
                        NOW.plusSeconds(100 + i),
                        Duration.ofMillis(4321 + i)));
    }

    private static List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < PARCELS; i++) {
            ids.add("old-" + i);
        }
        return ids;
    }
}
