package org.gwanmun.server;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.settings.EffectiveSettings;
import org.gwanmun.server.settings.EffectiveSettings.Source;

/**
 * What a command runs by: the data folder and the settings. The file is the one given, else the one that {@code
 * GWANMUN_CONFIG} names, else {@code gwanmun.yaml} in the data folder if it is there.
 *
 * @param home the data folder
 * @param homeFrom where that comes from
 * @param fileFrom where the name of the file comes from
 * @param effective the settings
 */
record Configuration(Path home, Source homeFrom, Source fileFrom, EffectiveSettings effective) {
    private static final String NAME = "gwanmun.yaml";

    /** Finds and reads it; {@code asked} is what the command line says, or nothing. */
    static Configuration find(Map<String, String> environment, String asked) {
        Path home = DataFolder.locate(environment);
        Source homeFrom = environment.getOrDefault("GWANMUN_HOME", "").isBlank() ? Source.DEFAULT : Source.ENVIRONMENT;
        String named = environment.getOrDefault("GWANMUN_CONFIG", "");
        if (!asked.isBlank()) {
            return new Configuration(home, homeFrom, Source.FILE, EffectiveSettings.read(path(asked)));
        }
        if (!named.isBlank()) {
            return new Configuration(home, homeFrom, Source.ENVIRONMENT, EffectiveSettings.read(path(named)));
        }
        Path usual = home.resolve(NAME);
        return new Configuration(
                home,
                homeFrom,
                Source.DEFAULT,
                Files.exists(usual) ? EffectiveSettings.read(usual) : EffectiveSettings.defaults());
    }

    Optional<Path> file() {
        return effective.file();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw Refusal.badInput(ServerMessage.BAD_FILE_NAME, text);
        }
    }
}
