package org.gwanmun.trace.vision;

/**
 * A picture of a camera.
 *
 * @param width_px columns, 1 … {@value #MOST_SIDE_PX}
 * @param height_px rows, the same
 * @param time_s when it was taken, from the first picture on; never falls
 * @param bgr blue, green, red of each pixel, row by row without gaps; nobody writes into them any more
 */
public record Frame(int width_px, int height_px, double time_s, byte[] bgr) {
    /** Longest side: 8K and a little. */
    public static final int MOST_SIDE_PX = 8192;

    /** Checked. */
    public Frame {
        if (width_px < 1 || height_px < 1 || width_px > MOST_SIDE_PX || height_px > MOST_SIDE_PX) {
            throw new IllegalArgumentException("a picture of " + width_px + " x " + height_px);
        }
        if (bgr.length != 3 * width_px * height_px) {
            throw new IllegalArgumentException(bgr.length + " bytes for " + width_px + " x " + height_px);
        }
    }

    /** Offset of a pixel's blue. */
    public int at(int x, int y) {
        return 3 * (y * width_px + x);
    }
}
