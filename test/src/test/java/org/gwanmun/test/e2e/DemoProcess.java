package org.gwanmun.test.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code demo} or {@code serve} in a process of its own, on a free port, with data of its own; known only by what it prints. */
final class DemoProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final String printed;
    private final CompletableFuture<List<String>> printedLater;

    private DemoProcess(Process process, String printed, CompletableFuture<List<String>> printedLater) {
        this.process = process;
        this.printed = printed;
        this.printedLater = printedLater;
    }

    static DemoProcess start(Path home, String root) throws Exception {
        return start(home, root, "demo");
    }

    /** The server for real work: no twin, no logins but the administrator's. */
    static DemoProcess serve(Path home) throws Exception {
        return start(home, "", "serve");
    }

    private static DemoProcess start(Path home, String root, String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dgwanmun.root=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                "org.gwanmun.server.GwanmunServer",
                command,
                "--port",
                "0");
        builder.environment().put("GWANMUN_HOME", home.toString());
        builder.environment().put("GWANMUN_LANG", "en");
        builder.environment().remove("GWANMUN_ROOT");
        builder.environment().remove("GWANMUN_CONFIG");
        builder.redirectErrorStream(true);
        Process process = builder.start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        CompletableFuture<String> announced = CompletableFuture.supplyAsync(() -> announcement(out));
        try {
            String printed = announced.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new DemoProcess(process, printed, CompletableFuture.supplyAsync(() -> rest(out)));
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("The server said nothing for " + PATIENCE + ".", e);
        }
    }

    private static String announcement(BufferedReader out) {
        StringBuilder printed = new StringBuilder();
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                printed.append(line).append('\n');
                if (line.startsWith("Ctrl-C")) {
                    return printed.toString();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("The server ended and said:\n" + printed);
    }

    private static List<String> rest(BufferedReader out) {
        List<String> lines = new ArrayList<>();
        out.lines().forEach(lines::add);
        return lines;
    }

    String address() {
        Matcher matcher = ADDRESS.matcher(printed);
        if (!matcher.find()) {
            throw new IllegalStateException("No address in:\n" + printed);
        }
        return matcher.group();
    }

    /** The password of the first start. */
    String oneTimePassword() {
        return password("password");
    }

    String password(String user) {
        Matcher matcher =
                Pattern.compile(" " + user + " +(\\S+)\\s*$", Pattern.MULTILINE).matcher(printed);
        if (!matcher.find()) {
            throw new IllegalStateException("No login of " + user + " in:\n" + printed);
        }
        return matcher.group(1);
    }

    /** Sends TERM and returns what the server printed after its start. */
    List<String> terminate() throws Exception {
        process.toHandle().destroy(); // Process.destroy would also close the pipe that is still being read
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server did not stop within 20 s of TERM.");
        }
        return printedLater.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
