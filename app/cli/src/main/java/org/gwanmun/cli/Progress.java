package org.gwanmun.cli;

import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Messages;
import org.jspecify.annotations.Nullable;

/** A bar on a terminal while long work goes on; nothing where nobody looks. */
final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    /** Of so many steps; 0 where nobody knows. */
    Progress(Console console, MessageKey what, long steps) {
        boolean seen = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        bar = seen
                ? new ProgressBarBuilder()
                        .setTaskName(Messages.text(console.language(), what))
                        .setInitialMax(steps > 0 ? steps : -1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(250)
                        .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                        .build()
                : null;
    }

    void at(long step) {
        if (bar != null) {
            bar.stepTo(step);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
