package org.gwanmun.server.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ids under which people stand in the audit chain: {@code p-} and the first 8 bytes of HMAC-SHA-256(key, user name) in
 * hex. The same person keeps the same id; without the key, which is a file of its own, nobody can tell whose it is.
 */
public final class Pseudonyms {
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 8;

    private final SecretKeySpec key;

    private Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** Reads the key of a folder, or makes one that only its owner may read. */
    public static Pseudonyms keptIn(Path folder, RandomGenerator random) throws IOException {
        Path file = folder.resolve("pseudonym.key");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            Path growing = folder.resolve("pseudonym.key.new");
            Files.deleteIfExists(growing);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.createFile(
                        growing, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(growing, key);
            } else {
                Files.write(growing, key, StandardOpenOption.CREATE_NEW);
            }
            Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IOException(file + " has " + key.length + " bytes; a key has " + KEY_BYTES + ".");
        }
        return new Pseudonyms(key);
    }

    /** The id of a user. */
    public String of(String user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] full = mac.doFinal(user.getBytes(StandardCharsets.UTF_8));
            return "p-" + HexFormat.of().formatHex(full, 0, ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform must offer HmacSHA256, this one does not.", e);
        }
    }
}
