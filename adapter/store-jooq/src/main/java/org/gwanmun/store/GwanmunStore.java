package org.gwanmun.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.gwanmun.core.access.AccountStore;
import org.gwanmun.core.audit.AuditLog;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.lane.DeclarationStore;
import org.gwanmun.xray.lane.ReadingStore;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * An open store: the ports of all rooms over one database. Thread-safe. One process at a time has a database open.
 *
 * <p>What a port has acknowledged survives the death of the process ({@code kill -9}): H2 hands each commit to the
 * operating system before it returns, PostgreSQL writes it to its disk. A loss of power is, with H2, the operating system's
 * affair. When PostgreSQL cannot be reached each call ends within seconds in a {@link Refusal} and leaves nothing; when it
 * is back the same store works on.
 */
public final class GwanmunStore implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final long WAIT_MS = 4_000;

    private final Database database;
    private final HikariDataSource pool;
    private final ReadingStore readings;
    private final DeclarationStore declarations;
    private final AuditLog audit;
    private final AccountStore accounts;

    private GwanmunStore(Database database, HikariDataSource pool) {
        this.database = database;
        this.pool = pool;
        Outage outage = new Outage(pool, database.place());
        DSLContext dsl = DSL.using(outage, database.dialect());
        this.readings = outage.told(ReadingStore.class, new JooqReadingStore(dsl));
        this.declarations = outage.told(DeclarationStore.class, new JooqDeclarationStore(dsl));
        this.audit = outage.told(AuditLog.class, new JooqAuditLog(dsl));
        this.accounts = outage.told(AccountStore.class, new JooqAccountStore(dsl));
    }

    /**
     * Opens the H2 file database of a folder, making both if they are not there, and brings its tables up to date.
     *
     * @param secrets where the passwords of the database's accounts come from
     * @throws Refusal if another process has it open, the folder cannot be written, or its files cannot be read
     */
    public static GwanmunStore openFile(Path folder, RandomGenerator secrets) {
        return open(StoreSettings.h2(folder), secrets);
    }

    /**
     * Opens a database and brings its tables up to date.
     *
     * @param secrets where the passwords of the database's accounts come from
     * @throws Refusal if another Gwanmun has it open, or it cannot be reached, written or read
     */
    public static GwanmunStore open(StoreSettings settings, RandomGenerator secrets) {
        Database database = Database.open(settings, secrets);
        try {
            database.requireWhole();
            database.migrate();
            database.admitWorker();
            return new GwanmunStore(database, pool(database));
        } catch (SQLException | PoolInitializationException e) {
            database.close();
            throw database.cannotOpen(e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static HikariDataSource pool(Database database) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("gwanmun");
        config.setDataSource(new WorkerSource(database));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MS);
        config.setValidationTimeout(2_000);
        if (database.dialect() == SQLDialect.H2) {
            // H2 calls a connection valid whose database has closed itself.
            config.setConnectionTestQuery("select 1");
        }
        config.setExceptionOverride(new LostConnections());
        return new HikariDataSource(config);
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

    /** The database itself, for whoever makes a backup of it. */
    public Database database() {
        return database;
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }

    DataSource pool() {
        return pool;
    }
}
