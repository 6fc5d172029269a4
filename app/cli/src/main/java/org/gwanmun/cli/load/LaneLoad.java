package org.gwanmun.cli.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gwanmun.core.document.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A server, a belt with several lanes of recorded scans, and an officer a lane, all over HTTP and the scanner link as anybody
 * would use them. Server and belt are killed in between. In the end every parcel that the belt brought must be there once, and
 * every verdict that was acknowledged must stand.
 */
public final class LaneLoad {
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final int QUIET_S = 6; // longer than a lease of an officer who was cut off
    private static final int LONGEST_EMPTYING_S = 120;
    private static final int NUMBERS_PER_LANE = 1_000_000; // RR00000042.KR is parcel 42 of its lane

    private final Plan plan;
    private final Programs programs;
    private final Path home;
    private final Path scans;

    /**
     * What is to be run.
     *
     * @param lanes each with an officer
     * @param perHour parcels on each
     * @param minutes for how long
     * @param kills how often server or belt is killed meanwhile, in turn
     */
    public record Plan(int lanes, int perHour, double minutes, int kills) {
        List<String> laneNames() {
            return IntStream.rangeClosed(1, lanes)
                    .mapToObj(lane -> "lane-" + lane)
                    .toList();
        }
    }

    /**
     * How the two processes are begun.
     *
     * @param server a command that serves; its configuration is in {@code GWANMUN_HOME}
     * @param belt a command that takes the options of {@code gwanmun belt}
     */
    public record Programs(List<String> server, List<String> belt) {
        public Programs {
            server = List.copyOf(server);
            belt = List.copyOf(belt);
        }
    }

    /** Hears how far it is. */
    public interface Progress {
        void at(double minutes, int verdicts, int kills);
    }

    /**
     * What came of it.
     *
     * @param seconds it took
     * @param parcels that the server has
     * @param judged those with a verdict
     * @param acknowledged verdicts of which an officer was told that they are stored
     * @param wrong of these, how many are not what the officer said
     * @param missing parcels that the belt brought and the server has not
     * @param twice parcels that the server has a second time
     * @param verdict_ms from a verdict until it was acknowledged, ascending
     * @param nextPicture_ms from a verdict until the next picture was there, where a parcel was waiting, ascending
     */
    public record Outcome(
            double seconds,
            int parcels,
            int judged,
            int acknowledged,
            int wrong,
            int missing,
            int twice,
            List<Double> verdict_ms,
            List<Double> nextPicture_ms) {
        public Outcome {
            verdict_ms = verdict_ms.stream().sorted().toList();
            nextPicture_ms = nextPicture_ms.stream().sorted().toList();
        }

        /** The value below which a share of the ascending values lies; null if there are none. */
        public static @Nullable Double quantile(List<Double> ascending, double share) {
            return ascending.isEmpty()
                    ? null
                    : ascending.get((int) Math.min(ascending.size() - 1.0, Math.floor(share * ascending.size())));
        }
    }

    /**
     * A load that is not yet run.
     *
     * @param home folder for its data, empty or of an earlier load with the same passwords
     * @param scans folder with raw scan folders
     */
    public LaneLoad(Plan plan, Programs programs, Path home, Path scans) {
        this.plan = plan;
        this.programs = programs;
        this.home = home;
        this.scans = scans;
    }

    /**
     * Runs it.
     *
     * @throws IOException if a process does not start or the server does not answer as it must
     */
    public Outcome run(Progress progress) throws IOException, InterruptedException {
        Files.createDirectories(home);
        Site site = new Site(plan, programs, home, scans);
        List<SimulatedOfficer> officers = new ArrayList<>();
        try {
            site.startServer();
            List<String> tokens = site.tokens();
            String supervisor = tokens.removeLast();
            site.startBelt();
            List<Thread> threads = new ArrayList<>();
            for (String token : tokens) {
                SimulatedOfficer officer = new SimulatedOfficer(site, token);
                officers.add(officer);
                threads.add(Thread.ofPlatform().name("officer").start(officer));
            }
            double seconds = workAndKill(site, officers, progress) / 1e9;
            site.killBelt();
            waitForTheLastVerdicts(officers);
            officers.forEach(SimulatedOfficer::end);
            for (Thread thread : threads) {
                thread.join();
            }
            return count(site, supervisor, officers, seconds);
        } finally {
            officers.forEach(SimulatedOfficer::end);
            site.stop();
        }
    }

