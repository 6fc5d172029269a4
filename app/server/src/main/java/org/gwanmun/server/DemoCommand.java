package org.gwanmun.server;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.access.Accounts;
import org.gwanmun.server.access.Login;
import org.gwanmun.server.demo.ExampleParcels;
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
        Ports.requireFree(wanted);
        Path data = DataFolder.prepare(environment).resolve("demo");
        ExampleParcels examples =
                ExampleParcels.locate(environment.getOrDefault("GWANMUN_ROOT", System.getProperty("gwanmun.root", "")));
        Suite suite = Suite.open(DataFolder.writable(data), clock, new SecureRandom());
        ConfigurableApplicationContext running = suite.startDemo(wanted, examples);
        announce(running, suite.accounts(), data);
        return 0;
    }

    private static int port(String text) {
        // At most five digits, so that parsing cannot overflow.
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= HIGHEST_PORT) {
            return Integer.parseInt(text);
        }
        throw Refusal.badInput(ServerMessage.BAD_PORT, text);
    }

    private void announce(ConfigurableApplicationContext running, Accounts accounts, Path data) {
        String address = "http://127.0.0.1:" + Suite.port(running);
        // Of this Java machine: the process may have begun as a shell that built for minutes.
        double seconds = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1000.0;
        TextTable table = new TextTable(
                Messages.text(language, ServerMessage.COLUMN_ROLE),
                Messages.text(language, ServerMessage.COLUMN_USER),
                Messages.text(language, ServerMessage.COLUMN_PASSWORD));
        for (Login login : accounts.logins()) {
            table.row(Messages.text(language, login.role()), login.user(), login.password());
        }
        var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        out.println(Messages.text(language, ServerMessage.READY, address, String.format(Locale.ROOT, "%.1f", seconds)));
        out.println(Messages.text(language, ServerMessage.DATA, data));
        out.println();
        out.println(Messages.text(language, ServerMessage.LOGINS));
        out.print(table);
        out.println();
        out.println(Messages.text(language, ServerMessage.HOW_TO_STOP));
        out.flush();
    }
}
