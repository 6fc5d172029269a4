package org.gwanmun.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.access.Login;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code account}: what helps when nobody can sign in any more. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        version = GwanmunServer.VERSION,
        subcommands = AccountCommand.Reset.class)
final class AccountCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        return GwanmunServer.needsSubcommand(spec);
    }

    /** {@code account reset}: a new one-time password. Whoever may read the data folder may do this. */
    @Command(name = "reset", mixinStandardHelpOptions = true, version = GwanmunServer.VERSION)
    static final class Reset implements Callable<Integer> {
        private final Map<String, String> environment;
        private final Language language;

        @Parameters(paramLabel = "USER", descriptionKey = "user")
        private String user = "";

        @Option(names = "--config", paramLabel = "FILE", descriptionKey = "config")
        private String file = "";

        @Spec
        private @Nullable CommandSpec spec;

        Reset(Map<String, String> environment, Language language) {
            this.environment = environment;
            this.language = language;
        }

        @Override
        public Integer call() {
            Configuration configuration = Configuration.find(environment, file);
            Path data = DataFolder.writable(configuration.home());
            Suite suite =
                    Suite.open(data, configuration.effective().settings(), InstantSource.system(), new SecureRandom());
            try {
                Login login = suite.accounts()
                        .resetAtTheMachine(user)
                        .orElseThrow(() -> Refusal.badInput(ServerMessage.NO_SUCH_ACCOUNT, user));
                PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
                out.println(Messages.text(language, ServerMessage.PASSWORD_RESET, login.user(), login.password()));
                if (login.account().disabled()) {
                    out.println(Messages.text(language, ServerMessage.RESET_BUT_DISABLED, login.user()));
                }
                out.flush();
                return 0;
            } finally {
                suite.close();
            }
        }
    }
}
