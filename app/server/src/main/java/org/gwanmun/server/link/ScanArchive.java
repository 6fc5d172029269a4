package org.gwanmun.server.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.server.ServerMessage;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.RawScanFolder;

/**
 * Raw scan folders under the names of their content: {@code scans/ab/abcdef…}, SHA-256 over the names and sums of their files
 * in order of name. The same scan delivered twice lies there once, and a folder whose content was changed no longer bears its
 * name. Air and dark, which a machine's scans share, lie once in {@code scans/references} and are hard links in each folder.
 *
 * <p>A folder appears whole or not at all.
 */
public final class ScanArchive {
    private static final String SCANS = "scans";
    private static final String INCOMING = ".incoming";
    private static final String REFERENCES = "references";

    /** Free space that scans leave to what matters more: verdicts, the audit chain, logs. */
    private static final long RESERVE_BYTES = 256_000_000;

    private final Path root;
    private final long reserve_bytes;
    private final Map<GreyImage, Path> references = Collections.synchronizedMap(new WeakHashMap<>());

    /** An archive below {@code root}; what a process that died had begun is removed. */
    public ScanArchive(Path root) {
        this(root, RESERVE_BYTES);
    }

    ScanArchive(Path root, long reserve_bytes) {
        this.root = root;
        this.reserve_bytes = reserve_bytes;
        try {
            Path incoming = root.resolve(SCANS).resolve(INCOMING);
            if (Files.exists(incoming)) {
                delete(incoming);
            }
            Files.createDirectories(incoming);
            Files.createDirectories(root.resolve(SCANS).resolve(REFERENCES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps a scan.
     *
     * @return its folder, relative to the root
     * @throws UncheckedIOException or a refusal if it cannot be written; then nothing is left of it
     * @throws Refusal if the disk is so full that verdicts would soon find no room
     */
    public String keep(RawScan scan) {
        leaveRoom();
        Path growing =
                root.resolve(SCANS).resolve(INCOMING).resolve(UUID.randomUUID().toString());
        try {
            RawScanFolder.write(scan, growing, this::link, more -> {});
            String name = sum(growing);
            String folder = SCANS + "/" + name.substring(0, 2) + "/" + name;
            Path target = root.resolve(folder);
            if (Files.exists(target)) {
                delete(growing);
            } else {
                Files.createDirectories(target.getParent());
                Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (Files.exists(growing)) {
                deleteQuietly(growing);
            }
        }
    }

    private void leaveRoom() {
        try {
            long free = Files.getFileStore(root).getUsableSpace();
            if (free < reserve_bytes) {
                throw Refusal.unavailable(
                        ServerMessage.DISK_ALMOST_FULL, root, free / 1_000_000, reserve_bytes / 1_000_000);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name that the content of a folder gives it. */
    static String sum(Path folder) throws IOException {
        MessageDigest all = sha256();
        List<Path> files;
        try (Stream<Path> entries = Files.walk(folder)) {
            files = entries.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            all.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            all.update((byte) 0);
            all.update(sumOf(file));
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static byte[] sumOf(Path file) throws IOException {
        MessageDigest sum = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sum)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return sum.digest();
    }

    private void link(GreyImage reference, Path file) {
        try {
            Path kept = references.get(reference);
            if (kept == null || !Files.exists(kept)) {
                kept = keepReference(reference);
                references.put(reference, kept);
            }
            try {
                Files.createLink(file, kept);
            } catch (UnsupportedOperationException | IOException noLinksHere) {
                Files.copy(kept, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path keepReference(GreyImage reference) throws IOException {
        Path folder = root.resolve(SCANS).resolve(REFERENCES);
        Path growing = root.resolve(SCANS).resolve(INCOMING).resolve(UUID.randomUUID() + ".png");
        try {
            reference.writePng16(growing);
            Path kept = folder.resolve(HexFormat.of().formatHex(sumOf(growing)) + ".png");
            if (!Files.exists(kept)) {
                try {
                    Files.move(growing, kept, StandardCopyOption.ATOMIC_MOVE);
                } catch (AtomicMoveNotSupportedException e) {
                    Files.move(growing, kept);
                }
            }
            return kept;
        } finally {
            Files.deleteIfExists(growing);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // Removed at the next start.
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256, this one does not.", e);
        }
    }
}
