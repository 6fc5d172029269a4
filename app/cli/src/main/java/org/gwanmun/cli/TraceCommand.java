package org.gwanmun.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gwanmun trace}: watch, track, score. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        subcommands = {TraceWatch.class, TraceTrack.class, TraceScore.class})
final class TraceCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        throw Gwanmun.missing(spec);
    }
}
