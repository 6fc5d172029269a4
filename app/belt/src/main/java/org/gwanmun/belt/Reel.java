package org.gwanmun.belt;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.gwanmun.xray.machine.RawScan;

/** What comes along the belt: an endless row of things, each the same whenever it is asked for again. */
public interface Reel {
    /** How much belt the lines of a thing take, without the gap behind it. */
    int length_mm(long number, int pose);

    /** A thing as it passes, as soon as it is ready. */
    CompletableFuture<Thing> thing(long number, int pose);

    /** The scanner whose lines these are. */
    String scanner();

    /**
     * A thing as it passes the devices and the beam.
     *
     * @param scan its lines, with a little empty belt before and behind
     * @param barcode as the reader reads it; empty if it has none
     * @param mass_g as the scales say
     * @param box what the light curtain sees
     */
    record Thing(RawScan scan, Optional<String> barcode, OptionalDouble mass_g, Optional<Box> box) {}

    /**
     * What the light curtain sees of a thing.
     *
     * @param ahead_mm empty lines before it
     * @param length_mm along the belt
     * @param width_mm across it, in the middle of the belt
     * @param height_mm above it
     */
    record Box(int ahead_mm, int length_mm, double width_mm, double height_mm) {}
}
