package org.gwanmun.server.keep;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.store.backup.Restore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore}: a backup into an empty place. */
@Command(name = "restore", mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
    private final Places places;
    private final Language language;

    @Parameters(paramLabel = "FILE", descriptionKey = "restoreFile")
    private String file = "";

    @Option(names = "--home", paramLabel = "DIR", descriptionKey = "home")
    private String home = "";

    @Option(names = "--config", paramLabel = "FILE", descriptionKey = "config")
    private String config = "";

    @Spec
    private @Nullable CommandSpec spec;

    public RestoreCommand(Places places, Language language) {
        this.places = places;
        this.language = language;
    }

    @Override
    public Integer call() {
        Path zip = Names.file(file);
        Places.Place place = places.find(home, config);
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Restore restored =
                Restore.into(place.store(), place.files(), zip, new SecureRandom(), new Steps(line.getErr(), language));
        line.getOut()
                .println(Messages.text(
                        language,
                        KeepMessage.RESTORE_DONE,
                        place.data(),
                        restored.rows(),
                        restored.files(),
                        restored.created()));
        if (!restored.missing().isEmpty()) {
            line.getOut()
                    .println(Messages.text(
                            language,
                            KeepMessage.SCANS_MISSING,
                            restored.missing().size(),
                            restored.missing().getFirst()));
        }
        line.getOut().flush();
        return 0;
    }
}
