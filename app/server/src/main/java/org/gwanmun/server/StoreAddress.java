package org.gwanmun.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gwanmun.core.audit.HeadFile;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.store.StoreSettings;
import org.gwanmun.store.backup.DataFiles;

/** Which database the settings mean, and where the files beside it lie. */
final class StoreAddress {
    private static final int LONGEST = 1000;

    private StoreAddress() {}

    /** The H2 files in {@code store/} of the data folder, or the PostgreSQL database of the settings. */
    static StoreSettings of(Path data, Settings.Database database) {
        return switch (database.kind()) {
            case H2 -> StoreSettings.h2(data.resolve("store"));
            case POSTGRESQL ->
                StoreSettings.postgresql(
                        database.url().orElseThrow(),
                        database.user().orElseThrow(),
                        password(database.passwordFile().orElseThrow()),
                        database.workerPasswordFile().map(StoreAddress::password));
        };
    }

    static DataFiles files(Path data, Settings settings) {
        return new DataFiles(data, headFile(data, settings));
    }

    static Path headFile(Path data, Settings settings) {
        return data.resolve(settings.audit().headsDir()).resolve(HeadFile.NAME);
    }

    /** The first line of a file; an editor's newline is no part of a password. */
    private static String password(Path file) {
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
