package org.gwanmun.trace;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.gwanmun.core.message.Refusal;

/**
 * Files of boxes in the MOTChallenge form: {@code frame, id, left, top, width, height, score, class, visibility[, …]}, a row a
 * line, separated by commas or blanks. Columns after the tenth are an embedding, the same number in every row.
 *
 * <p>Read byte by byte, so that ten million lines are a matter of seconds. What is not a number, a size below zero, a frame
 * below one or an identity twice in a frame is refused with its line; rows need not be sorted.
 *
 * <p>Source: MOTChallenge, https://motchallenge.net/instructions/.
 */
public final class MotFile {
    /** Most rows of a file. */
    public static final int MOST_ROWS = 20_000_000;

    private static final int MOST_FRAME = 100_000_000;
    private static final int FEWEST_COLUMNS = 6;
    private static final int EMBEDDING_FROM = 10;
    private static final int MOST_COLUMNS = EMBEDDING_FROM + 4096;
    private static final int LONGEST_NUMBER = 40;

    private MotFile() {}

    /**
     * Detections: their ids mean nothing.
     *
     * @throws Refusal if the file is missing or wrong
     */
    public static MotRows detections(Path file) {
        return read(file, false);
    }

    /**
     * Truth or tracks: an identity has one box a frame at most.
     *
     * @throws Refusal if the file is missing or wrong
     */
    public static MotRows tracks(Path file) {
        return read(file, true);
    }

    private static MotRows read(Path file, boolean identities) {
        try (InputStream in = Files.newInputStream(file)) {
            MotRows rows = new Parser(file, in, identities).parse().byFrame();
            if (identities) {
                refuseTwice(file, rows);
            }
            return rows;
        } catch (NoSuchFileException e) {
            throw Refusal.badInput(TraceMessage.NOT_FOUND, file);
        } catch (IOException e) {
            throw Refusal.unavailable(TraceMessage.CANNOT_READ, file, String.valueOf(e.getMessage()));
        }
    }

    private static void refuseTwice(Path file, MotRows rows) {
        int[] ids = new int[16];
        int from = 0;
        while (from < rows.size()) {
            int to = from;
            while (to < rows.size() && rows.frame()[to] == rows.frame()[from]) {
                to++;
            }
            int count = to - from;
            if (ids.length < count) {
                ids = new int[2 * count];
            }
            System.arraycopy(rows.id(), from, ids, 0, count);
            Arrays.sort(ids, 0, count);
            for (int i = 1; i < count; i++) {
                if (ids[i] == ids[i - 1]) {
                    throw Refusal.badInput(TraceMessage.TWICE, file, rows.frame()[from], ids[i]);
                }
            }
            from = to;
        }
    }

    /** One file being read. */
    private static final class Parser {
        private final Path file;
        private final InputStream in;
        private final boolean identities;
        private final byte[] buffer = new byte[1 << 16];
        private int at;
        private int end;
        private final byte[] word = new byte[LONGEST_NUMBER];
        private int letters;
        private final double[] columns = new double[MOST_COLUMNS];
        private int line = 1;

        Parser(Path file, InputStream in, boolean identities) {
            this.file = file;
            this.in = in;
            this.identities = identities;
        }

        MotRows parse() throws IOException {
            MotRows rows = new MotRows(0);
            int width = -1;
            while (true) {
                int count = columns();
                if (count < 0) {
                    return rows;
                }
                if (count > 0) {
                    check(count);
                    int dimension = Math.max(0, count - EMBEDDING_FROM);
                    if (width < 0 && dimension > 0 && !identities) {
                        rows = new MotRows(dimension);
                    }
                    if (width >= 0 && !identities && dimension != rows.dimension()) {
                        throw Refusal.badInput(TraceMessage.OTHER_EMBEDDING, file, line, count, width);
                    }
                    width = width < 0 ? count : width;
                    add(rows, count);
                }
                line++;
            }
        }

        private void add(MotRows rows, int count) {
            if (rows.size() == MOST_ROWS) {
                throw Refusal.badInput(TraceMessage.TOO_MANY_ROWS, file, MOST_ROWS);
            }
            int row = rows.add(
                    (int) columns[0],
                    (int) columns[1],
                    columns[2],
                    columns[3],
                    columns[4],
                    columns[5],
                    count > 6 ? (float) columns[6] : 1,
                    count > 7 ? (int) columns[7] : -1);
            for (int k = 0; k < rows.dimension(); k++) {
                rows.embedding(row, k, (float) columns[EMBEDDING_FROM + k]);
            }
        }

