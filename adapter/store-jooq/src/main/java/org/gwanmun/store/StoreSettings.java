package org.gwanmun.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which database a store is in. {@link GwanmunStore#open} opens it. Its text never shows a password.
 *
 * @param kind which database
 * @param folder H2: the folder of the database's files; PostgreSQL: unused, empty
 * @param url PostgreSQL: JDBC address without user and password, for example {@code
 *     jdbc:postgresql://db.example:5432/gwanmun}; H2: empty
 * @param user PostgreSQL: the account that owns the tables and changes them when the suite is updated; it must be allowed to
 *     make a role, or the worker's role must be there; H2: empty
 * @param password PostgreSQL: the password of that account; H2: empty, since the store keeps its own beside the database
 * @param workerPassword PostgreSQL: the password of the role that does the daily work, where an administrator made that
 *     role; empty lets the store make the role and give it a new password at each start
 */
public record StoreSettings(
        Kind kind, Optional<Path> folder, String url, String user, String password, Optional<String> workerPassword) {
    /** The databases that a store can be in. */
    public enum Kind {
        H2,
        POSTGRESQL
    }

    public StoreSettings {
        if (kind == Kind.H2 && folder.isEmpty()) {
            throw new IllegalArgumentException("An H2 store needs a folder.");
        }
        if (kind == Kind.POSTGRESQL && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("A PostgreSQL store needs a url that starts with jdbc:postgresql:");
        }
    }

    /** The files of a folder. */
    public static StoreSettings h2(Path folder) {
        return new StoreSettings(Kind.H2, Optional.of(folder), "", "", "", Optional.empty());
    }

    /** A PostgreSQL database whose owner may make roles. */
    public static StoreSettings postgresql(String url, String user, String password) {
        return postgresql(url, user, password, Optional.empty());
    }

    /** A PostgreSQL database, and the password of the worker's role if an administrator made that role. */
    public static StoreSettings postgresql(String url, String user, String password, Optional<String> workerPassword) {
        return new StoreSettings(Kind.POSTGRESQL, Optional.empty(), url, user, password, workerPassword);
    }

    /** Where the store is, as a person may see it: a folder, or an address without what follows a question mark. */
    public String place() {
        return folder.map(Path::toString).orElseGet(() -> url.replaceFirst("\\?.*", ""));
    }

    @Override
    public String toString() {
        return "StoreSettings[" + kind + ", " + place() + "]";
    }
}