    private long workAndKill(Site site, List<SimulatedOfficer> officers, Progress progress)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int killed = 0;
        double nextWord = 1;
        for (double minute = 0; minute < plan.minutes; ) {
            double nextKill = killed < plan.kills ? plan.minutes * (killed + 1) / (plan.kills + 1) : plan.minutes;
            minute = Math.min(nextKill, nextWord);
            sleepUntil(begun + (long) (Math.min(minute, plan.minutes) * NANOS_PER_MINUTE));
            if (minute == nextKill && killed < plan.kills) {
                if (killed++ % 2 == 0) {
                    site.killServer();
                    site.startServer();
                } else {
                    site.killBelt();
                    site.startBelt();
                }
            }
            if (minute >= nextWord) {
                nextWord++;
                progress.at(
                        minute,
                        officers.stream().mapToInt(SimulatedOfficer::read).sum(),
                        killed);
            }
        }
        return System.nanoTime() - begun;
    }

    private static void waitForTheLastVerdicts(List<SimulatedOfficer> officers) throws InterruptedException {
        int before = -1;
        int quiet_s = 0;
        for (int second = 0; quiet_s < QUIET_S && second < LONGEST_EMPTYING_S; second++) {
            TimeUnit.SECONDS.sleep(1);
            int read = officers.stream().mapToInt(SimulatedOfficer::read).sum();
            quiet_s = read == before ? quiet_s + 1 : 0;
            before = read;
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private Outcome count(Site site, String supervisor, List<SimulatedOfficer> officers, double seconds)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        Map<String, String> acknowledged = new HashMap<>();
        officers.forEach(officer -> acknowledged.putAll(officer.acknowledged()));
        HttpResponse<byte[]> rows = site.ask(client, supervisor, "GET", "statistics.csv", "");
        Map<String, Integer> parcelsOfLane = new TreeMap<>();
        new String(rows.body(), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .forEach(row -> parcelsOfLane.merge(row.substring(0, row.indexOf(',')), 1, Integer::sum));
        int judged = 0;
        int wrong = 0;
        int missing = 0;
        int twice = 0;
        Set<String> barcodes = new HashSet<>();
        for (Map.Entry<String, Integer> lane : parcelsOfLane.entrySet()) {
            List<Integer> numbers = new ArrayList<>();
            for (int n = 1; n <= lane.getValue(); n++) {
                String id = String.format(Locale.ROOT, "%s-%06d", lane.getKey(), n);
                HttpResponse<byte[]> answer = site.ask(client, supervisor, "GET", "parcels/" + id, "");
                if (answer.statusCode() != 200) {
                    missing++;
                    continue;
                }
                Entry parcel = Site.fields(answer);
                Optional<String> verdict = parcel.find("verdict")
                        .flatMap(judgement -> judgement.find("verdict"))
                        .map(Entry::text);
                judged += verdict.isPresent() ? 1 : 0;
                String given = acknowledged.remove(id);
                wrong += given == null || given.equals(verdict.orElse("")) ? 0 : 1;
                Optional<String> barcode = parcel.find("barcode").map(Entry::text);
                if (barcode.isPresent() && barcodes.add(barcode.get())) {
                    numbers.add(Integer.parseInt(barcode.get().substring(2, 10)) % NUMBERS_PER_LANE);
                } else {
                    twice++;
                }
            }
            Collections.sort(numbers);
            missing += numbers.isEmpty() ? 0 : numbers.getLast() + 1 - numbers.size(); // the belt counts from 0
        }
        wrong += acknowledged.size(); // acknowledged, of parcels that are not there
        return new Outcome(
                seconds,
                parcelsOfLane.values().stream().mapToInt(Integer::intValue).sum(),
                judged,
                officers.stream()
                        .mapToInt(officer -> officer.acknowledged().size())
                        .sum(),
                wrong,
                missing,
                twice,
                all(officers, SimulatedOfficer::verdict_ms),
                all(officers, SimulatedOfficer::nextPicture_ms));
    }

    private static List<Double> all(List<SimulatedOfficer> officers, Function<SimulatedOfficer, List<Double>> what) {
        return officers.stream().map(what).flatMap(List::stream).toList();
    }
}
