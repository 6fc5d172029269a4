package org.gwanmun.server;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.server.settings.EffectiveSettings.Source;
import org.gwanmun.server.settings.EffectiveSettings.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code config}: about the configuration file. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        version = GwanmunServer.VERSION,
        subcommands = ConfigCommand.Show.class)
final class ConfigCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        return GwanmunServer.needsSubcommand(spec);
    }

    /** {@code config show}: every value that counts, and where it comes from. Secrets are named by their file only. */
    @Command(name = "show", mixinStandardHelpOptions = true, version = GwanmunServer.VERSION)
    static final class Show implements Callable<Integer> {
        private final Map<String, String> environment;
        private final Language language;

        @Option(names = "--config", paramLabel = "FILE", descriptionKey = "config")
        private String file = "";

        @Option(names = "--json", descriptionKey = "json")
        private boolean json;

        @Spec
        private @Nullable CommandSpec spec;

        Show(Map<String, String> environment, Language language) {
            this.environment = environment;
            this.language = language;
        }

        @Override
        public Integer call() {
            Configuration configuration = Configuration.find(environment, file);
            List<Value> values = new ArrayList<>();
            values.add(new Value("home", configuration.home().toString(), false, configuration.homeFrom()));
            values.add(new Value(
                    "config",
                    configuration.file().map(Object::toString).orElse(null),
                    false,
                    // Named on the command line, the file speaks for itself.
                    configuration.fileFrom()));
            values.addAll(configuration.effective().values());
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.print(json ? json(values) : table(values));
            out.flush();
            return 0;
        }

        private static String json(List<Value> values) {
            return Json.text(Json.object(
                    "values",
                    values.stream()
                            .map(value -> Json.object(
                                    "name",
                                    value.path(),
                                    "value",
                                    value.secret() && value.value() != null ? value.shown() : value.value(),
                                    "source",
                                    value.source().word()))
                            .toList()));
        }

        private String table(List<Value> values) {
            TextTable table = new TextTable(
                    Messages.text(language, ServerMessage.COLUMN_NAME),
                    Messages.text(language, ServerMessage.COLUMN_VALUE),
                    Messages.text(language, ServerMessage.COLUMN_SOURCE));
            for (Value value : values) {
                table.row(value.path(), value.shown(), source(value.source()));
            }
            return table.toString();
        }

        private String source(Source source) {
            return Messages.text(
                    language,
                    switch (source) {
                        case DEFAULT -> ServerMessage.SOURCE_DEFAULT;
                        case FILE -> ServerMessage.SOURCE_FILE;
                        case ENVIRONMENT -> ServerMessage.SOURCE_ENVIRONMENT;
                    });
        }
    }
}
