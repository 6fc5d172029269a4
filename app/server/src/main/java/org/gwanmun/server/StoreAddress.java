package org.gwanmun.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gwanmun.core.audit.HeadFile;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.store.StoreSettings;
import org.gwanmun.store.backup.DataFiles;

/** Which database the settings mean, and where the files beside it lie. */
final class StoreAddress {
    private StoreAddress() {}

    /** The H2 files in {@code store/} of the data folder, or the PostgreSQL database of the settings. */
    static StoreSettings of(Path data, Settings.Database database) {
        return switch (database.kind()) {
            case H2 -> StoreSettings.h2(data.resolve("store"));
            case POSTGRESQL ->
                StoreSettings.postgresql(
                        database.url().orElse(""),
                        database.user().orElse(""),
                        database.passwordFile().map(StoreAddress::password).orElse(""),
                        database.workerPasswordFile().map(StoreAddress::password));
        };
    }

    static DataFiles files(Path data, Settings settings) {
        return new DataFiles(data, headFile(data, settings));
    }

    static Path headFile(Path data, Settings settings) {
        return data.resolve(settings.audit().headsDir()).resolve(HeadFile.NAME);
    }

    private static String password(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw Refusal.unavailable(
                    ServerMessage.PASSWORD_FILE, file, e.getClass().getSimpleName());
        }
    }
}
