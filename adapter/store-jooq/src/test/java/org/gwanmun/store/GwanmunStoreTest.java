package org.gwanmun.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.gwanmun.store.Samples.NOW;
import static org.gwanmun.store.Samples.bareParcel;
import static org.gwanmun.store.Samples.fact;
import static org.gwanmun.store.Samples.judge;
import static org.gwanmun.store.Samples.judgement;
import static org.gwanmun.store.Samples.parcel;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gwanmun.core.audit.AuditEntry;
import org.gwanmun.core.audit.AuditHead;
import org.gwanmun.core.audit.AuditVerification;
import org.gwanmun.core.audit.AuditVerification.Broken;
import org.gwanmun.core.audit.AuditVerification.Fault;
import org.gwanmun.core.audit.AuditVerification.Intact;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.Reading;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.ReadingOutcome;
import org.gwanmun.xray.lane.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The store's promises, on each database. */
@ParameterizedClass
@EnumSource(StoreSettings.Kind.class)
class GwanmunStoreTest {
    private final TestDatabase database;

    GwanmunStoreTest(StoreSettings.Kind kind, @TempDir Path folder) {
        this.database = TestDatabase.fresh(kind, folder);
    }

    @Test
    void whatArrivedComesBackAsItWasInOrderOfArrival() {
        try (GwanmunStore store = open()) {
            store.readings().arrive(parcel("b"));
            store.readings().arrive(bareParcel("a"));
            store.readings().arrive(parcel("c"));
            assertThat(store.readings().newest(2))
                    .containsExactly(
                            new ReadingItem(bareParcel("a"), Reading.ARRIVED),
                            new ReadingItem(parcel("c"), Reading.ARRIVED));
            assertThat(store.readings().findParcel("b")).contains(new ReadingItem(parcel("b"), Reading.ARRIVED));
            assertThat(store.readings().findParcel("ghost")).isEmpty();
            assertThat(store.readings().arrivals()).isEqualTo(3);
        }
    }

    @Test
    void theSameIdCannotArriveTwice() {
        try (GwanmunStore store = open()) {
            store.readings().arrive(parcel("a"));
            assertThat(store.readings().arrive(parcel("a"))).isFalse();
            assertThat(store.readings().arrivals()).isEqualTo(1);
        }
    }

    @Test
    void aRestartKeepsEverything() {
        List<AuditEntry> entries;
        try (GwanmunStore store = open()) {
            store.readings().arrive(parcel("a"));
            store.readings().arrive(parcel("b"));
            judge(store, "a", Verdict.INSPECT, "officer");
            entries = store.audit().newest(10);
        }
        try (GwanmunStore store = open()) {
            assertThat(store.readings().newest(10))
                    .containsExactly(
                            store.readings().findParcel("a").orElseThrow(),
                            new ReadingItem(parcel("b"), Reading.ARRIVED));
            ReadingItem a = store.readings().findParcel("a").orElseThrow();
            assertThat(a.parcel()).isEqualTo(parcel("a"));
            assertThat(a.judgement()).contains(judgement("a", Verdict.INSPECT, "officer"));
            assertThat(a.reading().recallUntil()).contains(NOW.plusSeconds(6));
            assertThat(store.readings().waiting()).isEqualTo(1);
            assertThat(store.audit().newest(10)).isEqualTo(entries).hasSize(1);
            assertThat(store.audit().verify()).isInstanceOf(Intact.class);
        }
    }

