package org.gwanmun.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.store.StoreSettings;

/** Which database the settings mean, with the passwords read from their files. */
final class Stores {
    private static final int LONGEST = 1000;

    private Stores() {}

    static StoreSettings of(Settings.Database database, Path data) {
        return switch (database.kind()) {
            case H2 -> StoreSettings.h2(data.resolve("store"));
            case POSTGRESQL ->
                StoreSettings.postgresql(
                        database.url().orElseThrow(),
                        database.user().orElseThrow(),
                        secret(database.passwordFile().orElseThrow()),
                        database.workerPasswordFile().map(Stores::secret));
        };
    }

    /** The first line of a file; an editor's newline is no part of a password. */
    private static String secret(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw Refusal.badInput(ServerMessage.SECRET_UNREADABLE, file, "> " + LONGEST + " B");
            }
            Optional<String> line = Files.readString(file).lines().findFirst().filter(text -> !text.isBlank());
            return line.orElseThrow(() -> Refusal.badInput(ServerMessage.SECRET_UNREADABLE, file, "0 B"));
        } catch (IOException e) {
            throw Refusal.badInput(
                    ServerMessage.SECRET_UNREADABLE, file, e.getClass().getSimpleName());
        }
    }
}
