package org.gwanmun.server;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.gwanmun.core.message.Refusal;

/** The folder below which everything is kept: {@code GWANMUN_HOME}, or {@code .gwanmun} in the home of the user. */
final class DataFolder {
    private DataFolder() {}

    /**
     * Finds and, if need be, makes the folder.
     *
     * @throws Refusal if it cannot be made or written
     */
    static Path prepare(Map<String, String> environment) {
        return writable(locate(environment));
    }

    /** Where the folder is or would be. */
    static Path locate(Map<String, String> environment) {
        String wanted = environment.getOrDefault("GWANMUN_HOME", "");
        try {
            Path folder = wanted.isBlank() ? Path.of(System.getProperty("user.home"), ".gwanmun") : Path.of(wanted);
            return folder.toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw Refusal.unavailable(ServerMessage.HOME_NOT_WRITABLE, wanted, e.getReason());
        }
    }

    /** The folder itself, made and tried. */
    static Path writable(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            makeForOwnerOnly(absolute);
            Files.delete(Files.createTempFile(absolute, ".writable-", ""));
            return absolute;
        } catch (IOException e) {
            throw Refusal.unavailable(
                    ServerMessage.HOME_NOT_WRITABLE, absolute, e.getClass().getSimpleName());
        }
    }

    /** Scans and verdicts are nobody else's business on a shared machine; folders that were there keep their rights. */
    private static void makeForOwnerOnly(Path folder) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }
}
