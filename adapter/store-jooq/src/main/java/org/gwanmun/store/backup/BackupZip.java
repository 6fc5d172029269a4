package org.gwanmun.store.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.store.Database;
import org.gwanmun.store.backup.Manifest.Part;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A backup that may come from anywhere. Nothing of it is believed before all of it was read once: names, sizes and checksums
 * of its parts, and that there are no others. Whatever is read later is hashed again on the way.
 */
final class BackupZip implements AutoCloseable {
    private static final int MOST_PARTS = 20_000_000;
    private static final int LARGEST_MANIFEST = 1 << 30;
    private static final long MEGABYTE = 1_000_000;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupZip(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens and verifies.
     *
     * @param room bytes that may be unpacked
     * @throws Refusal naming the first thing that is wrong
     */
    static BackupZip verified(Path file, long room, Progress progress) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.badInput(BackupMessage.NOT_FOUND, file);
        }
        try {
            ZipFile zip = new ZipFile(file.toFile());
            try {
                BackupZip backup = new BackupZip(file, zip, manifest(file, zip));
                backup.verify(room, progress);
                return backup;
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw Refusal.badInput(BackupMessage.NOT_A_BACKUP, file, String.valueOf(e.getMessage()));
        }
    }

    private static Manifest manifest(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null || zip.size() > MOST_PARTS) {
            throw new ZipException(Manifest.NAME);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] json = in.readNBytes(LARGEST_MANIFEST);
            Manifest manifest = JsonMapper.shared().readValue(json, Manifest.class);
            if (!manifest.gwanmun().equals(Manifest.FORMAT)) {
                throw new ZipException(manifest.gwanmun());
            }
            return manifest;
        } catch (JacksonException e) {
            throw Refusal.badInput(BackupMessage.NOT_A_BACKUP, file, Manifest.NAME + ": " + e.getOriginalMessage());
        }
    }

    private void verify(long room, Progress progress) throws IOException {
        List<String> versions = Database.versions();
        if (!versions.contains(manifest.schema())) {
            throw Refusal.badInput(BackupMessage.UNKNOWN_VERSION, file, manifest.schema(), versions.getLast());
        }
        for (Part part : manifest.parts()) {
            if (!Manifest.named(part.name()) || part.bytes() < 0) {
                throw Refusal.badInput(BackupMessage.BAD_NAME, file, part.name());
            }
        }
        List<String> wrong = manifest.contradictions();
        if (!wrong.isEmpty()) {
            throw Refusal.badInput(BackupMessage.PART_MISSING, file, wrong.getFirst());
        }
        Map<String, Part> parts = manifest.parts().stream().collect(Collectors.toMap(Part::name, part -> part));
        Map<String, Integer> seen = new HashMap<>();
        for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
            String name = entry.getName();
            boolean known = name.equals(Manifest.NAME) || parts.containsKey(name);
            if (!known || entry.isDirectory() || seen.merge(name, 1, Integer::sum) > 1) {
                throw Refusal.badInput(
                        Manifest.named(name) ? BackupMessage.PART_UNKNOWN : BackupMessage.BAD_NAME, file, name);
            }
        }
        long needed = 0;
        for (Part part : manifest.parts()) {
            needed = part.bytes() > Long.MAX_VALUE - needed ? Long.MAX_VALUE : needed + part.bytes();
        }
        if (needed > room) {
            throw Refusal.unavailable(BackupMessage.NO_ROOM, file, needed / MEGABYTE + 1, room / MEGABYTE);
        }
        long done = 0;
        long bytes = 0;
        for (Part part : manifest.parts()) {
            try (InputStream in = open(part)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            done++;
            bytes += part.bytes();
            progress.step(done, manifest.parts().size(), bytes);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    Path file() {
        return file;
    }

    /**
     * Reads a part. At its end it is what the manifest says, or it has ended in a {@link Refusal}; it never gives more than
     * the manifest says.
     */
    InputStream open(Part part) throws IOException {
        ZipEntry entry = zip.getEntry(part.name());
        if (entry == null) {
            throw Refusal.badInput(BackupMessage.PART_MISSING, file, part.name());
        }
        return new Checked(zip.getInputStream(entry), part);
    }

    InputStream open(String name) throws IOException {
        return open(manifest.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput(BackupMessage.PART_MISSING, file, name)));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private final class Checked extends InputStream {
        private final InputStream in;
        private final Part part;
        private final MessageDigest digest = Hashes.sha256();
        private long left;
        private boolean ended;

        Checked(InputStream in, Part part) {
            this.in = in;
            this.part = part;
            this.left = part.bytes();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (ended) {
                return -1;
            }
            int read;
            try {
                read = in.read(bytes, from, length);
            } catch (ZipException damaged) {
                throw changed();
            }
            if (read < 0) {
                ended = true;
                if (left != 0 || !HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
                    throw changed();
                }
                return -1;
            }
            left -= read;
            if (left < 0) {
                throw changed();
            }
            digest.update(bytes, from, read);
            return read;
        }

        private Refusal changed() {
            return Refusal.badInput(BackupMessage.PART_CHANGED, file, part.name());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
