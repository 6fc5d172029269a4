package org.gwanmun.cli;

import java.util.List;
import org.gwanmun.core.message.Messages;
import org.gwanmun.infer.ModelShelf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gwanmun models install}: fetches pretrained networks and converts them. The only use of the network beside the build. */
@Command(name = "install", mixinStandardHelpOptions = true)
final class ModelsInstall implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "NAME", arity = "0..*")
    List<String> names = List.of();

    ModelsInstall(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        console.err().println(Messages.text(console.language(), CliMessage.FETCHING));
        ModelShelf.standard().install(names, name -> console.say(CliMessage.INSTALLED, name));
    }
}
