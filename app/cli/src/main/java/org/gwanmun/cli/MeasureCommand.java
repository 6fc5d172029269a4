package org.gwanmun.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gwanmun measure}: makes the figures of {@code docs/measurements}, one at a time. */
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        subcommands = {
            MeasureDecomposition.class,
            MeasureMass.class,
            MeasureScatter.class,
            MeasureComposite.class,
            MeasureTracking.class,
            MeasureCameras.class,
            MeasureAppearance.class,
            MeasureLane.class
        })
final class MeasureCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        throw Gwanmun.missing(spec);
    }
}
