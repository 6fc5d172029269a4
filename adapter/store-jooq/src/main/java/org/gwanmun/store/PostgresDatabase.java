package org.gwanmun.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.random.RandomGenerator;
import org.gwanmun.core.message.Refusal;
import org.jooq.SQLDialect;

/**
 * A PostgreSQL database. An advisory lock, held by a connection of its own, keeps a second Gwanmun out; the server lets go
 * of it when that connection ends. The worker's role is named after the database, since roles belong to all databases of a
 * server.
 */
final class PostgresDatabase extends Database {
    /** The letters of "gwanmun". */
    private static final long LOCK = 0x6777_616e_6d75_6eL;

    private static final int LOCK_ATTEMPTS = 6;

    private static final int LONGEST_NAME = 63;

    private final StoreSettings settings;
    private final String worker;
    private final String workerPassword;

    /** Holds the advisory lock. */
    private Connection keeper;

    private PostgresDatabase(StoreSettings settings, String worker, String workerPassword, Connection keeper) {
        this.settings = settings;
        this.worker = worker;
        this.workerPassword = workerPassword;
        this.keeper = keeper;
    }

    static PostgresDatabase connect(StoreSettings settings, RandomGenerator secrets) {
        return connect(settings, secrets, true);
    }

    /** Beside a Gwanmun that has the database. */
    static PostgresDatabase connectBeside(StoreSettings settings, RandomGenerator secrets) {
        return connect(settings, secrets, false);
    }

    private static PostgresDatabase connect(StoreSettings settings, RandomGenerator secrets, boolean alone) {
        try {
            Connection keeper = alone ? keeper(settings) : owner(settings, 10);
            try {
                return new PostgresDatabase(
                        settings,
                        workerOf(keeper),
                        settings.workerPassword().orElseGet(() -> SecretFile.fresh(secrets)),
                        keeper);
            } catch (SQLException e) {
                keeper.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Outage.is(e)
                    ? Refusal.unavailable(StoreMessage.UNREACHABLE, settings.place(), firstLine(e))
                    : Refusal.unavailable(StoreMessage.CANNOT_OPEN, settings.place(), firstLine(e));
        }
    }

    private static Connection keeper(StoreSettings settings) throws SQLException {
        Connection keeper = owner(settings, 10);
        // The server needs a moment to notice that a process has died.
        try (PreparedStatement lock = keeper.prepareStatement("select pg_try_advisory_lock(?), pg_sleep(?)")) {
            for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
                lock.setLong(1, LOCK);
                lock.setDouble(2, attempt == 0 ? 0 : 0.2);
                try (ResultSet answer = lock.executeQuery()) {
                    if (answer.next() && answer.getBoolean(1)) {
                        return keeper;
                    }
                }
            }
        } catch (SQLException e) {
            keeper.close();
            throw e;
        }
        keeper.close();
        throw Refusal.unavailable(StoreMessage.DATABASE_IN_USE, settings.place());
    }

    private static String workerOf(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet answer = statement.executeQuery("select current_database()")) {
            answer.next();
            String name = answer.getString(1);
            return name.substring(0, Math.min(name.length(), LONGEST_NAME - "_worker".length())) + "_worker";
        }
    }

    private static Connection owner(StoreSettings settings, int answer_s) throws SQLException {
        Properties properties = common(settings.user(), settings.password());
        properties.setProperty("socketTimeout", Integer.toString(answer_s));
        return DriverManager.getConnection(settings.url(), properties);
    }

    private static Properties common(String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "gwanmun");
        properties.setProperty("currentSchema", "public");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    @Override
    public Connection owner() throws SQLException {
        // Migrations may take their time.
        return owner(settings, 0);
    }

    @Override
    public Connection snapshot() throws SQLException {
        Connection connection = owner();
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    void admitWorker() throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            boolean there;
            try (PreparedStatement role = owner.prepareStatement("select 1 from pg_roles where rolname = ?")) {
                role.setString(1, worker);
                there = role.executeQuery().next();
            }
            if (!there) {
                statement.execute("create role " + quoted(worker) + " login password " + literal(workerPassword));
            } else if (settings.workerPassword().isEmpty()) {
                statement.execute("alter role " + quoted(worker) + " with login password " + literal(workerPassword));
            }
            Rights.grant(owner, quoted(worker));
            owner.commit();
        }
    }

    @Override
    synchronized Connection worker() throws SQLException {
        if (!keeper.isValid(2)) {
            close(keeper);
            try {
                keeper = keeper(settings);
            } catch (Refusal taken) {
                throw new SQLException(taken.getMessage(), taken);
            }
        }
        Properties properties = common(worker, workerPassword);
        // A server that hangs is a server that is down; one that was cut off must not hold the head of the chain.
        properties.setProperty("socketTimeout", "15");
        properties.setProperty("options", "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s");
        return DriverManager.getConnection(settings.url(), properties);
    }

    @Override
    public String place() {
        return settings.place();
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.POSTGRES;
    }

    @Override
    public synchronized void close() {
        try (Statement statement = keeper.createStatement()) {
            // At once, not when the server has noticed that the connection ended.
            statement.execute("select pg_advisory_unlock_all()");
        } catch (SQLException lost) {
            // With the connection the lock is lost as well.
        }
        close(keeper);
    }

    /** A connection that is lost cannot be closed in order, and need not be. */
    @SuppressWarnings("EmptyCatch")
    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException lost) {
            // Nothing is left to close.
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
