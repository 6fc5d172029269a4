package org.gwanmun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.trace.MotFile;
import org.gwanmun.trace.MotRows;
import org.gwanmun.trace.evaluation.Benchmark;
import org.gwanmun.trace.evaluation.Matchup;
import org.gwanmun.trace.evaluation.Scores;
import org.gwanmun.trace.motion.Idea;
import org.gwanmun.trace.motion.MotionSettings;
import org.gwanmun.trace.motion.SequenceTracker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code gwanmun measure tracking}: the tracker on sequences with truth. Each sequence with the shipped settings; what each idea
 * is worth; and how settings fare on a sequence that they were not chosen on.
 *
 * <p>One set of numbers scores a little by luck, so ideas are judged by the mean over sets whose every number is multiplied by
 * e^{0.08 ξ}, ξ ~ N(0, 1), the same ones for every row.
 */
@Command(name = "tracking", mixinStandardHelpOptions = true)
final class MeasureTracking implements Runnable {
    private static final double SHAKEN = 0.08;
    private static final double STEP = 0.1;
    private static final double[] LOOK_AHEAD_S = {0.5, 1, 2};

    private final Console console;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "../shared/data/trace/mot15")
    Path data = Path.of("");

    @Option(names = "--benchmark", paramLabel = "NAME", defaultValue = "mot15")
    Benchmark benchmark = Benchmark.MOT15;

    @Option(names = "--sets", paramLabel = "N", defaultValue = "17")
    int sets;

    @Option(names = "--leave-one-out", paramLabel = "TRIES", defaultValue = "0")
    int tries;

    @Option(names = "--no-rates")
    boolean noRates;

    @Option(names = "--json")
    boolean json;

    MeasureTracking(Console console) {
        this.console = console;
    }

    /** A sequence as it lies on the disk. */
    private record Sequence(String name, MotRows truth, MotRows detections, double framesPerSecond) {}

    @Override
    public void run() {
        if (sets < 1 || sets > 1000 || tries < 0 || tries > 100_000) {
            throw Refusal.badInput(CliMessage.BAD_SETS, sets, tries);
        }
        List<Sequence> sequences = read();
        MotionSettings standard = MotionSettings.standard(30);
        List<Object> rows = new ArrayList<>();
        List<Scores> each = scores(sequences, standard);
        for (int i = 0; i < sequences.size(); i++) {
            say(sequences.get(i).name, each.get(i), rows);
        }
        say("COMBINED", Scores.combined(each), rows);
        List<Object> ahead = new ArrayList<>();
        for (double delay_s : LOOK_AHEAD_S) {
            String name = String.format(Locale.ROOT, "COMBINED, looking %.1f s ahead", delay_s);
            say(name, Scores.combined(scores(sequences, standard, delay_s)), ahead);
        }
        List<Object> ideas = new ArrayList<>();
        idea("everything", it -> it, sequences, ideas);
        for (Idea idea : Idea.values()) {
            idea("without " + idea.name().toLowerCase(Locale.ROOT), it -> it.without(idea), sequences, ideas);
        }
        List<Object> left = tries > 0 ? leaveOneOut(sequences, standard) : List.of();
        if (json) {
            console.print(Json.object("sequences", rows, "look_ahead", ahead, "ideas", ideas, "leave_one_out", left));
        }
    }

    private List<Sequence> read() {
        List<Sequence> sequences = new ArrayList<>();
        try (Stream<Path> folders = Files.list(data)) {
            for (Path folder : folders.sorted().toList()) {
                Path detections = folder.resolve("det").resolve("det.txt");
                if (Files.isRegularFile(detections)) {
                    sequences.add(new Sequence(
                            String.valueOf(folder.getFileName()),
                            MotFile.tracks(folder.resolve("gt").resolve("gt.txt")),
                            MotFile.detections(detections),
                            noRates ? 30 : TraceTrack.frameRate(detections).orElse(30)));
                }
            }
        } catch (IOException e) {
            throw Refusal.badInput(CliMessage.NO_SUCH_INPUT, data);
        }
        if (sequences.isEmpty()) {
            throw Refusal.badInput(CliMessage.NO_SEQUENCES, data);
        }
        return sequences;
    }

    private List<Scores> scores(List<Sequence> sequences, MotionSettings settings) {
        return scores(sequences, settings, 0);
    }

    private List<Scores> scores(List<Sequence> sequences, MotionSettings settings, double lookAhead_s) {
        return sequences.parallelStream()
                .map(it -> Scores.of(Matchup.of(
                        it.truth,
                        SequenceTracker.tracks(it.detections, settings.at(it.framesPerSecond), lookAhead_s),
                        benchmark)))
                .toList();
    }

    private void say(String name, Scores scores, List<Object> rows) {
        double hota = 100 * scores.hota().hota();
        double assA = 100 * scores.hota().assA();
        double idf1 = 100 * scores.identity().idf1();
        double mota = 100 * scores.clear().mota();
        rows.add(Json.object("name", name, "HOTA", hota, "AssA", assA, "IDF1", idf1, "MOTA", mota));
        line(String.format(
                Locale.ROOT, "%-32s HOTA %5.2f  AssA %5.2f  IDF1 %5.2f  MOTA %5.2f", name, hota, assA, idf1, mota));
    }

    private void idea(String name, UnaryOperator<MotionSettings> change, List<Sequence> sequences, List<Object> rows) {
        SplittableRandom random = new SplittableRandom(5);
        double[] sum = new double[3];
        for (int set = 0; set < sets; set++) {
            double spread = set == 0 ? 0 : SHAKEN;
            MotionSettings settings =
                    MotionSettings.standard(30).changed(x -> x * Math.exp(spread * random.nextGaussian()));
            Scores together = Scores.combined(scores(sequences, change.apply(settings)));
            sum[0] += 100 * together.hota().hota() / sets;
            sum[1] += 100 * together.identity().idf1() / sets;
            sum[2] += 100 * together.clear().mota() / sets;
        }
        rows.add(Json.object("name", name, "HOTA", sum[0], "IDF1", sum[1], "MOTA", sum[2]));
        line(String.format(
                Locale.ROOT,
                "%-32s HOTA %5.2f  IDF1 %5.2f  MOTA %5.2f  (mean of %d sets)",
                name,
                sum[0],
                sum[1],
                sum[2],
                sets));
    }

    /** For each sequence, settings chosen on the others by a random climb, and what they score on it. */
    private List<Object> leaveOneOut(List<Sequence> sequences, MotionSettings standard) {
        List<Object> rows = new ArrayList<>();
        List<Scores> out = new ArrayList<>();
        RandomGenerator random = new SplittableRandom(11);
        for (int left = 0; left < sequences.size(); left++) {
            MotionSettings best = standard.changed(x -> x * Math.exp(2 * STEP * random.nextGaussian()));
            List<Scores> bestScores = scores(sequences, best);
            for (int i = 0; i < tries; i++) {
                MotionSettings next = best.changed(x -> x * Math.exp(STEP * random.nextGaussian()));
                List<Scores> scores = scores(sequences, next);
                if (worth(scores, left) > worth(bestScores, left)) {
                    best = next;
                    bestScores = scores;
                }
            }
            out.add(bestScores.get(left));
            say("left out: " + sequences.get(left).name, bestScores.get(left), rows);
            console.err().println(Messages.text(console.language(), CliMessage.LEFT_OUT, left + 1, sequences.size()));
        }
        say("left out, COMBINED", Scores.combined(out), rows);
        return rows;
    }

    private static double worth(List<Scores> scores, int without) {
        Scores together = Scores.combined(IntStream.range(0, scores.size())
                .filter(i -> i != without)
                .mapToObj(scores::get)
                .toList());
        return together.hota().hota() + 0.5 * together.identity().idf1();
    }

    private void line(String text) {
        if (!json) {
            console.out().println(text);
        }
    }
}
