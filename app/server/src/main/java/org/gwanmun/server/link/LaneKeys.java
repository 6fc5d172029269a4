package org.gwanmun.server.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.ServerMessage;
import org.gwanmun.xray.lane.link.LinkSecret;

/** The keys by which machines show which lane they are: a file a lane, 64 hexadecimal digits, for its owner's eyes only. */
public final class LaneKeys {
    private LaneKeys() {}

    /** Where the key of a lane lies, if no file is named for it. */
    public static Path usual(Path data, String lane) {
        return data.resolve("secrets").resolve("lanes").resolve(lane + ".key");
    }

    /** Reads a lane's key; makes one if no file is named and none is there. */
    public static LinkSecret of(Path data, String lane, Optional<Path> named, RandomGenerator random) {
        Path file = named.orElse(usual(data, lane));
        try {
            if (named.isEmpty() && !Files.exists(file)) {
                make(file, random);
            }
            return new LinkSecret(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.unavailable(ServerMessage.LANE_KEY_UNREADABLE, lane, file, String.valueOf(e.getMessage()));
        }
    }

    private static void make(Path file, RandomGenerator random) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] key = new byte[LinkSecret.KEY_BYTES];
        random.nextBytes(key);
        Path growing = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(growing);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(
                    growing, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(growing, HexFormat.of().formatHex(key) + "\n");
        Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
