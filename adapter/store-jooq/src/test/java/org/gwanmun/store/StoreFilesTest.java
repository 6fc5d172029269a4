package org.gwanmun.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.gwanmun.store.Samples.fact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.gwanmun.core.audit.AuditEntry;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to the H2 files of a folder. */
class StoreFilesTest {
    private final Path folder;

    StoreFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aFolderThatCannotBeMadeAndAFileThatIsNoDatabaseAreRefusedInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThat(refusalOf(file.resolve("store")).in(Language.EN)).contains("cannot be written");

        Path damaged = Files.createDirectory(folder.resolve("damaged"));
        Files.writeString(damaged.resolve("gwanmun.mv.db"), "this was never a database ".repeat(400));
        assertThat(refusalOf(damaged).in(Language.EN))
                .contains("cannot be opened")
                .contains("Maybe");
        // The lock was let go of: the same refusal again, not "in use".
        assertThat(refusalOf(damaged).in(Language.EN)).contains("cannot be opened");
    }

    @Test
    void onlyTheOwnerOfTheFilesCanReadThePasswordAndNobodyEntersWithout() throws Exception {
        GwanmunStore.openFile(folder, new SecureRandom()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("owner.key"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> withoutPassword().close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Wrong user name or password");
    }

    @Test
    void anOwnerWithoutAPasswordIsGivenOne() throws Exception {
        try (Connection first = withoutPassword();
                Statement statement = first.createStatement()) {
            statement.execute("create table left_alone (x integer)");
            statement.execute("create user gwanmun_worker password 'old'");
        }
        try (GwanmunStore store = GwanmunStore.openFile(folder.resolve("elsewhere"), new SecureRandom())) {
            assertThat(store.audit().newest(1)).isEmpty();
        }
        try (Database database = Database.open(StoreSettings.h2(folder), new SecureRandom());
                Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            assertThat(statement.executeUpdate("insert into left_alone values (1)"))
                    .isEqualTo(1);
        }
        assertThatThrownBy(() -> withoutPassword().close()).hasMessageContaining("Wrong user name or password");
        // And the next start knows it.
        Database.open(StoreSettings.h2(folder), new SecureRandom()).close();
    }

    @Test
    void aDatabaseThatClosedItselfIsOpenedAgain() throws Exception {
        try (GwanmunStore store = GwanmunStore.openFile(folder, new SecureRandom())) {
            store.audit().append(fact("a", "p-1"));
            // As H2 does when the disk is full.
            try (Connection owner = store.database().owner();
                    Statement statement = owner.createStatement()) {
                statement.execute("shutdown immediately");
            }
            long refused = 0;
            while (store(store) == null && refused < 20) {
                refused++;
            }
            assertThat(refused).isLessThan(20);
            assertThat(store.audit().newest(5)).hasSize(2);
        }
    }

    /** As a pool does to a thread that is opening a connection when the pool closes. */
    @Test
    void aThreadThatIsInterruptedWhileItReadsOrWritesDoesNotCloseTheFiles() throws Exception {
        try (GwanmunStore store = GwanmunStore.openFile(folder, new SecureRandom())) {
            AtomicInteger written = new AtomicInteger();
            Thread writer = Thread.ofPlatform().start(() -> {
                try (Connection owner = store.database().owner();
                        Statement statement = owner.createStatement()) {
                    statement.execute("create table written (x integer)");
                    for (int i = 0; i < 2000; i++) {
                        statement.execute("insert into written values (" + i + ")");
                        written.incrementAndGet();
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (writer.isAlive()) {
                writer.interrupt();
                Thread.sleep(1);
            }
            assertThat(written.get()).isEqualTo(2000);
            store.audit().append(fact("b", "p-1"));
        }
    }

    /** Null, and a moment later, where the store says that it cannot. */
    private static @Nullable AuditEntry store(GwanmunStore store) throws InterruptedException {
        try {
            return store.audit().append(fact("b", "p-1"));
        } catch (Refusal refusal) {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
            Thread.sleep(100);
            return null;
        }
    }

    private Connection withoutPassword() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:retry:" + folder.resolve("gwanmun")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "sa",
                "");
    }

    private static Refusal refusalOf(Path folder) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> GwanmunStore.openFile(folder, new SecureRandom())
                .close());
        assertThat(refusal).as("a refusal to open " + folder).isNotNull();
        return refusal;
    }
}
