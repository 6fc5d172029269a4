package org.gwanmun.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The signed heads in a file, one JSON line each, oldest first. Copies of it belong in another place than the database. */
public final class HeadFile {
    /** The usual name of the file. */
    public static final String NAME = "heads.jsonl";

    private static final long LARGEST = 500_000_000;

    private final Path path;

    public HeadFile(Path path) {
        this.path = path;
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /**
     * Adds a head; it is on the disk when this returns. What a crash left of a line before is cut away first.
     *
     * @throws IOException if the file cannot be written
     */
    public void append(SignedHead head) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.truncate(endOfLastLine(channel));
            channel.position(channel.size());
            ByteBuffer line = ByteBuffer.wrap((head.line() + "\n").getBytes(StandardCharsets.US_ASCII));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    /**
     * Reads all heads; none where there is no file.
     *
     * @throws IOException if the file cannot be read, or is too large to be one
     */
    public SignedHeads read() throws IOException {
        if (!Files.exists(path)) {
            return SignedHeads.NONE;
        }
        if (Files.size(path) > LARGEST) {
            throw new IOException(path + " is too large.");
        }
        return parse(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
    }

    /** Reads heads from text. A last line without an end is what a crash left, and no head. */
    public static SignedHeads parse(String text) {
        List<SignedHead> heads = new ArrayList<>();
        int from = 0;
        int end;
        while ((end = text.indexOf('\n', from)) >= 0) {
            try {
                heads.add(SignedHead.parse(text.substring(from, end)));
            } catch (IllegalArgumentException notWrittenByUs) {
                return new SignedHeads(heads, heads.size() + 1);
            }
            from = end + 1;
        }
        return new SignedHeads(heads, 0);
    }
}
