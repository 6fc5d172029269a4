package org.gwanmun.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.gwanmun.store.Samples.fact;
import static org.gwanmun.store.Samples.judge;
import static org.gwanmun.store.Samples.parcel;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gwanmun.core.audit.AuditVerification.Intact;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.lane.ReadingOutcome;
import org.gwanmun.xray.lane.ReadingStore.Change;
import org.gwanmun.xray.lane.ReadingStore.Step;
import org.gwanmun.xray.lane.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL server that goes away and comes back while the suite runs. */
class PostgresOutageTest {
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(8);

    private final Path folder;
    private final int port;

    PostgresOutageTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @Test
    void whileItIsDownEachCallFailsSoonAndOnceItIsBackTheSameStoreWorks() throws Exception {
        EmbeddedPostgres server = start();
        TestDatabase.makeOwner(server);
        TestDatabase database = TestDatabase.on(server, "customs");
        try (GwanmunStore store = database.open()) {
            store.readings().arrive(parcel("a"));
            store.readings().arrive(parcel("b"));
            judge(store, "a", Verdict.PASS, "officer");

            server.close();
            for (int attempt = 0; attempt < 3; attempt++) {
                Instant asked = Instant.now();
                Refusal refusal =
                        catchThrowableOfType(Refusal.class, () -> judge(store, "b", Verdict.INSPECT, "officer"));
                assertThat(refusal).isNotNull();
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                assertThat(refusal.in(Language.EN))
                        .contains("cannot be reached")
                        .hasLineCount(2);
                assertThat(Duration.between(asked, Instant.now())).isLessThan(A_FEW_SECONDS);
            }

            server = start();
            Instant back = Instant.now();
            while (true) {
                try {
                    assertThat(store.readings().findParcel("b").orElseThrow().judgement())
                            .isEmpty();
                    break;
                } catch (Refusal notYet) {
                    assertThat(Duration.between(back, Instant.now())).isLessThan(Duration.ofSeconds(30));
                }
            }
            judge(store, "b", Verdict.INSPECT, "officer");
            assertThat(store.readings().findParcel("b").orElseThrow().judgement())
                    .isPresent();
            assertThat(store.audit().verify()).isInstanceOfSatisfying(Intact.class, intact -> assertThat(
                            intact.head().seq())
                    .isEqualTo(2));
            // What keeps a second server out came back as well.
            Refusal second =
                    catchThrowableOfType(Refusal.class, () -> database.open().close());
            assertThat(second).isNotNull();
            assertThat(second.in(Language.EN)).contains("in use by another Gwanmun");
        } finally {
            server.close();
        }
    }

    @Test
    void aServerThatIsNotThereIsRefusedInOneLineWithoutThePassword() {
        StoreSettings settings =
                StoreSettings.postgresql("jdbc:postgresql://127.0.0.1:" + port + "/customs", "customs", "hush-hush");
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> new TestDatabase(settings).open().close());
        assertThat(refusal).isNotNull();
        assertThat(refusal.in(Language.EN)).contains("cannot be reached").doesNotContain("hush");
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @Test
    void aServerThatDiesInTheMiddleOfAStepLeavesNothingOfIt() throws Exception {
        EmbeddedPostgres dying = start();
        TestDatabase.makeOwner(dying);
        TestDatabase database = TestDatabase.on(dying, "customs");
        try (GwanmunStore store = database.open()) {
            store.readings().arrive(parcel("a"));
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> {
                var unused = store.readings().change("a", Optional.empty(), item -> {
                    stop(dying);
                    return new Step(
                            new ReadingOutcome.Done(item),
                            Optional.of(new Change(item.reading(), Optional.empty(), Optional.of(fact("a", "p-1")))));
                });
            });
            assertThat(refusal).isNotNull();
        }
        EmbeddedPostgres server = start();
        try (GwanmunStore store = database.open()) {
            assertThat(store.audit().newest(10)).isEmpty();
            assertThat(store.readings().arrivals()).isEqualTo(1);
        } finally {
            server.close();
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }
}