    @Test
    void whenManyJudgeAtOnceExactlyOneWinsAndTheOthersLearnTheVerdictThatStands() throws Exception {
        int judges = 8;
        int parcels = 25;
        try (GwanmunStore store = open();
                ExecutorService pool = Executors.newFixedThreadPool(judges)) {
            for (int p = 0; p < parcels; p++) {
                String id = "parcel-" + p;
                store.readings().arrive(parcel(id));
                CyclicBarrier together = new CyclicBarrier(judges);
                List<Callable<ReadingOutcome>> attempts = new ArrayList<>();
                for (int j = 0; j < judges; j++) {
                    String officer = "officer-" + j;
                    Verdict verdict = j % 2 == 0 ? Verdict.PASS : Verdict.INSPECT;
                    attempts.add(() -> {
                        together.await();
                        return judge(store, id, verdict, officer);
                    });
                }
                List<ReadingOutcome> outcomes = new ArrayList<>();
                for (Future<ReadingOutcome> outcome : pool.invokeAll(attempts)) {
                    outcomes.add(outcome.get());
                }
                List<Judgement> stored = outcomes.stream()
                        .filter(ReadingOutcome.Done.class::isInstance)
                        .map(done ->
                                ((ReadingOutcome.Done) done).item().judgement().orElseThrow())
                        .toList();
                assertThat(stored).as(id).hasSize(1);
                assertThat(outcomes)
                        .filteredOn(ReadingOutcome.AlreadyJudged.class::isInstance)
                        .hasSize(judges - 1)
                        .allMatch(outcome -> ((ReadingOutcome.AlreadyJudged) outcome)
                                .judgement()
                                .equals(stored.getFirst()));
                assertThat(store.readings().findParcel(id).orElseThrow().judgement())
                        .contains(stored.getFirst());
                assertThat(store.audit().newest(1).getFirst().actor())
                        .isEqualTo("p-" + stored.getFirst().officer());
            }
            assertThat(store.audit().verify()).isInstanceOfSatisfying(Intact.class, intact -> assertThat(
                            intact.head().seq())
                    .isEqualTo(parcels));
        }
    }

    @Test
    void factsAppendedByManyThreadsFormOneUnbrokenChain() throws Exception {
        int threads = 8;
        int each = 40;
        try (GwanmunStore store = open();
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String actor = "p-" + t;
                work.add(() -> {
                    for (int i = 0; i < each; i++) {
                        store.audit().append(fact("subject-" + i, actor));
                    }
                    return true;
                });
            }
            for (Future<Boolean> done : pool.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
            assertThat(store.audit().verify()).isInstanceOfSatisfying(Intact.class, intact -> assertThat(
                            intact.head().seq())
                    .isEqualTo((long) threads * each));
        }
    }

    @Test
    void aVerdictOnAParcelThatNeverArrivedLeavesNothing() {
        try (GwanmunStore store = open()) {
            assertThat(judge(store, "ghost", Verdict.PASS, "officer"))
                    .isEqualTo(new ReadingOutcome.NoSuchParcel("ghost"));
            assertThat(store.audit().newest(10)).isEmpty();
        }
    }

    @Test
    void whenTheAuditEntryCannotBeWrittenNeitherIsTheVerdict() throws SQLException {
        try (GwanmunStore store = open()) {
            store.readings().arrive(parcel("a"));
            try (Connection owner = database.owner();
                    Statement statement = owner.createStatement()) {
                statement.execute("revoke insert on audit_entry from " + database.worker());
            }
            assertThatThrownBy(() -> judge(store, "a", Verdict.PASS, "officer")).hasMessageContaining("audit_entry");
            assertThat(store.readings().findParcel("a").orElseThrow().judgement())
                    .isEmpty();
        }
    }

