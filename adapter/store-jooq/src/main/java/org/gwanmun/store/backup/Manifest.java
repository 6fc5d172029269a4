package org.gwanmun.store.backup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is in a backup.
 *
 * @param gwanmun {@value #FORMAT}
 * @param created when, as ISO 8601
 * @param schema version of the tables
 * @param tables every table, in an order in which it can be filled
 * @param parts every part of the zip but this one
 * @param missing scan folders that tables name and that were not there
 */
record Manifest(
        String gwanmun, String created, String schema, List<TableDump> tables, List<Part> parts, List<String> missing) {
    static final String FORMAT = "gwanmun-backup/1";
    static final String NAME = "manifest.json";
    static final String HEADS = "heads.jsonl";
    static final String FILES = "files/";
    static final String TABLES = "tables/";

    Manifest {
        Objects.requireNonNull(gwanmun, "gwanmun");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(schema, "schema");
        tables = List.copyOf(tables);
        parts = List.copyOf(parts);
        missing = List.copyOf(missing);
    }

    /** A table: a part of JSON lines, one a row, each a list of values in the order of {@code columns}. */
    record TableDump(String name, List<String> columns, long rows) {
        TableDump {
            Objects.requireNonNull(name, "name");
            columns = List.copyOf(columns);
        }

        String part() {
            return TABLES + name + ".jsonl";
        }
    }

    /** A part of the zip. */
    record Part(String name, long bytes, String sha256) {
        Part {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(sha256, "sha256");
        }
    }

    /** Whether a part's name is one that we give: relative, plain, in one of our places. */
    static boolean named(String part) {
        boolean plain = part.length() <= 500
                && part.chars().noneMatch(c -> c < 0x20 || c == '\\' || c == ':' || c == 0x7f)
                && !part.startsWith("/")
                && Arrays.stream(part.split("/", -1))
                        .noneMatch(step -> step.isEmpty() || step.equals(".") || step.equals(".."));
        return plain && (part.equals(HEADS) || part.startsWith(FILES) || part.startsWith(TABLES));
    }

    /** Names that occur twice, or that the tables need and the parts lack. */
    List<String> contradictions() {
        List<String> wrong = new ArrayList<>();
        Set<String> names = new HashSet<>();
        parts.stream().map(Part::name).filter(name -> !names.add(name)).forEach(wrong::add);
        Set<String> dumps = new HashSet<>();
        for (TableDump table : tables) {
            if (!dumps.add(table.part()) || !names.contains(table.part())) {
                wrong.add(table.part());
            }
        }
        names.stream()
                .filter(name -> name.startsWith(TABLES) && !dumps.contains(name))
                .forEach(wrong::add);
        return wrong;
    }
}
