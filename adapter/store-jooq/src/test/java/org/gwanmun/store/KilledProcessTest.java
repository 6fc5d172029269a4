package org.gwanmun.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gwanmun.store.Samples.fact;
import static org.gwanmun.store.Samples.judge;
import static org.gwanmun.store.Samples.parcel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gwanmun.core.audit.AuditVerification.Intact;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.ReadingOutcome;
import org.gwanmun.xray.lane.Verdict;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies without a word, as from {@code kill -9} or a power button held down. */
@ParameterizedClass
@EnumSource(StoreSettings.Kind.class)
class KilledProcessTest {
    private static final int ACKNOWLEDGED = 40;

    private final TestDatabase database;

    KilledProcessTest(StoreSettings.Kind kind, @TempDir Path folder) {
        this.database = TestDatabase.fresh(kind, folder);
    }

    @Test
    void everyAcknowledgedVerdictSurvivesAndTheUncommittedOneLeavesNothing() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingOfficer.class.getName(),
                        database.settings().kind().name(),
                        database.settings().folder().map(Path::toString).orElse(""),
                        database.settings().url(),
                        database.settings().user(),
                        database.settings().password())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(said).isEqualTo(DyingOfficer.HALTED);
        assertThat(said).contains("acknowledged " + ACKNOWLEDGED);

        try (GwanmunStore store = database.open()) {
            List<ReadingItem> items = store.readings().newest(1000);
            assertThat(items).hasSize(ACKNOWLEDGED + 1);
            assertThat(items.subList(0, ACKNOWLEDGED))
                    .allMatch(item -> item.judgement().isPresent());
            assertThat(items.getLast().judgement()).isEmpty();
            assertThat(store.audit().verify()).isInstanceOfSatisfying(Intact.class, intact -> assertThat(
                            intact.head().seq())
                    .isEqualTo(ACKNOWLEDGED));
            assertThat(judge(store, "unfinished", Verdict.PASS, "officer")).isInstanceOf(ReadingOutcome.Done.class);
        }
    }

    /** The child: judges, then dies in the middle of a transaction. */
    static final class DyingOfficer {
        static final int HALTED = 17;

        private DyingOfficer() {}

        public static void main(String[] arguments) throws IOException {
            @SuppressWarnings("resource") // dies with it open, which is the point
            GwanmunStore store = GwanmunStore.open(
                    arguments[0].equals("H2")
                            ? StoreSettings.h2(Path.of(arguments[1]))
                            : StoreSettings.postgresql(arguments[2], arguments[3], arguments[4]),
                    new SecureRandom());
            for (int i = 0; i < ACKNOWLEDGED; i++) {
                String id = "parcel-" + i;
                store.readings().arrive(parcel(id));
                judge(store, id, Verdict.INSPECT, "officer");
            }
            System.out.println("acknowledged " + ACKNOWLEDGED);
            store.readings().arrive(parcel("unfinished"));
            DSL.using(store.pool(), store.database().dialect()).transaction(configuration -> {
                var transaction = DSL.using(configuration);
                JooqAuditLog.append(transaction, JooqAuditLog.lockedHead(transaction), fact("unfinished", "p-1"));
                transaction.execute("insert into judgement (parcel_id, round, verdict, officer, judged_at, shown_ms)"
                        + " values ('unfinished', 1, 'pass', 'officer', current_timestamp, 0)");
                System.out.flush();
                Runtime.getRuntime().halt(HALTED);
            });
        }
    }
}
