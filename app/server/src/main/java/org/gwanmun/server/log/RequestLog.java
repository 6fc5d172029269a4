package org.gwanmun.server.log;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files {@code requests-2026-11-23.jsonl} of a folder, one for each UTC day; those older than the days to keep are deleted
 * when a new one begins. A line is with the operating system before the next request is logged. A disk that is full costs
 * lines, not requests: it is said once on the console, and once more when lines are written again.
 */
public final class RequestLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final String BEFORE = "requests-";
    private static final String AFTER = ".jsonl";

    private final Path folder;
    private final int keepDays;
    private final InstantSource clock;
    private @Nullable Writer file;
    private @Nullable LocalDate day;
    private boolean failing;

    /** A log that has written nothing yet. */
    public RequestLog(Path folder, int keepDays, InstantSource clock) {
        this.folder = folder;
        this.keepDays = keepDays;
        this.clock = clock;
    }

    /**
     * What is known of a request.
     *
     * @param method HTTP method
     * @param route the operation, with names for the parts of its path that vary
     * @param status HTTP status
     * @param ms milliseconds until it was answered, or until its stream was open
     * @param actor pseudonym of the person or id of the program's token; null for a stranger
     * @param requestId the number that the answer carries as well
     */
    record Line(
            String method,
            String route,
            int status,
            double ms,
            @Nullable String actor,
            String requestId) {}

    synchronized void write(Line line) {
        Instant now = clock.instant();
        try {
            Writer out = file(LocalDate.ofInstant(now, ZoneOffset.UTC));
            out.write(json(now, line));
            out.flush();
            if (failing) {
                LOG.warn("Requests are logged again in {}.", folder);
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("Requests cannot be logged in {}: {}", folder, e.toString());
            }
            failing = true;
            close();
        }
    }

    /** All texts are our own words but for the method, which the caller has cut to known ones. */
    private static String json(Instant now, Line line) {
        return "{\"at\":\"" + now + "\",\"method\":\"" + line.method + "\",\"route\":\"" + line.route + "\",\"status\":"
                + line.status + ",\"ms\":" + Math.round(line.ms * 10) / 10.0 + ",\"actor\":"
                + (line.actor == null ? "null" : "\"" + line.actor + "\"") + ",\"request_id\":\"" + line.requestId
                + "\"}\n";
    }

    private Writer file(LocalDate today) throws IOException {
        Writer open = file;
        if (open != null && today.equals(day)) {
            return open;
        }
        close();
        Files.createDirectories(folder);
        Path path = folder.resolve(BEFORE + today + AFTER);
        if (!Files.exists(path)
                && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        }
        Writer opened = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        file = opened;
        day = today;
        deleteOld(today);
        return opened;
    }

    private void deleteOld(LocalDate today) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, BEFORE + "*" + AFTER)) {
            for (Path path : files) {
                String name = path.getFileName().toString();
                try {
                    LocalDate of = LocalDate.parse(name.substring(BEFORE.length(), name.length() - AFTER.length()));
                    if (of.plusDays(keepDays).isBefore(today)) {
                        Files.deleteIfExists(path);
                    }
                } catch (DateTimeParseException notOurs) {
                    // Somebody else's file is left alone.
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        Writer open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.warn("A log file in {} could not be closed: {}", folder, e.toString());
            }
        }
    }
}
