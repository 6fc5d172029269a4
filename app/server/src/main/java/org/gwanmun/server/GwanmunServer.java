package org.gwanmun.server;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.keep.AuditCommand;
import org.gwanmun.server.keep.BackupCommand;
import org.gwanmun.server.keep.Places;
import org.gwanmun.server.keep.RestoreCommand;
import org.gwanmun.server.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line of the server. Exit codes: 0 done, 1 a check failed, 2 bad usage, 3 could not (a busy port, a folder that cannot be
 * written). While the server runs the process stays; TERM ends it.
 */
@Command(
        name = "gwanmun",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            AccountCommand.class,
            ConfigCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            AuditCommand.class
        },
        version = GwanmunServer.VERSION)
public final class GwanmunServer {
    static final String VERSION = "gwanmun 0.1.0";

    private static final int BAD_USAGE = 2;
    private static final int COULD_NOT = 3;

    private GwanmunServer() {}

    /** Runs the command and ends the process, unless a server was started: that ends with a signal. */
    public static void main(String[] arguments) {
        int exitCode = run(System.getenv(), utf8(System.out), utf8(System.err), arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int run(Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
        Language language = language(environment);
        CommandLine line = new CommandLine(new GwanmunServer(), new CommandLine.IFactory() {
                    @Override
                    public <K> K create(Class<K> type) throws Exception {
                        if (type == DemoCommand.class) {
                            return type.cast(new DemoCommand(environment, language));
                        }
                        if (type == ServeCommand.class) {
                            return type.cast(new ServeCommand(environment, language));
                        }
                        if (type == AccountCommand.Reset.class) {
                            return type.cast(new AccountCommand.Reset(environment, language));
                        }
                        if (type == ConfigCommand.Show.class) {
                            return type.cast(new ConfigCommand.Show(environment, language));
                        }
                        Places places = places(environment);
                        if (type == BackupCommand.class) {
                            return type.cast(new BackupCommand(places, language, InstantSource.system()));
                        }
                        if (type == RestoreCommand.class) {
                            return type.cast(new RestoreCommand(places, language));
                        }
                        if (type == AuditCommand.Verify.class) {
                            return type.cast(new AuditCommand.Verify(places, language));
                        }
                        if (type == AuditCommand.Export.class) {
                            return type.cast(new AuditCommand.Export(places, language));
                        }
                        return CommandLine.defaultFactory().create(type);
                    }
                })
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, given) -> refuseUsage(wrong, language))
                .setExecutionExceptionHandler((failure, command, parsed) -> refuse(failure, command, language));
        line.setResourceBundle(Usage.bundle(language));
        line.getSubcommands().values().forEach(sub -> {
            sub.setResourceBundle(Usage.bundle(language));
            sub.getSubcommands().values().forEach(inner -> inner.setResourceBundle(Usage.bundle(language)));
        });
        if (arguments.length == 0) {
            line.usage(err);
            return BAD_USAGE;
        }
        return line.execute(arguments);
    }

    private static Places places(Map<String, String> environment) {
        return (home, config) -> {
            Map<String, String> wanted = new HashMap<>(environment);
            if (!home.isBlank()) {
                wanted.put("GWANMUN_HOME", home);
            }
            Configuration configuration = Configuration.find(wanted, config);
            Path data = configuration.home();
            Settings settings = configuration.effective().settings();
            return new Places.Place(
                    data,
                    Stores.of(settings.database(), data),
                    KeptFiles.files(data, settings),
                    data.resolve(settings.backup().dir()));
        };
    }

    /** A command that only groups others was called without one of them. */
    static int needsSubcommand(@Nullable CommandSpec spec) {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        throw new ParameterException(line, spec.name());
    }

    private static int refuseUsage(ParameterException wrong, Language language) {
        CommandLine line = wrong.getCommandLine();
        String command = line.getParent() == null
                ? ""
                : line.getCommandSpec().qualifiedName().replaceFirst("^gwanmun ", "");
        line.getErr()
                .println(
                        command.equals(wrong.getMessage())
                                ? Messages.text(language, ServerMessage.SUBCOMMAND_MISSING, command)
                                : Messages.text(
                                        language,
                                        ServerMessage.BAD_USAGE,
                                        String.valueOf(wrong.getMessage()),
                                        command.isEmpty() ? "demo" : command));
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            UnmatchedArgumentException.printSuggestions(unmatched, line.getErr());
        }
        line.getErr().flush();
        return BAD_USAGE;
    }

    private static int refuse(Exception failure, CommandLine line, Language language) {
        int exitCode = COULD_NOT;
        if (failure instanceof Refusal refusal) {
            line.getErr().println(refusal.in(language));
            exitCode = refusal.kind().exitCode();
        } else {
            line.getErr().println(Messages.text(language, ServerMessage.UNEXPECTED, failure.toString()));
            failure.printStackTrace(line.getErr());
        }
        line.getErr().flush();
        return exitCode;
    }

    private static Language language(Map<String, String> environment) {
        for (String variable : new String[] {"GWANMUN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                return Language.of(value);
            }
        }
        return Language.EN;
    }

    /** The terminal's encoding, unless that is plain ASCII for want of a locale: then UTF-8. */
    private static PrintWriter utf8(PrintStream stream) {
        Charset charset = stream.charset();
        return new PrintWriter(
                new OutputStreamWriter(
                        stream, charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset),
                true);
    }
}
