package org.gwanmun.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.gwanmun.core.access.AccountStore;
import org.gwanmun.core.audit.AuditLog;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.lane.DeclarationStore;
import org.gwanmun.xray.lane.ReadingStore;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * An open store: the ports of all rooms over one database. Thread-safe. One process at a time has a folder open.
 *
 * <p>What a port has acknowledged survives the death of the process ({@code kill -9}): H2 hands each commit to the
 * operating system before it returns. A loss of power is the operating system's affair.
 */
public final class GwanmunStore implements AutoCloseable {
    private static final String OWNER = "sa";
    private static final String WORKER = "gwanmun_worker";
    private static final int CONNECTIONS = 8;

    private final FolderLock lock;
    private final Connection owner;
    private final JdbcConnectionPool pool;
    private final ReadingStore readings;
    private final DeclarationStore declarations;
    private final AuditLog audit;
    private final AccountStore accounts;

    private GwanmunStore(FolderLock lock, Connection owner, JdbcConnectionPool pool) {
        this.lock = lock;
        this.owner = owner;
        this.pool = pool;
        DSLContext dsl = DSL.using(pool, SQLDialect.H2);
        this.readings = new JooqReadingStore(dsl);
        this.declarations = new JooqDeclarationStore(dsl);
        this.audit = new JooqAuditLog(dsl);
        this.accounts = new JooqAccountStore(dsl);
    }

    /**
     * Opens the H2 file database of a folder, making both if they are not there, and brings its tables up to date.
     *
     * @param secrets where the password of the worker account comes from; it lives no longer than the opened store
     * @throws Refusal if another process has it open, the folder cannot be written, or its files cannot be read
     */
    public static GwanmunStore openFile(Path folder, RandomGenerator secrets) {
        Path absolute = folder.toAbsolutePath().normalize();
        FolderLock lock = FolderLock.acquire(absolute);
        try {
            return open(lock, absolute, secrets);
        } catch (SQLException | FlywayException e) {
            release(lock);
            throw Refusal.unavailable(StoreMessage.CANNOT_OPEN, absolute, firstLine(e));
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static GwanmunStore open(FolderLock lock, Path folder, RandomGenerator secrets) throws SQLException {
        String file = "jdbc:h2:file:" + escaped(folder.resolve("gwanmun"));
        // WRITE_DELAY=0: an acknowledged commit has left the process. The other three make H2 read what PostgreSQL
        // reads.
        String ownerUrl = file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
                + ";DB_CLOSE_ON_EXIT=FALSE";
        Connection owner = DriverManager.getConnection(ownerUrl, OWNER, "");
        try {
            Flyway.configure(GwanmunStore.class.getClassLoader())
                    .dataSource(ownerUrl, OWNER, "")
                    .locations("classpath:org/gwanmun/store/migration")
                    .load()
                    .migrate();
            byte[] secret = new byte[24];
            secrets.nextBytes(secret);
            String password = HexFormat.of().formatHex(secret);
            grantWorker(owner, password);
            JdbcConnectionPool pool = JdbcConnectionPool.create(
                    file + ";DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000", WORKER, password);
            pool.setMaxConnections(CONNECTIONS);
            pool.getConnection().close();
            return new GwanmunStore(lock, owner, pool);
        } catch (SQLException | RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    /** What the running suite may do: everything it needs, and nothing to the rows of the audit chain but add to them. */
    private static void grantWorker(Connection owner, String password) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("create user if not exists " + WORKER + " password '" + password + "'");
            statement.execute("alter user " + WORKER + " set password '" + password + "'");
            statement.execute(
                    "grant select, insert on parcel, parcel_view, judgement, reading_event, opening, opening_item,"
                            + " opening_photo, audit_entry to " + WORKER);
            statement.execute("grant select, insert, delete on parcel_mark, declaration to " + WORKER);
            statement.execute("grant select, insert, update on reading to " + WORKER);
            statement.execute("grant select on verdict_kind to " + WORKER);
            statement.execute("grant select, update on audit_head to " + WORKER);
            statement.execute("grant select, insert, update on account, api_token to " + WORKER);
            statement.execute("grant select, insert, delete on account_role to " + WORKER);
            statement.execute("grant select, insert on api_token_role to " + WORKER);
        }
    }

    /** Parcels and how their readings stand. */
    public ReadingStore readings() {
        return readings;
    }

    /** Declarations that wait for their parcels. */
    public DeclarationStore declarations() {
        return declarations;
    }

    /** The audit chain. */
    public AuditLog audit() {
        return audit;
    }

    /** People's accounts and programs' tokens. */
    public AccountStore accounts() {
        return accounts;
    }

    @Override
    public void close() {
        pool.dispose();
        try {
            owner.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The store could not be closed: " + e.getMessage(), e);
        } finally {
            release(lock);
        }
    }

    JdbcConnectionPool pool() {
        return pool;
    }

    /** H2 ends the file name at a semicolon unless it is escaped. */
    private static String escaped(Path path) {
        return path.toString().replace("\\", "/").replace(";", "\\;");
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }

    private static void release(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
