package org.gwanmun.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.gwanmun.belt.BeltCommand;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code gwanmun}: its subcommands, languages, exit codes and the form of its refusals. */
@Command(
        name = "gwanmun",
        mixinStandardHelpOptions = true,
        versionProvider = Gwanmun.Version.class,
        subcommands = {
            MatterCommand.class,
            XrayCommand.class,
            TraceCommand.class,
            ModelsCommand.class,
            BeltCommand.class,
            MeasureCommand.class
        })
public final class Gwanmun implements Runnable {
    private static final int BAD_INPUT = Refusal.Kind.BAD_INPUT.exitCode();
    private static final int COULD_NOT = Refusal.Kind.UNAVAILABLE.exitCode();

    @Spec
    @Nullable
    CommandSpec spec;

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        Console console = Console.standard(language(System.getenv()));
        System.exit(commandLine(console).execute(args));
    }

    /** The command line with everything but the process around it; tests run it with their own console. */
    static CommandLine commandLine(Console console) {
        CommandLine.IFactory factory = new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                if (type == BeltCommand.class) {
                    return type.cast(new BeltCommand(console.language(), writer(console.err())));
                }
                try {
                    return type.getDeclaredConstructor(Console.class).newInstance(console);
                } catch (NoSuchMethodException e) {
                    return CommandLine.defaultFactory().create(type);
                }
            }
        };
        CommandLine line = new CommandLine(new Gwanmun(), factory);
        Locale locale = console.language() == Language.KO ? Locale.KOREAN : Locale.ENGLISH;
        line.setResourceBundle(ResourceBundle.getBundle(
                "org.gwanmun.cli.Help",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        line.setOut(writer(console.out()));
        line.setErr(writer(console.err()));
        line.setUsageHelpWidth(100);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAdjustLineBreaksForWideCJKCharacters(true);
        line.setExitCodeExceptionMapper(
                e -> e instanceof Refusal refusal ? refusal.kind().exitCode() : COULD_NOT);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof Refusal refusal) {
                console.err().println(refusal.in(console.language()));
                return refusal.kind().exitCode();
            }
            console.err().println(Messages.text(console.language(), CliMessage.INTERNAL, exception));
            return COULD_NOT;
        });
        line.setParameterExceptionHandler((exception, args) -> {
            CommandLine command = exception.getCommandLine();
            console.err()
                    .println(Messages.text(
                            console.language(), CliMessage.USAGE, String.valueOf(exception.getMessage())));
            List<String> near =
                    exception instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
            if (!near.isEmpty()) {
                console.err().println(Messages.text(console.language(), CliMessage.MAYBE, String.join(", ", near)));
            }
            String name = command.getCommandSpec().qualifiedName();
            console.err().println(Messages.text(console.language(), CliMessage.SEE_HELP, name));
            return BAD_INPUT;
        });
        return line;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Korean where the environment asks for it: GWANMUN_LANG first, then the usual variables. */
    static Language language(Map<String, String> environment) {
        for (String name : List.of("GWANMUN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")) {
            String value = environment.get(name);
            if (value != null && !value.isEmpty()) {
                return Language.of(value);
            }
        }
        return Language.EN;
    }

    @Override
    public void run() {
        throw missing(spec);
    }

    /** What to throw when a group of commands is called without one. */
    static CommandLine.ParameterException missing(@Nullable CommandSpec spec) {
        CommandLine line =
                java.util.Objects.requireNonNull(spec, "set by picocli").commandLine();
        return new CommandLine.ParameterException(
                line, String.join(" | ", line.getSubcommands().keySet()) + " ?");
    }

    /** The version, from the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Gwanmun.class.getPackage().getImplementationVersion();
            return new String[] {"gwanmun " + (version == null ? "(from classes)" : version)};
        }
    }
}
