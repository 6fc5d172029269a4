package org.gwanmun.xray.imaging.quality;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwanmun.core.document.DocumentMessage;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.machine.MachineMessage;

/**
 * The sheets of one machine, day after day, one JSON object a line. The first {@value #BASELINE} are what it was like when it was
 * accepted; a later one drifts where a score leaves their mean by more than {@value #SIGMAS} standard deviations and more than
 * {@value #LEAST_SHARE} of the mean (a control chart after W. A. Shewhart, 1931, with a floor for scores that come in steps).
 */
public final class DailyChecks {
    private static final int BASELINE = 10;
    private static final double SIGMAS = 3;
    private static final double LEAST_SHARE = 0.1;
    private static final int LONGEST_LINE = 100_000;
    private static final long LONGEST_FILE = 64_000_000;

    private DailyChecks() {}

    /** A day's sheet as the history keeps it: scores by their keys; what was not seen is missing. */
    public record Check(String scanner, Instant at, Map<String, Double> scores) {}

    /**
     * A score that left its range.
     *
     * @param low lower end of the range
     * @param high upper end of it
     */
    public record Drift(String key, double value, double low, double high) {}

    /**
     * Appends a sheet and says what has drifted.
     *
     * @throws Refusal if the file is another machine's, or cannot be read or written
     */
    public static List<Drift> append(Path file, QualitySheet sheet) {
        List<Check> before = Files.exists(file) ? read(file) : List.of();
        if (!before.isEmpty() && !before.getFirst().scanner.equals(sheet.scanner())) {
            throw Refusal.badInput(MachineMessage.WRONG_CALIBRATION, before.getFirst().scanner, sheet.scanner());
        }
        Map<String, Object> scores = new LinkedHashMap<>();
        Map<String, Double> kept = new LinkedHashMap<>();
        for (Score score : sheet.scores()) {
            if (!Double.isNaN(score.value())) {
                scores.put(score.key(), score.value());
                kept.put(score.key(), score.value());
            }
        }
        String line = Json.text(Json.object(
                                "scanner", sheet.scanner(), "at", sheet.at().toString(), "scores", scores))
                        .replace("\n", " ")
                + "\n";
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel out = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                boolean cut = Files.size(file) > 0 && !endsWithNewline(file);
                out.write(ByteBuffer.wrap(((cut ? "\n" : "") + line).getBytes(StandardCharsets.UTF_8)));
                out.force(true);
            }
        } catch (IOException e) {
            throw Refusal.unavailable(
                    MachineMessage.CANNOT_WRITE, file, e.getClass().getSimpleName());
        }
        List<Check> all = new ArrayList<>(before);
        all.add(new Check(sheet.scanner(), sheet.at(), kept));
        return drifts(all);
    }

    private static boolean endsWithNewline(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            in.read(last, in.size() - 1);
            return last.get(0) == '\n';
        }
    }

    /** The checks of a file, oldest first; lines that are none (one cut off by a crash) are passed over. */
    public static List<Check> read(Path file) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw Refusal.badInput(DocumentMessage.UNREADABLE, file, Files.size(file) + " bytes");
            }
            List<Check> checks = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (!line.isBlank() && line.length() < LONGEST_LINE) {
                    check(file, line, checks);
                }
            }
            return checks;
        } catch (IOException e) {
            throw Refusal.unavailable(
                    DocumentMessage.UNREADABLE, file, e.getClass().getSimpleName());
        }
    }

    private static void check(Path file, String line, List<Check> checks) {
        try {
            Entry entry = DocumentReader.parse(file.toString(), line.getBytes(StandardCharsets.UTF_8));
            Map<String, Double> scores = new LinkedHashMap<>();
            Entry all = entry.required("scores").orElse(entry);
            for (String key : all.names()) {
                all.find(key).ifPresent(score -> scores.put(key, score.number(-1e9, 1e9)));
            }
            String scanner = entry.required("scanner").map(Entry::text).orElse("");
            Instant at = Instant.parse(entry.required("at").map(Entry::text).orElse(""));
            entry.problems().refuseIfAny();
            checks.add(new Check(scanner, at, scores));
        } catch (Refusal | DateTimeParseException notOne) {
            // A line that a crash cut off.
        }
    }

    /** What of the last check lies outside the range of the first ones. */
    public static List<Drift> drifts(List<Check> checks) {
        if (checks.size() <= BASELINE) {
            return List.of();
        }
        List<Check> first = checks.subList(0, BASELINE);
        Check last = checks.getLast();
        List<Drift> drifts = new ArrayList<>();
        for (String key : first.getFirst().scores.keySet()) {
            double[] values = first.stream()
                    .mapToDouble(check -> check.scores.getOrDefault(key, Double.NaN))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            double mean = java.util.Arrays.stream(values).average().orElse(0);
            double variance = 0;
            for (double value : values) {
                variance += (value - mean) * (value - mean) / Math.max(1, values.length - 1);
            }
            double reach = Math.max(SIGMAS * Math.sqrt(variance), LEAST_SHARE * Math.abs(mean));
            double value = last.scores.getOrDefault(key, Double.NaN);
            if (!(Math.abs(value - mean) <= reach)) { // not seen any more is a drift, too
                drifts.add(new Drift(key, value, mean - reach, mean + reach));
            }
        }
        return drifts;
    }
}
