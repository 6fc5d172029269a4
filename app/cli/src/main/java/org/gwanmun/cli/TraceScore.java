package org.gwanmun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.trace.MotFile;
import org.gwanmun.trace.MotRows;
import org.gwanmun.trace.evaluation.Benchmark;
import org.gwanmun.trace.evaluation.Matchup;
import org.gwanmun.trace.evaluation.MotMetrics;
import org.gwanmun.trace.evaluation.Scores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gwanmun trace score}: HOTA, CLEAR and Identity of tracks against truth, as TrackEval computes them. */
@Command(name = "score", mixinStandardHelpOptions = true)
final class TraceScore implements Runnable {
    private static final String COMBINED = "COMBINED";
    private static final List<String> SHOWN =
            List.of("HOTA", "DetA", "AssA", "LocA", "MOTA", "MOTP", "IDF1", "FP", "FN", "IDSW", "MT", "ML", "Frag");

    enum Rules {
        TRACKEVAL,
        MOTMETRICS
    }

    private final Console console;

    @Option(names = "--gt", paramLabel = "FILE")
    @Nullable
    Path truth;

    @Option(names = "--root", paramLabel = "DIR")
    @Nullable
    Path root;

    @Option(names = "--tracks", paramLabel = "FILE_OR_DIR", required = true)
    Path tracks = Path.of("");

    @Option(names = "--benchmark", paramLabel = "NAME", defaultValue = "none")
    Benchmark benchmark = Benchmark.NONE;

    @Option(names = "--shared-ids")
    boolean sharedIds;

    @Option(names = "--rules", paramLabel = "NAME", defaultValue = "trackeval")
    Rules rules = Rules.TRACKEVAL;

    @Option(names = "--json")
    boolean json;

    TraceScore(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if ((truth == null) == (root == null)) {
            throw Refusal.badInput(CliMessage.GT_OR_ROOT);
        }
        Map<String, Path> truths = truth != null ? Map.of(name(truth), truth) : sequences(root);
        Map<String, Map<String, Number>> scores =
                rules == Rules.MOTMETRICS ? byMotMetrics(truths) : sharedIds ? shared(truths) : byTrackEval(truths);
        if (json) {
            console.print(scores);
        } else {
            table(scores);
        }
    }

    private Map<String, Map<String, Number>> byTrackEval(Map<String, Path> truths) {
        Map<String, Map<String, Number>> named = new LinkedHashMap<>();
        List<Scores> all = new ArrayList<>();
        truths.forEach((name, file) -> {
            Scores scores = Scores.of(Matchup.of(MotFile.tracks(file), tracksOf(name), benchmark));
            named.put(name, scores.named());
            all.add(scores);
        });
        named.put(COMBINED, Scores.combined(all).named());
        return named;
    }

    /** All cameras one sequence, a person the same everywhere. */
    private Map<String, Map<String, Number>> shared(Map<String, Path> truths) {
        List<MotRows> truthRows = truths.values().stream().map(MotFile::tracks).toList();
        List<MotRows> trackRows = truths.keySet().stream().map(this::tracksOf).toList();
        Scores scores = Scores.of(Matchup.ofShared(truthRows, trackRows, benchmark));
        Map<String, Map<String, Number>> named = new LinkedHashMap<>();
        named.put(root == null ? truths.keySet().iterator().next() : fileName(root), scores.named());
        named.put(COMBINED, scores.named());
        return named;
    }

    private Map<String, Map<String, Number>> byMotMetrics(Map<String, Path> truths) {
        Map<String, Map<String, Number>> named = new LinkedHashMap<>();
        truths.forEach((name, file) -> named.put(
                name,
                MotMetrics.of(Matchup.of(MotFile.tracks(file), tracksOf(name), benchmark))
                        .named()));
        return named;
    }

    private MotRows tracksOf(String sequence) {
        return MotFile.tracks(root == null ? tracks : tracks.resolve(sequence + ".txt"));
    }

    private static Map<String, Path> sequences(Path root) {
        Map<String, Path> found = new LinkedHashMap<>();
        try (Stream<Path> folders = Files.list(root)) {
            folders.sorted().forEach(folder -> {
                Path file = folder.resolve("gt").resolve("gt.txt");
                if (Files.isRegularFile(file)) {
                    found.put(fileName(folder), file);
                }
            });
        } catch (IOException e) {
            throw Refusal.badInput(CliMessage.NO_SUCH_INPUT, root);
        }
        if (found.isEmpty()) {
            throw Refusal.badInput(CliMessage.NO_SEQUENCES, root);
        }
        return found;
    }

    /** SEQ of {@code SEQ/gt/gt.txt}, otherwise the tracks' own name. */
    private String name(Path truth) {
        Path folder = truth.toAbsolutePath().normalize().getParent();
        if (folder != null && folder.getParent() != null && fileName(folder).equals("gt")) {
            return fileName(folder.getParent());
        }
        String own = fileName(tracks);
        return own.endsWith(".txt") ? own.substring(0, own.length() - 4) : own;
    }

    private static String fileName(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    private void table(Map<String, Map<String, Number>> scores) {
        List<String> columns = rules == Rules.TRACKEVAL
                ? SHOWN
                : List.copyOf(scores.values().iterator().next().keySet());
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-20s", ""));
        columns.forEach(column -> head.append(String.format(Locale.ROOT, " %" + width(column) + "s", column)));
        console.out().println(head);
        scores.forEach((name, values) -> {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-20s", name));
            for (String column : columns) {
                Number value = values.get(column);
                String text = value instanceof Double share
                        ? String.format(Locale.ROOT, rules == Rules.TRACKEVAL ? "%.2f" : "%.4f", share)
                        : String.valueOf(value);
                line.append(String.format(Locale.ROOT, " %" + width(column) + "s", text));
            }
            console.out().println(line);
        });
    }

    private static int width(String column) {
        return Math.max(7, column.length());
    }
}
