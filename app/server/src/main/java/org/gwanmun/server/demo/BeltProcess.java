package org.gwanmun.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The machine of the demonstration: a belt with the digital twin, in a process of its own, at the other end of the scanner
 * link. It ends with this process, however that ends: its standard input is a pipe from here.
 */
public final class BeltProcess implements SmartLifecycle {
    private static final String PROGRAM = "org.gwanmun.belt.BeltCommand";

    private final List<Path> parcelFiles;
    private final Path data;
    private final String lane;
    private final Path key;
    private final IntSupplier port;
    private @Nullable Process process;

    /**
     * A belt that is not yet moving.
     *
     * @param parcelFiles what comes along, again and again
     * @param data folder of the demonstration
     * @param lane that it is
     * @param key file with the lane's key
     * @param port of the scanner link
     */
    public BeltProcess(List<Path> parcelFiles, Path data, String lane, Path key, IntSupplier port) {
        this.parcelFiles = List.copyOf(parcelFiles);
        this.data = data;
        this.lane = lane;
        this.key = key;
        this.port = port;
    }

    @Override
    public void start() {
        try {
            Path log = Files.createDirectories(data.resolve("logs")).resolve("belt.log");
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            PROGRAM,
                            "--server",
                            "127.0.0.1:" + port.getAsInt(),
                            "--lane",
                            lane,
                            "--key-file",
                            key.toString(),
                            "--parcels",
                            folder().toString(),
                            "--journal",
                            data.resolve(lane + ".journal").toString(),
                            "--seed",
                            Integer.toString(Files.readString(key).hashCode()), // the same belt after every restart
                            "--warm-up",
                            "1",
                            "--until-input-ends")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files packed with the server are laid down where another process can read them. */
    private Path folder() throws IOException {
        Path first = parcelFiles.getFirst();
        if (first.getFileSystem().equals(FileSystems.getDefault())) {
            return first.toAbsolutePath().resolveSibling("");
        }
        Path folder = Files.createDirectories(data.resolve("parcels"));
        for (Path file : parcelFiles) {
            Files.copy(file, folder.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    @Override
    public void stop() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(2, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                running.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return process != null;
    }
}
