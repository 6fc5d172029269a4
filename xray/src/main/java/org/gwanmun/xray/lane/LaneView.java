package org.gwanmun.xray.lane;

/**
 * The raster of one view of a parcel.
 *
 * @param name where the source is: {@code top}, {@code side}
 * @param lines rows; the first is the leading edge
 * @param pixels columns, increasing with +y ({@code top}) or +z ({@code side})
 * @param linePitch_mm distance between rows on the belt
 * @param pixelPitch_mm distance between columns in the plane of the belt
 */
public record LaneView(String name, int lines, int pixels, double linePitch_mm, double pixelPitch_mm) {
    public LaneView {
        if (!name.matches("[a-z0-9_]{1,32}")) {
            throw new IllegalArgumentException("name (" + name + ") of a view must be 1 to 32 of a-z, 0-9 and _.");
        }
        if (lines < 1 || pixels < 1) {
            throw new IllegalArgumentException(
                    "size (" + lines + " x " + pixels + ") of view " + name + " must be positive.");
        }
        if (!(linePitch_mm > 0 && linePitch_mm < 1000 && pixelPitch_mm > 0 && pixelPitch_mm < 1000)) {
            throw new IllegalArgumentException("pitch (" + linePitch_mm + ", " + pixelPitch_mm + " mm) of view " + name
                    + " must be positive and below 1000 mm.");
        }
    }
}
