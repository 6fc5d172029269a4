package org.gwanmun.store;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.gwanmun.core.audit.AuditEntry;
import org.gwanmun.core.audit.AuditGuard;
import org.gwanmun.core.audit.AuditHead;
import org.gwanmun.core.audit.AuditReport;
import org.gwanmun.core.audit.SignedHeads;
import org.gwanmun.core.message.Refusal;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;

/**
 * A database in the hands of its owner: the account that makes and changes tables, and reads all of them for a backup. The
 * running suite works through {@link GwanmunStore}, as another account that may do less.
 *
 * <p>One Gwanmun at a time has a database open. Thread-safe.
 */
public abstract sealed class Database implements AutoCloseable permits H2Database, PostgresDatabase {
    /** Flyway's own table, which tells the version of the schema. */
    public static final String HISTORY = "flyway_schema_history";

    /** A table that is there while a backup is being restored. */
    public static final String UNFINISHED = "restore_in_progress";

    private static final String MIGRATIONS = "classpath:org/gwanmun/store/migration";

    /**
     * Takes hold of a database, making an H2 one if it is not there. No table is touched yet.
     *
     * @param secrets where passwords come from
     * @throws Refusal if another Gwanmun has it open, or it cannot be reached, written or read
     */
    public static Database open(StoreSettings settings, RandomGenerator secrets) {
        return switch (settings.kind()) {
            case H2 -> H2Database.connect(settings.folder().orElseThrow(), secrets);
            case POSTGRESQL -> PostgresDatabase.connect(settings, secrets);
        };
    }

    /**
     * As {@link #open}, to read only: a PostgreSQL database may be in use by another Gwanmun meanwhile, H2 files may not.
     *
     * @throws Refusal as {@link #open}
     */
    public static Database openToRead(StoreSettings settings, RandomGenerator secrets) {
        return switch (settings.kind()) {
            case H2 -> H2Database.connect(settings.folder().orElseThrow(), secrets);
            case POSTGRESQL -> PostgresDatabase.connectBeside(settings, secrets);
        };
    }

    /** The versions of the tables that this Gwanmun knows, oldest first. */
    public static List<String> versions() {
        return Arrays.stream(Flyway.configure(Database.class.getClassLoader())
                        .dataSource("jdbc:h2:mem:", "sa", "")
                        .locations(MIGRATIONS)
                        .load()
                        .info()
                        .all())
                .map(migration -> String.valueOf(migration.getVersion()))
                .toList();
    }

    /** Brings the tables up to date. */
    public final void migrate() {
        migrate(flyway());
    }

    /**
     * Refuses a database into which a backup was restored only in part.
     *
     * @throws Refusal if it is
     */
    public final void requireWhole() {
        try (Connection owner = owner();
                ResultSet marker = owner.getMetaData().getTables(null, "public", UNFINISHED, null)) {
            if (marker.next()) {
                throw Refusal.unavailable(StoreMessage.HALF_RESTORED, place());
            }
        } catch (SQLException e) {
            throw cannotOpen(e);
        }
    }

    /** Marks the database as not to be used until {@link #endRestore}. */
    public final void beginRestore() throws SQLException {
        run("create table " + UNFINISHED + " (nothing integer)");
    }

    /** The database is whole. */
    public final void endRestore() throws SQLException {
        run("drop table " + UNFINISHED);
    }

    private void run(String sql) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Brings the tables to an older version, to be filled with what was written in it. */
    public final void migrateTo(String version) {
        migrate(flyway().target(MigrationVersion.fromVersion(version)));
    }

    private FluentConfiguration flyway() {
        return Flyway.configure(Database.class.getClassLoader())
                .dataSource(new OwnerSource(this))
                .locations(MIGRATIONS);
    }

    private void migrate(FluentConfiguration flyway) {
        try {
            flyway.load().migrate();
        } catch (FlywayException e) {
            throw cannotOpen(e);
        }
    }

    /** The version of the tables as they are; empty if there are none of ours. */
    public final Optional<String> version() {
        var current = flyway().load().info().current();
        return current == null
                ? Optional.empty()
                : Optional.ofNullable(current.getVersion()).map(MigrationVersion::getVersion);
    }

    /** The audit chain, read by the owner in one snapshot, against the signed heads. */
    public final AuditReport verifyAudit(SignedHeads signed, PublicKey key, AuditGuard.Heads heads) {
        try (Connection snapshot = snapshot()) {
            return JooqAuditLog.verify(
                    DSL.using(new DefaultConnectionProvider(snapshot), dialect()), signed, key, heads);
        } catch (SQLException | DataAccessException e) {
            throw cannotOpen(e);
        }
    }

    /** Hands over the entries of the audit chain in the order of their numbers, and returns the head that is kept beside. */
    public final AuditHead readAudit(Consumer<AuditEntry> to) {
        try (Connection snapshot = snapshot()) {
            return JooqAuditLog.read(DSL.using(new DefaultConnectionProvider(snapshot), dialect()), to);
        } catch (SQLException | DataAccessException e) {
            throw cannotOpen(e);
        }
    }

    /** A new connection of the owner, for the caller to close. */
    public abstract Connection owner() throws SQLException;

    /**
     * A new connection of the owner within a transaction that sees the database as it is at its first question, whatever
     * others write meanwhile.
     */
    public abstract Connection snapshot() throws SQLException;

    /** Which database, as a person may see it. */
    public abstract String place();

    /** The language that jOOQ speaks to it. */
    public abstract SQLDialect dialect();

    /** Makes the worker's account ready: its password, and the rights of {@link Rights}. */
    abstract void admitWorker() throws SQLException;

    /**
     * A new connection of the worker, only while this Gwanmun is the one that has the database: what holds the others off is
     * taken again first if it was lost.
     */
    abstract Connection worker() throws SQLException;

    @Override
    public abstract void close();

    final Refusal cannotOpen(Exception e) {
        return Refusal.unavailable(StoreMessage.CANNOT_OPEN, place(), firstLine(e));
    }

    static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse(e.toString());
    }
}
