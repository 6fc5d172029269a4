package org.gwanmun.store.backup;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gwanmun.store.Database;

/**
 * A table as its database describes it.
 *
 * @param name its name
 * @param columns its columns in their order
 * @param key its primary key, by which rows are put in order
 * @param identity the column that the database counts up itself, if there is one
 */
record TableShape(String name, List<Column> columns, List<String> key, Optional<String> identity) {
    private static final String SCHEMA = "public";

    /** What a column holds, and so how it is written. */
    enum Holds {
        TEXT,
        WHOLE,
        REAL,
        TRUTH,
        MOMENT,
        BYTES
    }

    record Column(String name, Holds holds) {}

    /**
     * All tables but the one that tells their version, each after those that it refers to.
     *
     * @throws IllegalStateException if a column is of a type that no backup can hold, or tables refer to each other in a
     *     circle; both are faults of a migration
     */
    static List<TableShape> all(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        Map<String, TableShape> shapes = new TreeMap<>();
        try (ResultSet found = data.getTables(null, SCHEMA, null, new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME");
                if (!name.equals(Database.HISTORY)) {
                    shapes.put(name, shape(data, name));
                }
            }
        }
        Map<String, Set<String>> needs = new HashMap<>();
        for (String name : shapes.keySet()) {
            needs.put(name, referredBy(data, name));
        }
        List<TableShape> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (done.size() < shapes.size()) {
            int before = done.size();
            for (TableShape shape : shapes.values()) {
                if (!done.contains(shape.name) && done.containsAll(needs.getOrDefault(shape.name, Set.of()))) {
                    ordered.add(shape);
                    done.add(shape.name);
                }
            }
            if (done.size() == before) {
                throw new IllegalStateException("Tables refer to each other in a circle: " + shapes.keySet());
            }
        }
        return ordered;
    }

    private static TableShape shape(DatabaseMetaData data, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        Optional<String> identity = Optional.empty();
        try (ResultSet found = data.getColumns(null, SCHEMA, table, null)) {
            while (found.next()) {
                // The underscore of a name is a wildcard here.
                if (!found.getString("TABLE_NAME").equals(table)) {
                    continue;
                }
                String name = found.getString("COLUMN_NAME");
                columns.add(
                        new Column(name, holds(table, name, found.getInt("DATA_TYPE"), found.getString("TYPE_NAME"))));
                if ("YES".equals(found.getString("IS_AUTOINCREMENT"))) {
                    identity = Optional.of(name);
                }
            }
        }
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet found = data.getPrimaryKeys(null, SCHEMA, table)) {
            while (found.next()) {
                key.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME"));
            }
        }
        return new TableShape(table, List.copyOf(columns), List.copyOf(key.values()), identity);
    }

    private static Set<String> referredBy(DatabaseMetaData data, String table) throws SQLException {
        Set<String> others = new HashSet<>();
        try (ResultSet found = data.getImportedKeys(null, SCHEMA, table)) {
            while (found.next()) {
                String other = found.getString("PKTABLE_NAME");
                if (!other.equals(table)) {
                    others.add(other);
                }
            }
        }
        return others;
    }

    private static Holds holds(String table, String column, int type, String typeName) {
        // PostgreSQL's driver gives all its moments one number.
        if (type == Types.TIMESTAMP && typeName.equals("timestamptz")) {
            return Holds.MOMENT;
        }
        return switch (type) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> Holds.TEXT;
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Holds.WHOLE;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Holds.REAL;
            case Types.BIT, Types.BOOLEAN -> Holds.TRUTH;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Holds.MOMENT;
            case Types.BINARY, Types.VARBINARY -> Holds.BYTES;
            default ->
                throw new IllegalStateException("Column " + table + "." + column + " is of type " + typeName
                        + ", which a backup cannot hold. Maybe add it to TableShape.");
        };
    }

    /** Reads every row, oldest first where the database counted them, so that a row comes after one that it refers to. */
    String select() {
        List<String> order = identity.map(List::of).orElse(key);
        return "select " + columns.stream().map(column -> quoted(column.name)).collect(Collectors.joining(", "))
                + " from " + quoted(name)
                + (order.isEmpty()
                        ? ""
                        : " order by " + order.stream().map(TableShape::quoted).collect(Collectors.joining(", ")));
    }

    String insert() {
        return "insert into " + quoted(name) + " ("
                + columns.stream().map(column -> quoted(column.name)).collect(Collectors.joining(", ")) + ")"
                + (identity.isPresent() ? " overriding system value" : "") + " values ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
    }

    String delete() {
        return "delete from " + quoted(name);
    }

    Optional<String> highest() {
        return identity.map(column -> "select max(" + quoted(column) + ") from " + quoted(name));
    }

    String restart(long next) {
        return "alter table " + quoted(name) + " alter column " + quoted(identity.orElseThrow()) + " restart with "
                + next;
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
