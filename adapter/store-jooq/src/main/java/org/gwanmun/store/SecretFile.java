package org.gwanmun.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A password in a file that only the owner of the file may read: 48 hex digits. */
final class SecretFile {
    private static final int BYTES = 24;

    private SecretFile() {}

    /** Reads it, or makes it, durably, before anything is locked with it. */
    static String of(Path file, RandomGenerator random) throws IOException {
        if (!Files.exists(file)) {
            Path growing = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(growing);
            boolean posix =
                    Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
            FileAttribute<?>[] ownerOnly = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            try (FileChannel channel = FileChannel.open(
                    growing, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
                channel.write(ByteBuffer.wrap(fresh(random).getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
        }
        String secret = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!secret.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new IOException(file + " does not hold " + 2 * BYTES + " hex digits.");
        }
        return secret;
    }

    static String fresh(RandomGenerator random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
