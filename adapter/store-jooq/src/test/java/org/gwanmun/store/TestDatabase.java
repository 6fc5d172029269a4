package org.gwanmun.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.gwanmun.store.StoreSettings.Kind;

/**
 * An empty database of a test's own: H2 files in a folder, or a database of the one PostgreSQL server of this test run, whose
 * owner is no superuser, as in a customs house.
 */
public record TestDatabase(StoreSettings settings) {
    private static final String OWNER = "customs";
    private static final String PASSWORD = "owner's 'secret'";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Starts with the first test that asks for it and ends with the process. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.start();
                makeOwner(server);
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static void makeOwner(EmbeddedPostgres server) {
        try (Connection root = server.getPostgresDatabase().getConnection();
                Statement statement = root.createStatement()) {
            statement.execute(
                    "create role " + OWNER + " login createrole password '" + PASSWORD.replace("'", "''") + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TestDatabase fresh(Kind kind, Path folder) {
        int number = COUNT.incrementAndGet();
        return kind == Kind.H2
                ? new TestDatabase(StoreSettings.h2(folder.resolve("store-" + number)))
                : on(Server.POSTGRES, "test_" + number);
    }

    static TestDatabase on(EmbeddedPostgres server, String name) {
        try (Connection root = server.getPostgresDatabase().getConnection();
                Statement statement = root.createStatement()) {
            statement.execute("create database " + name + " owner " + OWNER);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(StoreSettings.postgresql(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name, OWNER, PASSWORD));
    }

    public GwanmunStore open() {
        return GwanmunStore.open(settings, new SecureRandom());
    }

    /** The account that may do everything, as somebody who has broken into the machine would use it. */
    public Connection owner() throws SQLException {
        if (settings.kind() == Kind.POSTGRESQL) {
            return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        }
        Path folder = settings.folder().orElseThrow();
        try {
            return DriverManager.getConnection(
                    "jdbc:h2:retry:" + folder.resolve("gwanmun")
                            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                    "sa",
                    Files.readString(folder.resolve("owner.key")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of the worker's account. */
    String worker() {
        return settings.kind() == Kind.H2 ? "gwanmun_worker" : settings.url().replaceFirst(".*/", "") + "_worker";
    }
}
