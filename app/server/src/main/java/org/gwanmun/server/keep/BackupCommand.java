package org.gwanmun.server.keep;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.store.Database;
import org.gwanmun.store.backup.Backup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code backup}: database and files together in one zip. */
@Command(name = "backup", mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
    private static final DateTimeFormatter NAMED =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Places places;
    private final Language language;
    private final InstantSource clock;

    @Option(names = "-o", paramLabel = "FILE", descriptionKey = "backupFile")
    private String file = "";

    @Option(names = "--home", paramLabel = "DIR", descriptionKey = "home")
    private String home = "";

    @Option(names = "--config", paramLabel = "FILE", descriptionKey = "config")
    private String config = "";

    @Spec
    private @Nullable CommandSpec spec;

    public BackupCommand(Places places, Language language, InstantSource clock) {
        this.places = places;
        this.language = language;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Places.Place place = places.find(home, config);
        Path zip = file.isEmpty()
                ? place.backups().resolve("gwanmun-" + NAMED.format(clock.instant()) + ".zip")
                : Names.file(file);
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try (Database database = Names.existing(place, new SecureRandom())) {
            Backup backup = Backup.write(database, place.files(), zip, clock, new Steps(line.getErr(), language));
            line.getOut()
                    .println(Messages.text(
                            language,
                            KeepMessage.BACKUP_DONE,
                            zip,
                            backup.rows(),
                            backup.tables(),
                            backup.parts(),
                            backup.bytes() / 1_000_000));
            if (!backup.missing().isEmpty()) {
                line.getOut()
                        .println(Messages.text(
                                language,
                                KeepMessage.SCANS_MISSING,
                                backup.missing().size(),
                                backup.missing().getFirst()));
            }
            line.getOut().println(Messages.text(language, KeepMessage.BACKUP_SECRET, zip));
            line.getOut().flush();
            return 0;
        }
    }
}
