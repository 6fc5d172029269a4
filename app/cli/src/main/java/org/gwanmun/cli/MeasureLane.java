package org.gwanmun.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScanner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code gwanmun measure lane}: a server, a belt with several lanes of recorded scans, and an officer a lane, all as
 * processes and over HTTP as anybody would use them. Server and belt are killed in between. In the end every parcel that the
 * belt brought must be there once, and every verdict that was acknowledged must stand.
 */
@Command(name = "lane", mixinStandardHelpOptions = true)
final class MeasureLane implements Runnable {
    private static final Pattern ONE_TIME = Pattern.compile("\\b([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})\\b");
    private static final Pattern PARCEL =
            Pattern.compile("\\{\"id\":\"([a-z0-9-]+)\",\"scanner\".*?\"barcode\":(?:null|\"([A-Z0-9]+)\")");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double SPEED_MM_S = 250;
    private static final double READ_S = 2.0;

    private final Console console;

    @Option(names = "--lanes", paramLabel = "N", defaultValue = "8")
    int lanes;

    @Option(names = "--per-hour", paramLabel = "N", defaultValue = "1500")
    int perHour;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "10")
    double minutes;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "0")
    int kills;

    @Option(names = "--work", paramLabel = "DIR")
    @Nullable
    Path work;

    @Option(names = "--json")
    boolean json;

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, String> barcodes = new ConcurrentHashMap<>();
    private final List<Double> next_ms = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> verdict_ms = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean over;

    MeasureLane(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try {
            measure();
        } catch (IOException e) {
            throw Refusal.unavailable(CliMessage.LANE_MEASURE_FAILED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable(CliMessage.LANE_MEASURE_FAILED, "interrupted");
        }
    }

    private void measure() throws IOException, InterruptedException {
        Path home = work == null ? Files.createTempDirectory("gwanmun-lane-") : Files.createDirectories(work);
        Path scans = record(home.resolve("recorded"));
        int port = free();
        int link = free();
        Files.writeString(home.resolve("gwanmun.yaml"), configuration(port, link));
        Site site = new Site(home, port, link, scans, lanes, perHour);
        try {
            site.startServer();
            List<String> tokens = site.tokens(lanes);
            console.err()
                    .println(Messages.text(console.language(), CliMessage.LANE_TAKES, (int) Math.ceil(minutes + 1)));
            site.startBelt();
            List<Thread> officers = new ArrayList<>();
            for (String token : tokens) {
                officers.add(Thread.ofPlatform().name("officer").start(() -> read(site, token)));
            }
            long begun = System.nanoTime();
            for (int kill = 1; kill <= kills; kill++) {
                sleepUntil(begun + (long) (minutes * 60e9 * kill / (kills + 1)));
                if (kill % 2 == 1) {
                    site.killServer();
                    site.startServer();
                } else {
                    site.killBelt();
                    site.startBelt();
                }
                progress(begun, kill);
            }
            for (double minute = Math.ceil(minutesSince(begun)); minute < minutes; minute++) {
                sleepUntil(begun + (long) (minute * 60e9));
                progress(begun, kills);
            }
            sleepUntil(begun + (long) (minutes * 60e9));
            double seconds = (System.nanoTime() - begun) / 1e9;
            site.killBelt();
            TimeUnit.SECONDS.sleep(15); // officers empty the desk, verdicts reach the diverter
            over = true;
            for (Thread officer : officers) {
                officer.join();
            }
            report(site, seconds);
        } finally {
            over = true;
            site.stop();
        }
    }

    private void progress(long begun, int killed) {
        console.err()
                .println(Messages.text(
                        console.language(),
                        CliMessage.LANE_PROGRESS,
                        Math.round(10 * minutesSince(begun)) / 10.0,
                        minutes,
                        acknowledged.size(),
                        killed));
    }

    private static double minutesSince(long begun) {
        return (System.nanoTime() - begun) / 60e9;
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /** The example parcels as a machine would hand them over; made once in a work folder. */
    private Path record(Path folder) throws IOException {
        Path root = Path.of(System.getProperty("gwanmun.root", ".")).resolve("examples/parcels");
        TwinScanner twin = new TwinScanner(ScannerProfile.named("mail-composite"));
        try (Stream<Path> entries = Files.list(root)) {
            for (Path file : entries.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                Path scan = folder.resolve(file.getFileName().toString().replace(".yaml", ""));
                if (!Files.exists(scan)) {
                    twin.scan(ParcelFile.read(file), 1, Instant.EPOCH).write(scan);
                }
            }
        }
        return folder;
    }

    private String configuration(int port, int link) {
        StringBuilder yaml = new StringBuilder("gwanmun: config/1\nserver: {port: " + port + "}\nlink: {port: " + link
                + "}\nreading: {hold_s: 1, wait_s: 600, lease_s: 5}\nlanes:\n");
        for (int lane = 1; lane <= lanes; lane++) {
            yaml.append("  - {name: lane-").append(lane).append(", scanner: mail-composite}\n");
        }
        return yaml.toString();
    }

    private static int free() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    // --- an officer
    // --------------------------------------------------------------------------------------------------------

    /** Reads as long as there is something: take, look, decide. What fails is sent again under the same number. */
    private void read(Site site, String token) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        String held = "";
        int read = 0;
        while (!over) {
            try {
                if (held.isEmpty()) {
                    held = take(site, client, token);
                    if (held.isEmpty()) {
                        TimeUnit.MILLISECONDS.sleep(100);
                        continue;
                    }
                    picture(site, client, token, held);
                }
                TimeUnit.MILLISECONDS.sleep((long) (1000 * READ_S));
                String id = held;
                String verdict = read++ % 10 == 9 ? "inspect" : "pass";
                String request = UUID.randomUUID().toString();
                long start = System.nanoTime();
                int status = judge(site, client, token, id, verdict, request);
                verdict_ms.add((System.nanoTime() - start) / 1e6);
                if (status == 201) {
                    acknowledged.put(id, verdict);
                }
                held = take(site, client, token);
                if (!held.isEmpty()) {
                    picture(site, client, token, held);
                    next_ms.add((System.nanoTime() - start) / 1e6);
                }
            } catch (IOException lost) {
                held = "";
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int judge(Site site, HttpClient client, String token, String id, String verdict, String request)
            throws InterruptedException {
        String body = "{\"verdict\":\"" + verdict + "\",\"reason\":null,\"shown_ms\":1200,\"request_id\":\"" + request
                + "\"}";
        while (true) {
            try {
                int status = site.send(client, token, "POST", "parcels/" + id + "/verdict", body)
                        .statusCode();
                if (status < 500 || over) {
                    return status;
                }
            } catch (IOException lost) {
                if (over) {
                    return 0;
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private String take(Site site, HttpClient client, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = site.send(client, token, "POST", "desk/claims", "{\"count\":1,\"lanes\":null}");
        Matcher parcel = PARCEL.matcher(answer.body());
        if (answer.statusCode() != 200 || !parcel.find()) {
            return "";
        }
        if (parcel.group(2) != null) {
            barcodes.put(parcel.group(1), parcel.group(2));
        }
        return parcel.group(1);
    }

    private static void picture(Site site, HttpClient client, String token, String id)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(site.api("parcels/" + id + "/views/top"))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(20))
                .build();
        HttpResponse<byte[]> picture = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (picture.statusCode() != 200 || picture.body().length < 1000) {
            throw new IOException("no picture of " + id);
        }
    }

    // --- what came of it
    // -----------------------------------------------------------------------------------------------------

    private void report(Site site, double seconds) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        String all =
                site.send(client, site.supervisor, "GET", "statistics.csv", "").body();
        List<String> lines = all.lines().skip(1).toList();
        Map<String, Integer> byLane = new TreeMap<>();
        lines.forEach(line -> byLane.merge(line.substring(0, line.indexOf(',')), 1, Integer::sum));
        long judged = lines.stream()
                .filter(line -> line.contains(",pass,") || line.contains(",inspect,"))
                .count();
        int wrong = 0;
        for (Map.Entry<String, String> given : acknowledged.entrySet()) {
            String parcel = site.send(client, site.supervisor, "GET", "parcels/" + given.getKey(), "")
                    .body();
            if (!parcel.contains("\"verdict\":{\"verdict\":\"" + given.getValue() + "\"")) {
                wrong++;
            }
        }
        int missing = 0;
        int twice = 0;
        Set<String> seen = new HashSet<>();
        Map<String, List<Integer>> numbers = new HashMap<>();
        for (Map.Entry<String, Integer> lane : byLane.entrySet()) {
            for (int n = 1; n <= lane.getValue(); n++) {
                String id = String.format(Locale.ROOT, "%s-%06d", lane.getKey(), n);
                String parcel = site.send(client, site.supervisor, "GET", "parcels/" + id, "")
                        .body();
                Matcher found = PARCEL.matcher(parcel);
                if (!found.find() || found.group(2) == null) {
                    missing++;
                } else if (!seen.add(found.group(2))) {
                    twice++;
                } else {
                    numbers.computeIfAbsent(lane.getKey(), name -> new ArrayList<>())
                            .add(Integer.parseInt(found.group(2).substring(2, 10)) % 1_000_000);
                }
            }
        }
        for (List<Integer> lane : numbers.values()) {
            Collections.sort(lane);
            missing += lane.isEmpty() ? 0 : lane.getLast() + 1 - lane.size(); // the belt counts its parcels from 0
        }
        Map<String, @Nullable Object> figures = Json.object(
                "lanes",
                lanes,
                "seconds",
                seconds,
                "kills",
                kills,
                "parcels",
                lines.size(),
                "parcels_per_hour_and_lane",
                lines.size() * 3600.0 / seconds / lanes,
                "judged",
                judged,
                "acknowledged",
                acknowledged.size(),
                "acknowledged_and_wrong",
                wrong,
                "missing",
                missing,
                "twice",
                twice,
                "verdict_ms_p50",
                quantile(verdict_ms, 0.5),
                "verdict_ms_p99",
                quantile(verdict_ms, 0.99),
                "next_picture_ms_p50",
                quantile(next_ms, 0.5),
                "next_picture_ms_p90",
                quantile(next_ms, 0.9),
                "next_picture_ms_p99",
                quantile(next_ms, 0.99),
                "next_pictures",
                next_ms.size());
        if (json) {
            console.print(figures);
        } else {
            figures.forEach((name, value) -> console.out().printf(Locale.ROOT, "%-26s %s%n", name, rounded(value)));
        }
        if (wrong + missing + twice > 0) {
            throw Refusal.unavailable(
                    CliMessage.LANE_MEASURE_FAILED, missing + " missing, " + twice + " twice, " + wrong + " wrong");
        }
    }

    private static String rounded(@Nullable Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : String.valueOf(value);
    }

    private static @Nullable Double quantile(List<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? null : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    // --- processes
    // -----------------------------------------------------------------------------------------------------------

    /** The server and the belt, as processes of this suite's own launcher. */
    private static final class Site {
        private final Path home;
        private final int port;
        private final int link;
        private final Path scans;
        private final int lanes;
        private final int perHour;
        private final String launcher;
        private @Nullable Process server;
        private @Nullable Process belt;
        private String supervisor = "";

        Site(Path home, int port, int link, Path scans, int lanes, int perHour) {
            this.home = home;
            this.port = port;
            this.link = link;
            this.scans = scans;
            this.lanes = lanes;
            this.perHour = perHour;
            this.launcher = Path.of(System.getProperty("gwanmun.root", "."))
                    .toAbsolutePath()
                    .resolve("gwanmun")
                    .toString();
        }

        URI api(String path) {
            return URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
        }

        HttpResponse<String> send(HttpClient client, String token, String method, String path, String body)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(api(path))
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json");
            request.method(
                    method,
                    body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        private Process start(Path log, String... command) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("GWANMUN_HOME", home.toString());
            builder.environment().put("GWANMUN_LANG", "en");
            return builder.start();
        }

        void startServer() throws IOException, InterruptedException {
            server = start(home.resolve("server.log"), launcher, "serve");
            await(() -> healthy());
        }

        private boolean healthy() {
            try (InputStream in = URI.create("http://127.0.0.1:" + port + "/actuator/health")
                    .toURL()
                    .openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("UP");
            } catch (IOException e) {
                return false;
            }
        }

        void startBelt() throws IOException {
            List<String> names = new ArrayList<>();
            for (int lane = 1; lane <= lanes; lane++) {
                names.add("lane-" + lane);
            }
            belt = start(
                    home.resolve("belt.log"),
                    launcher,
                    "belt",
                    "--server",
                    "127.0.0.1:" + link,
                    "--lane",
                    String.join(",", names),
                    "--key-file",
                    home.resolve("secrets/lanes").toString(),
                    "--recorded",
                    scans.toString(),
                    "--per-hour",
                    Integer.toString(perHour),
                    "--speed",
                    Double.toString(SPEED_MM_S),
                    "--warm-up",
                    "0.2");
        }

        void killServer() throws InterruptedException {
            kill(server);
        }

        void killBelt() throws InterruptedException {
            kill(belt);
        }

        private static void kill(@Nullable Process process) throws InterruptedException {
            if (process != null) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }

        void stop() throws InterruptedException {
            kill(belt);
            if (server != null) {
                server.destroy();
                server.waitFor(20, TimeUnit.SECONDS);
            }
        }

        private static void await(Supplier<Boolean> done) throws IOException, InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!done.get()) {
                if (System.nanoTime() > end) {
                    throw new IOException("The server did not answer for " + PATIENCE + ".");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }

        /** Signs in as the first administrator, chooses a password, and makes a token an officer and one for a supervisor. */
        List<String> tokens(int officers) throws IOException, InterruptedException {
            Matcher password = ONE_TIME.matcher(Files.readString(home.resolve("server.log")));
            if (!password.find()) {
                throw new IOException("no one-time password in " + home.resolve("server.log"));
            }
            CookieManager cookies = new CookieManager();
            HttpClient admin = HttpClient.newBuilder().cookieHandler(cookies).build();
            String first = password.group(1);
            String own = UUID.randomUUID().toString();
            ask(admin, cookies, "GET", "session", "");
            ask(admin, cookies, "POST", "session", "{\"user\":\"admin\",\"password\":\"" + first + "\"}");
            ask(admin, cookies, "PUT", "session/password", "{\"old\":\"" + first + "\",\"new\":\"" + own + "\"}");
            ask(admin, cookies, "POST", "session", "{\"user\":\"admin\",\"password\":\"" + own + "\"}");
            List<String> tokens = new ArrayList<>();
            for (int officer = 1; officer <= officers; officer++) {
                tokens.add(token(admin, cookies, "officer-" + officer, "officer"));
            }
            supervisor = token(admin, cookies, "supervisor", "supervisor");
            return tokens;
        }

        private String token(HttpClient admin, CookieManager cookies, String name, String role)
                throws IOException, InterruptedException {
            String made = ask(
                    admin,
                    cookies,
                    "POST",
                    "tokens",
                    "{\"name\":\"" + name + "\",\"roles\":[\"" + role + "\"],\"expires_days\":2}");
            Matcher secret = Pattern.compile("\"secret\":\"([^\"]+)\"").matcher(made);
            if (!secret.find()) {
                throw new IOException("no token: " + made);
            }
            return secret.group(1);
        }

        private String ask(HttpClient admin, CookieManager cookies, String method, String path, String body)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(api(path)).header("Content-Type", "application/json");
            cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .findFirst()
                    .ifPresent(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
            request.method(
                    method,
                    body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
            HttpResponse<String> answer = admin.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400 && !path.equals("session")) {
                throw new IOException(method + " " + path + ": " + answer.body());
            }
            return answer.body();
        }
    }
}
