package org.gwanmun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.trace.MotFile;
import org.gwanmun.trace.TraceMessage;

/** A file of boxes that takes its name when it is whole; until then its rows stand in {@code NAME.part}. */
final class Rows implements AutoCloseable {
    private final Path file;
    private final Path part;
    private final MotFile.Writer writer;

    Rows(Path file) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        this.writer = new MotFile.Writer(part);
    }

    void write(int frame, int id, double left, double top, double w, double h, double score) {
        writer.write(frame, id, left, top, w, h, score);
    }

    /** Hands over what is written, at the end of a frame that somebody waits for. */
    void flush() {
        writer.flush();
    }

    /** All is written. */
    void done() {
        writer.close();
        try {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Refusal.unavailable(TraceMessage.CANNOT_WRITE, file, String.valueOf(e.getMessage()));
        }
    }

    /** Whatever is not whole goes; a killed process leaves its part. */
    @Override
    public void close() {
        writer.close();
        part.toFile().delete();
    }
}
