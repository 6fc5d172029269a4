package org.gwanmun.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gwanmun models}: install, list. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        subcommands = {ModelsInstall.class, ModelsList.class})
final class ModelsCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        throw Gwanmun.missing(spec);
    }
}
