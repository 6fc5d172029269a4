package org.gwanmun.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.gwanmun.core.message.Refusal;
import org.jooq.SQLDialect;

/**
 * A database in the hands of its owner: the account that makes and changes tables, and reads all of them for a backup. The
 * running suite works through {@link GwanmunStore}, as another account that may do less.
 *
 * <p>One Gwanmun at a time has a database open. Thread-safe.
 */
public abstract sealed class Database implements AutoCloseable permits H2Database, PostgresDatabase {
    /** Flyway's own table, which tells the version of the schema. */
    public static final String HISTORY = "flyway_schema_history";

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

    /** Brings the tables up to date. */
    public final void migrate() {
        migrate(flyway());
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

    /** The version to which {@link #migrate} brings the tables. */
    public final String newestVersion() {
        var all = flyway().load().info().all();
        return String.valueOf(all[all.length - 1].getVersion());
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
