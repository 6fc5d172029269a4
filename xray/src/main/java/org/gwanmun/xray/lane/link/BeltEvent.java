package org.gwanmun.xray.lane.link;

/** What a belt's devices see, in the order of the belt; places in mm. */
public sealed interface BeltEvent {
    /**
     * A millimetre of belt has passed the beam.
     *
     * @param place_mm which
     * @param from_mm right edge across the belt of what absorbs there
     * @param to_mm left edge; at most {@code from_mm} if nothing absorbs
     * @param absorption mean attenuation over the width of the belt
     */
    record Step(long place_mm, float from_mm, float to_mm, float absorption) implements BeltEvent {}

    /**
     * The light curtain, which stands before the beam.
     *
     * @param place_mm first millimetre
     * @param length_mm for how far it holds
     * @param height_mm of what lies there; 0 = nothing
     * @param from_mm right edge
     * @param to_mm left edge
     */
    record Curtain(long place_mm, int length_mm, float height_mm, float from_mm, float to_mm) implements BeltEvent {}

    /**
     * A barcode was read.
     *
     * @param place_mm where
     * @param text what
     */
    record Code(long place_mm, String text) implements BeltEvent {}

    /**
     * Something was weighed.
     *
     * @param place_mm of its middle
     * @param mass_g of it
     */
    record Weight(long place_mm, double mass_g) implements BeltEvent {}

    /**
     * The belt stood still.
     *
     * @param place_mm in the beam
     */
    record Stopped(long place_mm) implements BeltEvent {}

    /**
     * The belt ran backwards; places from this one on come again.
     *
     * @param place_mm first that comes again
     */
    record Reversed(long place_mm) implements BeltEvent {}
}