    @Test
    void theRunningSuiteCannotChangeOrDeleteAuditEntriesNorVerdicts() throws SQLException {
        try (GwanmunStore store = open()) {
            store.readings().arrive(parcel("a"));
            judge(store, "a", Verdict.PASS, "officer");
            List<String> attacks = new ArrayList<>(List.of(
                    "update audit_entry set actor = 'nobody'",
                    "delete from audit_entry",
                    "truncate table audit_entry",
                    "drop table audit_entry",
                    "alter table audit_entry drop column actor",
                    "create table loot (x integer)",
                    "create index loot on audit_entry (actor)",
                    "delete from audit_head",
                    "insert into audit_head (id, seq, hash) values (2, 0, '')",
                    "update judgement set verdict = 'inspect'",
                    "delete from judgement",
                    "delete from reading_event",
                    "delete from reading",
                    "update opening set found = false",
                    "insert into verdict_kind (name) values ('lose')",
                    "select * from flyway_schema_history",
                    "delete from flyway_schema_history"));
            attacks.addAll(
                    database.settings().kind() == StoreSettings.Kind.H2
                            ? List.of(
                                    "alter user gwanmun_worker admin true",
                                    "create trigger forget before insert on audit_entry call 'x'",
                                    "grant delete on audit_entry to gwanmun_worker",
                                    "script to 'loot.sql'",
                                    "drop all objects")
                            : List.of(
                                    "alter role " + database.worker() + " superuser",
                                    "alter table audit_entry disable trigger all",
                                    "alter table audit_entry owner to " + database.worker(),
                                    "create rule forget as on insert to audit_entry do instead nothing",
                                    "create function f() returns trigger language sql as 'select 1'",
                                    "set role " + database.settings().user(),
                                    "set session authorization "
                                            + database.settings().user(),
                                    "copy audit_entry to '/tmp/loot'",
                                    "set session_replication_role = replica",
                                    "drop schema public cascade"));
            try (Connection worker = store.pool().getConnection();
                    Statement statement = worker.createStatement()) {
                for (String attack : attacks) {
                    assertThatThrownBy(() -> statement.execute(attack))
                            .as(attack)
                            .isInstanceOf(SQLException.class)
                            .hasMessageMatching(
                                    "(?s).*([Nn]ot enough rights|[Aa]dmin rights|permission denied|must be owner).*");
                }
            }
            // What PostgreSQL answers with a warning only has given nothing either.
            try (Connection worker = store.pool().getConnection();
                    Statement statement = worker.createStatement()) {
                if (database.settings().kind() == StoreSettings.Kind.POSTGRESQL) {
                    statement.execute("grant insert on audit_entry to public");
                }
                assertThatThrownBy(() -> statement.execute("delete from audit_entry"))
                        .isInstanceOf(SQLException.class);
            }
            assertThat(store.audit().verify()).isInstanceOf(Intact.class);
        }
    }

    @Test
    void everyTableHasItsRightsDeclared() throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (GwanmunStore store = open();
                Connection owner = database.owner();
                ResultSet found =
                        owner.getMetaData().getTables(null, "public", null, new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
            assertThat(store.database().version()).contains(Database.versions().getLast());
        }
        tables.remove(Database.HISTORY);
        assertThat(tables).isEqualTo(Rights.OF_TABLE.keySet());
        Rights.OF_TABLE.forEach((table, rights) ->
                assertThat(rights).as(table).doesNotContain("truncate").doesNotContain("references"));
    }

    @Test
    void whatTheOwnerOfTheFilesTampersWithIsFound() throws SQLException {
        try (GwanmunStore store = open()) {
            for (String id : List.of("a", "b", "c")) {
                store.audit().append(fact(id, "p-1"));
            }
            assertThat(tampered(store, "update audit_entry set subject = 'x' where seq = 2"))
                    .isEqualTo(new Broken(2, Fault.ALTERED));
            assertThat(tampered(store, "update audit_entry set subject = 'b' where seq = 2"))
                    .isInstanceOf(Intact.class);
            assertThat(tampered(store, "delete from audit_entry where seq = 3"))
                    .isEqualTo(new Broken(3, Fault.NOT_THE_KNOWN_HEAD));
            assertThat(tampered(store, "delete from audit_entry where seq = 1"))
                    .isEqualTo(new Broken(1, Fault.OUT_OF_SEQUENCE));
        }
    }

    @Test
    void aSecondGwanmunOnTheSameDatabaseIsRefusedInOneLine() {
        try (GwanmunStore store = open()) {
            assertThat(store.audit().verify()).isEqualTo(new Intact(AuditHead.EMPTY));
            Refusal refusal = refusal();
            assertThat(refusal.in(Language.EN))
                    .contains(database.settings().place() + " is in use by another Gwanmun")
                    .contains("\nMaybe")
                    .hasLineCount(2);
            assertThat(refusal.kind().exitCode()).isEqualTo(3);
            assertThat(store.audit().append(fact("a", "p-1")).seq()).isEqualTo(1);
        }
        try (GwanmunStore next = open()) {
            assertThat(next.audit().newest(10)).hasSize(1);
        }
    }

    @Test
    void everyMessageIsThereInBothLanguages() {
        for (StoreMessage message : StoreMessage.values()) {
            for (Language language : Language.values()) {
                assertThat(Messages.template(language, message)).contains("{0}").contains("\n");
            }
        }
    }

    private AuditVerification tampered(GwanmunStore store, String sql) throws SQLException {
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
        return store.audit().verify();
    }

    private GwanmunStore open() {
        return database.open();
    }

    private Refusal refusal() {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> open().close());
        assertThat(refusal).as("a refusal to open").isNotNull();
        return refusal;
    }
}
