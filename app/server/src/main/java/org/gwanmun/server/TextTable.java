package org.gwanmun.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table for a terminal, where a Hangul syllable is as wide as two Latin letters. */
final class TextTable {
    private static final String GAP = "   ";

    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... heads) {
        row(heads);
    }

    void row(String... cells) {
        rows.add(cells.clone());
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            line(text, row, widths);
            if (row == rows.getFirst()) {
                line(text, Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new), widths);
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder("  ");
        for (int i = 0; i < cells.length; i++) {
            line.append(cells[i])
                    .append(" ".repeat(widths[i] - width(cells[i])))
                    .append(GAP);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    static int width(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFF00 && c <= 0xFF60);
    }
}
