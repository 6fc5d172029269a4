package org.gwanmun.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the worker, the account of the running suite, may do to each table. Whatever is not here it may not: not change or
 * delete an audit entry, not empty or drop a table, not make one.
 *
 * <p>Whoever adds a table adds its line; a test fails otherwise.
 */
final class Rights {
    /** Only ever added to. */
    private static final String APPEND = "select, insert";

    /** Added to and changed, never deleted from. */
    private static final String KEEP = "select, insert, update";

    /** Rows are replaced as a whole. */
    private static final String REPLACE = "select, insert, delete";

    private static final String READ = "select";

    private static final String CHANGE = "select, update";

    static final Map<String, String> OF_TABLE = new TreeMap<>(Map.ofEntries(
            Map.entry("audit_entry", APPEND),
            Map.entry("audit_head", CHANGE),
            Map.entry("parcel", APPEND),
            Map.entry("parcel_view", APPEND),
            Map.entry("verdict_kind", READ),
            Map.entry("judgement", APPEND),
            Map.entry("reading", KEEP),
            Map.entry("reading_event", APPEND),
            Map.entry("opening", APPEND),
            Map.entry("opening_item", APPEND),
            Map.entry("opening_photo", APPEND),
            Map.entry("parcel_mark", REPLACE),
            Map.entry("declaration", REPLACE),
            Map.entry("account", KEEP),
            Map.entry("account_role", REPLACE),
            Map.entry("api_token", KEEP),
            Map.entry("api_token_role", APPEND)));

    private Rights() {}

    /** Gives the worker these rights and takes any other away. */
    static void grant(Connection owner, String worker) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (Map.Entry<String, String> right : OF_TABLE.entrySet()) {
                statement.execute("revoke all on " + right.getKey() + " from " + worker);
                statement.execute("grant " + right.getValue() + " on " + right.getKey() + " to " + worker);
            }
        }
    }
}