        private void check(int count) {
            if (count < FEWEST_COLUMNS) {
                throw Refusal.badInput(TraceMessage.TOO_FEW_COLUMNS, file, line, count, FEWEST_COLUMNS);
            }
            double frame = columns[0];
            if (!(frame >= 1 && frame <= MOST_FRAME && frame == Math.rint(frame))) {
                throw Refusal.badInput(TraceMessage.BAD_FRAME, file, line, frame);
            }
            double id = columns[1];
            if (!(Math.abs(id) <= Integer.MAX_VALUE && id == Math.rint(id))) {
                throw Refusal.badInput(TraceMessage.BAD_ID, file, line, id);
            }
            if (!(columns[4] >= 0 && columns[5] >= 0)) {
                throw Refusal.badInput(TraceMessage.BAD_SIZE, file, line, columns[4], columns[5]);
            }
        }

        /** Reads one line's numbers. @return how many, −1 at the end of the file */
        private int columns() throws IOException {
            int count = 0;
            letters = 0;
            boolean any = false;
            boolean afterComma = true;
            while (true) {
                int c = next();
                if (c < 0 && !any) {
                    return -1;
                }
                any = true;
                boolean ends = c < 0 || c == '\n';
                if (ends || c == ',' || c == ' ' || c == '\t' || c == '\r' || c == ';') {
                    if (letters > 0) {
                        if (count == MOST_COLUMNS) {
                            throw notANumber(count);
                        }
                        columns[count] = number(count);
                        count++;
                        letters = 0;
                        afterComma = c == ',';
                    } else if (c == ',') {
                        if (afterComma) {
                            throw notANumber(count);
                        }
                        afterComma = true;
                    }
                    if (ends) {
                        return count;
                    }
                } else {
                    if (letters == LONGEST_NUMBER) {
                        throw notANumber(count);
                    }
                    word[letters++] = (byte) c;
                }
            }
        }

        private int next() throws IOException {
            if (at == end) {
                end = in.read(buffer);
                at = 0;
                if (end <= 0) {
                    end = 0;
                    return -1;
                }
            }
            return buffer[at++];
        }

        /** The usual short decimals by hand, exactly; the rest by the library. */
        private double number(int column) {
            long digits = 0;
            int decimals = -1;
            int i = word[0] == '-' ? 1 : 0;
            boolean plain = letters > i && letters - i <= 16;
            for (; plain && i < letters; i++) {
                byte c = word[i];
                if (c == '.' && decimals < 0) {
                    decimals = 0;
                } else if (c >= '0' && c <= '9') {
                    digits = 10 * digits + (c - '0');
                    decimals += decimals < 0 ? 0 : 1;
                } else {
                    plain = false;
                }
            }
            if (plain && digits < 1L << 53 && word[letters - 1] != '.') {
                double value = decimals <= 0 ? digits : digits / POWERS[decimals];
                return word[0] == '-' ? -value : value;
            }
            String text = new String(word, 0, letters, StandardCharsets.ISO_8859_1);
            try {
                double value = Double.parseDouble(text);
                if (Double.isFinite(value) && !text.endsWith("d") && !text.endsWith("f")) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw notANumber(column);
        }

        private Refusal notANumber(int column) {
            String text = new String(word, 0, letters, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
            return Refusal.badInput(TraceMessage.NOT_A_NUMBER, file, line, column + 1, "\"" + text + "\"");
        }
    }

    private static final double[] POWERS = new double[17];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    /** Writes tracks a row at a time: what is written is final. */
    public static final class Writer implements AutoCloseable {
        private final Path file;
        private final OutputStream out;
        private final StringBuilder text = new StringBuilder(96);

        /** Begins a file. A {@link Refusal} if it cannot be made. */
        public Writer(Path file) {
            this.file = file;
            try {
                out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            } catch (IOException e) {
                throw failed(e);
            }
        }

        /** One box. */
        public void write(int frame, int id, double x, double y, double w, double h, double score) {
            text.setLength(0);
            text.append(frame).append(',').append(id);
            hundredths(x);
            hundredths(y);
            hundredths(w);
            hundredths(h);
            text.append(',').append(Math.rint(score * 1e4) / 1e4).append(",-1,-1,-1\n");
            try {
                for (int i = 0; i < text.length(); i++) {
                    out.write(text.charAt(i));
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }

        private void hundredths(double value) {
            long n = Math.round(value * 100);
            text.append(n < 0 ? ",-" : ",").append(Math.abs(n) / 100).append('.');
            long rest = Math.abs(n) % 100;
            text.append((char) ('0' + rest / 10)).append((char) ('0' + rest % 10));
        }

        /** Hands what is written to the system, at the end of a frame that somebody waits for. */
        public void flush() {
            try {
                out.flush();
            } catch (IOException e) {
                throw failed(e);
            }
        }

        private Refusal failed(IOException e) {
            return Refusal.unavailable(TraceMessage.CANNOT_WRITE, file, String.valueOf(e.getMessage()));
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }
}
