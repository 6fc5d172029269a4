package org.gwanmun.belt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.lane.link.LinkSecret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code gwanmun belt}: a machine made of software, at the other end of the scanner link. Lines on standard input are what a
 * person at the machine does: {@code stop}, {@code start}, {@code reverse 200}, {@code open}, {@code fault E-17}.
 */
@Command(name = "belt", mixinStandardHelpOptions = true)
public final class BeltCommand implements Callable<Integer> {
    private static final String FIRST = "hard-disk-demo.yaml";
    private static final int BARCODES_A_LANE = 1_000_000;

    private final Language language;
    private final PrintWriter err;

    @Option(names = "--server", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:8090")
    String server = "";

    @Option(names = "--lane", paramLabel = "NAME[,NAME…]", split = ",", defaultValue = "lane-1")
    List<String> lanes = List.of();

    @Option(names = "--key-file", paramLabel = "FILE", required = true)
    Path keyFile = Path.of("");

    @Option(names = "--scanner", paramLabel = "PROFILE", defaultValue = "mail-composite")
    String scanner = "";

    @Option(names = "--parcels", paramLabel = "DIR", defaultValue = "examples/parcels")
    Path parcels = Path.of("");

    @Option(names = "--recorded", paramLabel = "DIR")
    @Nullable
    Path recorded;

    @Option(names = "--journal", paramLabel = "FILE")
    @Nullable
    Path journal;

    @Option(names = "--per-hour", paramLabel = "N", defaultValue = "0")
    int perHour;

    @Option(names = "--gap-mm", paramLabel = "LEAST,MOST", split = ",", defaultValue = "150,500")
    List<Integer> gap_mm = List.of(150, 500);

    @Option(names = "--touching-percent", paramLabel = "N", defaultValue = "0")
    int touchingPercent;

    @Option(names = "--speed", paramLabel = "MM_S", defaultValue = "200")
    double speed_mm_s;

    @Option(names = "--warm-up", paramLabel = "S", defaultValue = "3")
    double warmUp_s;

    @Option(names = "--patience", paramLabel = "S", defaultValue = "60")
    double patience_s;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0")
    int count;

    @Option(names = "--first", paramLabel = "N", defaultValue = "0")
    int first;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1")
    long seed;

    @Option(names = "--until-input-ends")
    boolean untilInputEnds;

    @Option(names = "--quiet")
    boolean quiet;

    /** A command that speaks this language on this stream. */
    public BeltCommand(Language language, PrintWriter err) {
        this.language = language;
        this.err = err;
    }

    /** Runs the command by itself: a server that starts a belt needs no command line beside it. */
    public static void main(String[] arguments) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Language language = Language.of(System.getenv().getOrDefault("GWANMUN_LANG", "en"));
        System.exit(new CommandLine(new BeltCommand(language, err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (failure instanceof Refusal refusal) {
                        err.println(refusal.in(language));
                        return refusal.kind().exitCode();
                    }
                    throw failure;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        InetSocketAddress address = address();
        List<BeltMachine> machines = new ArrayList<>();
        RecordedReel recordings = recorded == null ? null : new RecordedReel(recorded, first);
        for (String lane : lanes) {
            int from = first + BARCODES_A_LANE * machines.size();
            machines.add(machine(lane, address, recordings == null ? null : recordings.from(from)));
        }
        Thread.ofPlatform().daemon().name("person").start(() -> listen(machines));
        List<Thread> running = new ArrayList<>();
        for (BeltMachine machine : machines) {
            running.add(Thread.ofPlatform().name("belt").start(() -> {
                try {
                    machine.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return 0;
    }

    private BeltMachine machine(String lane, InetSocketAddress address, @Nullable Reel recordings) {
        Reel reel = recordings == null ? new TwinReel(files(), scanner, seed, InstantSource.system()) : recordings;
        // Several lanes have their keys in one folder, each under its name.
        Path key = Files.isDirectory(keyFile) ? keyFile.resolve(lane + ".key") : keyFile;
        Path written = journal == null ? key.resolveSibling(lane + ".journal") : journal;
        BeltLayout.Gaps gaps = perHour > 0
                ? BeltLayout.Gaps.every((int) Math.round(3600 * speed_mm_s / perHour))
                : new BeltLayout.Gaps(gap_mm.getFirst(), gap_mm.getLast(), touchingPercent, 0);
        return new BeltMachine(
                new BeltMachine.Settings(lane, address, key(key), speed_mm_s, warmUp_s, patience_s, count),
                reel,
                new BeltLayout(reel, gaps, seed, written),
                (message, values) -> {
                    if (!quiet) {
                        err.println(Messages.text(language, message, values));
                    }
                });
    }

    private void listen(List<BeltMachine> machines) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.strip().toLowerCase(Locale.ROOT).split(" ", 2);
                switch (words[0]) {
                    case "stop" -> tell(machines, new BeltMachine.Command.Stop());
                    case "start" -> tell(machines, new BeltMachine.Command.Start());
                    case "reverse" ->
                        tell(
                                machines,
                                new BeltMachine.Command.Reverse(words.length > 1 ? Integer.parseInt(words[1]) : 200));
                    case "open" -> tell(machines, new BeltMachine.Command.Open());
                    case "fault" ->
                        tell(machines, new BeltMachine.Command.Break(words.length > 1 ? words[1] : "fault"));
                    case "garbage" -> tell(machines, new BeltMachine.Command.Garbage());
                    case "unplug" -> tell(machines, new BeltMachine.Command.Unplug());
                    default -> {}
                }
            }
        } catch (IOException | NumberFormatException e) {
            // The person has gone.
        }
        if (untilInputEnds) {
            Runtime.getRuntime().halt(0); // whoever started it has died; there is nothing to save
        }
    }

    private static void tell(List<BeltMachine> machines, BeltMachine.Command command) {
        machines.forEach(machine -> machine.command(command));
    }

    private InetSocketAddress address() {
        int colon = server.lastIndexOf(':');
        if (colon < 1 || !server.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw Refusal.badInput(BeltMessage.BAD_SERVER, server);
        }
        int port = Integer.parseInt(server.substring(colon + 1));
        try {
            return new InetSocketAddress(InetAddress.getByName(server.substring(0, colon)), port);
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.badInput(BeltMessage.BAD_SERVER, server);
        }
    }

    private static LinkSecret key(Path file) {
        try {
            return new LinkSecret(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.unavailable(BeltMessage.BAD_KEY_FILE, file, String.valueOf(e.getMessage()));
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(parcels)) {
            throw Refusal.badInput(BeltMessage.NO_PARCELS, parcels);
        }
        try (Stream<Path> entries = Files.list(parcels)) {
            List<Path> files = entries.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted(Comparator.comparing((Path file) -> !file.endsWith(FIRST))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            if (files.isEmpty()) {
                throw Refusal.badInput(BeltMessage.NO_PARCELS, parcels);
            }
            return files;
        } catch (IOException e) {
            throw Refusal.badInput(BeltMessage.NO_PARCELS, parcels);
        }
    }
}
