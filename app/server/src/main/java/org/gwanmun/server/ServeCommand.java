package org.gwanmun.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Messages;
import org.gwanmun.server.access.Login;
import org.gwanmun.server.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: the suite for real work. */
@Command(name = "serve", mixinStandardHelpOptions = true, version = GwanmunServer.VERSION)
final class ServeCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Language language;

    @Option(names = "--config", paramLabel = "FILE", descriptionKey = "config")
    private String file = "";

    @Option(names = "--port", paramLabel = "N", descriptionKey = "servePort")
    private @Nullable String port;

    @Spec
    private @Nullable CommandSpec spec;

    ServeCommand(Map<String, String> environment, Language language) {
        this.environment = environment;
        this.language = language;
    }

    @Override
    public Integer call() {
        Configuration configuration = Configuration.find(environment, file);
        Settings written = configuration.effective().settings();
        Settings settings = port == null ? written : written.withPort(DemoCommand.port(port));
        Ports.requireFree(settings.server());
        Path data = DataFolder.writable(configuration.home());
        Suite suite = Suite.open(data, settings, InstantSource.system(), new SecureRandom());
        Optional<Login> first = suite.accounts().firstAdministrator();
        ConfigurableApplicationContext running = suite.start();
        announce(settings, Suite.port(running), configuration, data, first);
        return 0;
    }

    private void announce(Settings settings, int at, Configuration configuration, Path data, Optional<Login> first) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Settings.Server server = settings.server();
        String host = server.address().contains(":") ? "[" + server.address() + "]" : server.address();
        String address =
                server.publicUrl().orElse((server.tls().isPresent() ? "https://" : "http://") + host + ":" + at);
        out.println(say(ServerMessage.READY, address, DemoCommand.secondsSinceStart()));
        out.println(say(ServerMessage.DATA_SERVED, data));
        out.println(configuration
                .file()
                .map(name -> say(ServerMessage.CONFIGURED_BY, name))
                .orElseGet(() -> say(ServerMessage.NO_CONFIGURATION)));
        first.ifPresent(login -> {
            out.println();
            out.println(say(ServerMessage.FIRST_ADMIN, login.user(), login.password()));
            out.println();
        });
        out.println(say(ServerMessage.HOW_TO_STOP));
        out.flush();
    }

    private String say(MessageKey key, Object... arguments) {
        return Messages.text(language, key, arguments);
    }
}
