package org.gwanmun.server;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gwanmun.core.access.Role;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.access.Login;
import org.gwanmun.server.demo.ExampleParcels;
import org.gwanmun.server.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole suite with demonstration data. */
@Command(name = "demo", mixinStandardHelpOptions = true, version = GwanmunServer.VERSION)
final class DemoCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    private final Map<String, String> environment;
    private final Language language;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", descriptionKey = "port")
    private String port = "";

    @Spec
    private @Nullable CommandSpec spec;

    DemoCommand(Map<String, String> environment, Language language) {
        this.environment = environment;
        this.language = language;
    }

    @Override
    public Integer call() {
        int wanted = port(port);
        InstantSource clock = InstantSource.system();
        Ports.requireFree(Settings.defaults().withPort(wanted).server());
        Path data = DataFolder.prepare(environment).resolve("demo");
        ExampleParcels examples =
                ExampleParcels.locate(environment.getOrDefault("GWANMUN_ROOT", System.getProperty("gwanmun.root", "")));
        Suite suite = Suite.open(DataFolder.writable(data), Settings.defaults(), clock, new SecureRandom());
        ConfigurableApplicationContext running = suite.startDemo(wanted, examples);
        announce(running, suite.demoLogins(), data);
        return 0;
    }

    /** Of this Java machine: the process may have begun as a shell that built for minutes. */
    static String secondsSinceStart() {
        double seconds = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1000.0;
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    static int port(String text) {
        // At most five digits, so that parsing cannot overflow.
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= HIGHEST_PORT) {
            return Integer.parseInt(text);
        }
        throw Refusal.badInput(ServerMessage.BAD_PORT, text);
    }

    private void announce(ConfigurableApplicationContext running, List<Login> logins, Path data) {
        String address = "http://127.0.0.1:" + Suite.port(running);
        TextTable table = new TextTable(
                Messages.text(language, ServerMessage.COLUMN_ROLE),
                Messages.text(language, ServerMessage.COLUMN_USER),
                Messages.text(language, ServerMessage.COLUMN_PASSWORD));
        for (Login login : logins) {
            Role role = login.account().roles().iterator().next();
            table.row(Messages.text(language, role), login.user(), login.password());
        }
        var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        out.println(Messages.text(language, ServerMessage.READY, address, secondsSinceStart()));
        out.println(Messages.text(language, ServerMessage.DATA, data));
        out.println();
        out.println(Messages.text(language, ServerMessage.LOGINS));
        out.print(table);
        out.println();
        out.println(Messages.text(language, ServerMessage.HOW_TO_STOP));
        out.flush();
    }
}
