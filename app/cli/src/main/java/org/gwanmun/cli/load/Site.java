package org.gwanmun.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.jspecify.annotations.Nullable;

/** A server and a belt in a folder of their own, as processes, and the way to ask the server. */
final class Site {
    private static final Pattern ONE_TIME = Pattern.compile("\\b([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})\\b");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final double BELT_MM_S = 250;

    private final LaneLoad.Plan plan;
    private final LaneLoad.Programs programs;
    private final Path home;
    private final Path scans;
    private final int port;
    private final int link;
    private @Nullable Process server;
    private @Nullable Process belt;

    Site(LaneLoad.Plan plan, LaneLoad.Programs programs, Path home, Path scans) throws IOException {
        this.plan = plan;
        this.programs = programs;
        this.home = home;
        this.scans = scans;
        this.port = free();
        this.link = free();
        Files.writeString(home.resolve("gwanmun.yaml"), configuration());
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String configuration() {
        StringBuilder yaml = new StringBuilder("gwanmun: config/1\nserver: {port: " + port + "}\nlink: {port: " + link
                + "}\nreading: {hold_s: 1, wait_s: 600, lease_s: 5}\nlanes:\n");
        for (String lane : plan.laneNames()) {
            yaml.append("  - {name: ").append(lane).append(", scanner: mail-composite}\n");
        }
        return yaml.toString();
    }

    // --- processes

    void startServer() throws IOException, InterruptedException {
        server = start("server.log", programs.server());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!healthy()) {
            if (System.nanoTime() > end) {
                throw new IOException("the server did not answer for " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
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
        List<String> command = new ArrayList<>(programs.belt());
        command.addAll(List.of("--server", "127.0.0.1:" + link, "--lane", String.join(",", plan.laneNames())));
        String keys = home.resolve("secrets/lanes").toString();
        command.addAll(List.of("--key-file", plan.lanes() == 1 ? keys + "/lane-1.key" : keys));
        command.addAll(List.of("--recorded", scans.toString(), "--per-hour", Integer.toString(plan.perHour())));
        command.addAll(List.of("--speed", Double.toString(BELT_MM_S), "--warm-up", "0.2"));
        belt = start("belt.log", command);
    }

    private Process start(String log, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve(log).toFile()));
        builder.environment().put("GWANMUN_HOME", home.toString());
        builder.environment().put("GWANMUN_LANG", "en");
        builder.environment().remove("GWANMUN_CONFIG");
        return builder.start();
    }

    void killServer() throws InterruptedException {
        kill(server);
    }

    void killBelt() throws InterruptedException {
        kill(belt);
    }

    /** {@code kill -9}, of what a launcher started as well. */
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
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                kill(server);
            }
        }
    }

    // --- requests

    private URI api(String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
    }

    /** Asks with a token; what the server answers, refusals too. */
    HttpResponse<byte[]> ask(HttpClient client, String token, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api(path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    /** The fields of an answer. */
    static Entry fields(HttpResponse<byte[]> answer) {
        return DocumentReader.parse(answer.uri().getPath(), answer.body());
    }

    /** Tokens made by the first administrator, in this order: an officer a lane, then a supervisor. */
    List<String> tokens() throws IOException, InterruptedException {
        Matcher oneTime = ONE_TIME.matcher(Files.readString(home.resolve("server.log")));
        if (!oneTime.find()) {
            throw new IOException("no one-time password in " + home.resolve("server.log"));
        }
        CookieManager cookies = new CookieManager();
        HttpClient admin = HttpClient.newBuilder().cookieHandler(cookies).build();
        String first = oneTime.group(1);
        String own = UUID.randomUUID().toString();
        askAsPerson(admin, cookies, "GET", "session", ""); // for the cookie against forgery
        signIn(admin, cookies, first);
        askAsPerson(admin, cookies, "PUT", "session/password", "{\"old\":\"" + first + "\",\"new\":\"" + own + "\"}");
        signIn(admin, cookies, own);
        List<String> tokens = new ArrayList<>();
        for (String lane : plan.laneNames()) {
            tokens.add(token(admin, cookies, "officer-" + lane, "officer"));
        }
        tokens.add(token(admin, cookies, "supervisor", "supervisor"));
        return tokens;
    }

    private void signIn(HttpClient client, CookieManager cookies, String password)
            throws IOException, InterruptedException {
        askAsPerson(client, cookies, "POST", "session", "{\"user\":\"admin\",\"password\":\"" + password + "\"}");
    }

    private String token(HttpClient admin, CookieManager cookies, String name, String role)
            throws IOException, InterruptedException {
        String body = "{\"name\":\"" + name + "\",\"roles\":[\"" + role + "\"],\"expires_days\":2}";
        HttpResponse<byte[]> made = askAsPerson(admin, cookies, "POST", "tokens", body);
        return fields(made)
                .find("secret")
                .map(Entry::text)
                .orElseThrow(() -> new IOException("no token: " + new String(made.body(), StandardCharsets.UTF_8)));
    }

    private HttpResponse<byte[]> askAsPerson(
            HttpClient client, CookieManager cookies, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(api(path)).header("Content-Type", "application/json");
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .ifPresent(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
