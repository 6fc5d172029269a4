package org.gwanmun.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.infer.ModelShelf;
import org.gwanmun.trace.MotFile;
import org.gwanmun.trace.MotRows;
import org.gwanmun.trace.evaluation.Benchmark;
import org.gwanmun.trace.evaluation.Matchup;
import org.gwanmun.trace.evaluation.Scores;
import org.gwanmun.trace.motion.CameraWatch;
import org.gwanmun.trace.motion.TrackedBox;
import org.gwanmun.trace.vision.Appearance;
import org.gwanmun.trace.vision.Candidates;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.trace.vision.PersonDetector;
import org.gwanmun.video.Videos;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code gwanmun measure cameras}: real pictures with truth, from the film to scores. One camera as fast as it goes, with every
 * frame looked at and with fewer; four cameras at the pace of their film; and memory over as many minutes as asked for.
 */
@Command(name = "cameras", mixinStandardHelpOptions = true)
final class MeasureCameras implements Runnable {
    private static final int MOST_CAMERAS = 64;
    private static final double MOST_MINUTES = 7 * 24 * 60;

    private final Console console;
    private final ModelShelf shelf = ModelShelf.standard();

    @Mixin
    FilmWithTruth film = new FilmWithTruth();

    @Option(names = "--cameras", paramLabel = "N", defaultValue = "4")
    int cameras;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "0")
    double minutes;

    @Option(names = "--json")
    boolean json;

    @Mixin
    WatchOptions options = new WatchOptions();

    MeasureCameras(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (film.rateCannotBe() || cameras < 0 || cameras > MOST_CAMERAS) {
            throw Refusal.badInput(CliMessage.BAD_CAMERAS, cameras, MOST_CAMERAS, film.fps);
        }
        if (!(minutes >= 0 && minutes <= MOST_MINUTES)) {
            throw Refusal.badInput(CliMessage.BAD_MINUTES, minutes, MOST_MINUTES);
        }
        options.check();
        if (minutes > 0) {
            soak();
            return;
        }
        MotRows people = MotFile.tracks(film.truth);
        List<Object> rows = new ArrayList<>();
        String looks = options.looks;
        int every = options.every;
        options.every = 1;
        one("one camera, every frame", people, rows);
        options.looks = "none";
        one("  without looks", people, rows);
        options.looks = looks;
        for (int n = 2; n <= 3; n++) {
            options.every = n;
            one("  every " + n + ". frame looked at", people, rows);
        }
        options.every = Math.max(2, every);
        if (cameras > 0) {
            many(people, rows);
        }
        if (json) {
            console.print(rows);
        }
    }

    private void one(String name, MotRows people, List<Object> rows) {
        MotRows tracks = new MotRows(0);
        long start = System.nanoTime();
        int frames = 0;
        try (Footage footage = Videos.open(film.video, film.settings());
                PersonDetector eyes = options.eyes(shelf);
                Appearance looks = options.looks(shelf)) {
            CameraWatch watch = options.camera(eyes, looks, film.fps);
            for (Frame frame = footage.next(); frame != null; frame = footage.next()) {
                watch.on(frame, box -> add(tracks, box));
                frames++;
            }
        }
        double ms = (System.nanoTime() - start) / 1e6 / frames;
        say(name, scores(people, tracks), Map.of("ms_per_frame", ms), rows);
    }

    private void many(MotRows people, List<Object> rows) {
        double cpu = cpuSeconds();
        long start = System.nanoTime();
        List<MotRows> tracks = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        try (PersonDetector eyes = options.eyes(shelf);
                ExecutorService threads = Executors.newFixedThreadPool(cameras)) {
            PersonDetector shared = new TakingTurns(eyes);
            List<Future<Double>> running = new ArrayList<>();
            for (int camera = 0; camera < cameras; camera++) {
                MotRows mine = new MotRows(0);
                tracks.add(mine);
                running.add(threads.submit((Callable<Double>) () -> paced(shared, mine)));
            }
            for (Future<Double> one : running) {
                rates.add(one.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e.getCause());
        }
        double cores = (cpuSeconds() - cpu) / ((System.nanoTime() - start) / 1e9);
        for (int camera = 0; camera < tracks.size(); camera++) {
            say(
                    "camera " + (camera + 1) + " of " + cameras + ", every " + options.every + ".",
                    scores(people, tracks.get(camera)),
                    Map.of("frames_per_second", rates.get(camera), "cores_of_all", cores),
                    rows);
        }
    }

    /** A camera at the pace of its film. @return frames a second that it kept */
    private double paced(PersonDetector shared, MotRows tracks) {
        long start = System.nanoTime();
        int frames = 0;
        try (Footage footage = Videos.open(film.video, film.settings());
                Appearance looks = options.looks(shelf)) {
            CameraWatch watch = options.camera(shared, looks, film.fps);
            for (Frame frame = footage.next(); frame != null; frame = footage.next()) {
                long due = start + (long) (1e9 * frames / film.fps);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                watch.on(frame, box -> add(tracks, box));
                frames++;
            }
        }
        return frames / ((System.nanoTime() - start) / 1e9);
    }

    /** Memory of the process while two cameras are read, looked at and opened again and again. */
    private void soak() {
        long start = System.nanoTime();
        long end = start + (long) (minutes * 60e9);
        long next = start;
        List<Object> rows = new ArrayList<>();
        try (PersonDetector eyes = options.eyes(shelf);
                Appearance looks = options.looks(shelf)) {
            while (System.nanoTime() < end) {
                try (Footage one = Videos.open(film.video, film.settings());
                        Footage other = Videos.open(film.video, film.settings())) {
                    CameraWatch first = options.camera(eyes, looks, film.fps);
                    CameraWatch second = options.camera(eyes, looks, film.fps);
                    Frame left = one.next();
                    Frame right = other.next();
                    while (left != null && right != null && System.nanoTime() < end) {
                        first.on(left, box -> {});
                        second.on(right, box -> {});
                        left = one.next();
                        right = other.next();
                        if (System.nanoTime() >= next) {
                            next += Math.max(1, (long) (minutes * 60e9 / 12));
                            memory((System.nanoTime() - start) / 60e9, rows);
                        }
                    }
                }
            }
        }
        memory((System.nanoTime() - start) / 60e9, rows);
        if (json) {
            console.print(rows);
        }
    }

    private void memory(double minute, List<Object> rows) {
        double rss_MiB = residentMiB();
        double heap_MiB =
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted() / 1048576.0;
        rows.add(Json.object("minute", minute, "rss_MiB", rss_MiB, "heap_MiB", heap_MiB));
        line(String.format(Locale.ROOT, "minute %6.1f  resident %6.0f MiB  heap %6.0f MiB", minute, rss_MiB, heap_MiB));
    }

    /** Memory that the system has given to this process; NaN where it does not say. */
    private static double residentMiB() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static void add(MotRows tracks, TrackedBox box) {
        tracks.add(box.frame(), box.id(), box.left(), box.top(), box.w(), box.h(), (float) box.score(), -1);
    }

    private static Scores scores(MotRows people, MotRows tracks) {
        return Scores.of(Matchup.of(people, tracks, Benchmark.MOT15));
    }

    private void say(String name, Scores scores, Map<String, Double> more, List<Object> rows) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name.strip());
        row.putAll(scores.named());
        row.putAll(more);
        rows.add(row);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-32s MOTA %5.1f  IDF1 %5.1f  HOTA %5.1f  FP %4d  FN %4d  IDSW %3d",
                name,
                100 * scores.clear().mota(),
                100 * scores.identity().idf1(),
                100 * scores.hota().hota(),
                scores.clear().fp(),
                scores.clear().fn(),
                scores.clear().idSwitches()));
        more.forEach((what, value) -> text.append(String.format(Locale.ROOT, "  %s %.2f", what, value)));
        line(text.toString());
    }

    private void line(String text) {
        if (!json) {
            console.out().println(text);
        }
    }

    /** One network for all cameras: who comes while it works, waits. */
    private record TakingTurns(PersonDetector eyes) implements PersonDetector {
        @Override
        public void detect(Frame frame, Candidates people) {
            synchronized (eyes) {
                eyes.detect(frame, people);
            }
        }

        @Override
        public void close() {
            // the eyes are closed by whoever opened them
        }
    }
}
