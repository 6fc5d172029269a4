package org.gwanmun.store.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gwanmun.store.backup.TableShape.Column;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The rows of a table as JSON lines: each a list of its values; moments as ISO 8601, bytes as Base64. */
final class Rows {
    private static final ObjectMapper JSON = JsonMapper.shared();
    private static final int BATCH = 500;

    private Rows() {}

    /** Writes all rows; the stream is left open. */
    static long write(Connection snapshot, TableShape table, OutputStream out) throws SQLException, IOException {
        long rows = 0;
        try (Statement statement = snapshot.createStatement()) {
            statement.setFetchSize(1000);
            try (ResultSet row = statement.executeQuery(table.select())) {
                while (row.next()) {
                    ArrayNode line = JSON.createArrayNode();
                    for (int i = 0; i < table.columns().size(); i++) {
                        line.add(value(row, i + 1, table.columns().get(i)));
                    }
                    out.write(JSON.writeValueAsBytes(line));
                    out.write('\n');
                    rows++;
                }
            }
        }
        return rows;
    }

    private static JsonNode value(ResultSet row, int i, Column column) throws SQLException {
        var nodes = JSON.getNodeFactory();
        JsonNode value =
                switch (column.holds()) {
                    case TEXT -> nodes.stringNode(row.getString(i));
                    case WHOLE -> nodes.numberNode(row.getLong(i));
                    case REAL -> real(row.getDouble(i));
                    case TRUTH -> nodes.booleanNode(row.getBoolean(i));
                    case MOMENT -> {
                        OffsetDateTime moment = row.getObject(i, OffsetDateTime.class);
                        yield moment == null
                                ? nodes.nullNode()
                                : nodes.stringNode(moment.toInstant().toString());
                    }
                    case BYTES -> {
                        byte[] bytes = row.getBytes(i);
                        yield bytes == null
                                ? nodes.nullNode()
                                : nodes.stringNode(Base64.getEncoder().encodeToString(bytes));
                    }
                };
        return row.wasNull() ? nodes.nullNode() : value;
    }

    /** JSON has no word for what is not a number. */
    private static JsonNode real(double value) {
        var nodes = JSON.getNodeFactory();
        return Double.isFinite(value) ? nodes.numberNode(value) : nodes.stringNode(Double.toString(value));
    }

    /**
     * Inserts all rows.
     *
     * @param columns the names of the values of each line, in their order
     * @throws IllegalArgumentException if a line does not fit the table
     */
    static long read(Connection owner, TableShape table, List<String> columns, BufferedReader in)
            throws SQLException, IOException {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i), i);
        }
        long rows = 0;
        try (PreparedStatement insert = owner.prepareStatement(table.insert())) {
            @Nullable String line;
            while ((line = in.readLine()) != null) {
                JsonNode values = parsed(line);
                if (!values.isArray() || values.size() != columns.size()) {
                    throw new IllegalArgumentException("row " + (rows + 1) + " of " + table.name());
                }
                for (int i = 0; i < table.columns().size(); i++) {
                    Column column = table.columns().get(i);
                    set(insert, i + 1, column, values.get(places.getOrDefault(column.name(), -1)));
                }
                insert.addBatch();
                rows++;
                if (rows % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        if (table.highest().isPresent()) {
            restart(owner, table);
        }
        return rows;
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** Numbers go on after the highest that was restored. */
    private static void restart(Connection owner, TableShape table) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            long next = 1;
            try (ResultSet highest = statement.executeQuery(table.highest().orElseThrow())) {
                if (highest.next()) {
                    next = highest.getLong(1) + 1;
                }
            }
            statement.execute(table.restart(next));
        }
    }

    private static void set(PreparedStatement insert, int i, Column column, @Nullable JsonNode value)
            throws SQLException {
        if (value == null || value.isNull()) {
            insert.setNull(i, sqlType(column));
            return;
        }
        boolean fits =
                switch (column.holds()) {
                    case TEXT, MOMENT, BYTES -> value.isString();
                    case WHOLE -> value.isIntegralNumber() && value.canConvertToLong();
                    case REAL -> value.isNumber() || value.isString();
                    case TRUTH -> value.isBoolean();
                };
        if (!fits) {
            throw new IllegalArgumentException("a value of column " + column.name());
        }
        try {
            switch (column.holds()) {
                case TEXT -> insert.setString(i, value.stringValue());
                case WHOLE -> insert.setLong(i, value.longValue());
                case REAL ->
                    insert.setDouble(
                            i, value.isNumber() ? value.doubleValue() : Double.parseDouble(value.stringValue()));
                case TRUTH -> insert.setBoolean(i, value.booleanValue());
                case MOMENT ->
                    insert.setObject(i, OffsetDateTime.ofInstant(Instant.parse(value.stringValue()), ZoneOffset.UTC));
                case BYTES -> insert.setBytes(i, Base64.getDecoder().decode(value.stringValue()));
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a moment of column " + column.name(), e);
        }
    }

    private static int sqlType(Column column) {
        return switch (column.holds()) {
            case TEXT -> Types.VARCHAR;
            case WHOLE -> Types.BIGINT;
            case REAL -> Types.DOUBLE;
            case TRUTH -> Types.BOOLEAN;
            case MOMENT -> Types.TIMESTAMP_WITH_TIMEZONE;
            case BYTES -> Types.VARBINARY;
        };
    }
}
