package org.gwanmun.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gwanmun xray}: spectrum, transport, scan, inspect, calibrate, quality. */
@Command(
        name = "xray",
        mixinStandardHelpOptions = true,
        subcommands = {
            XraySpectrum.class,
            XrayTransport.class,
            XrayScan.class,
            XrayInspect.class,
            XrayCalibrate.class,
            XrayQuality.class
        })
final class XrayCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        throw Gwanmun.missing(spec);
    }
}
