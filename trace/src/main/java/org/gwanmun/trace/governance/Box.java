package org.gwanmun.trace.governance;

/**
 * A place in a picture, by its left upper corner. It may reach beyond the picture.
 *
 * @param left_px column of its left edge
 * @param top_px row of its upper edge
 * @param w_px width, positive
 * @param h_px height, positive
 */
public record Box(double left_px, double top_px, double w_px, double h_px) {
    /** Checked. */
    public Box {
        if (!(w_px > 0 && h_px > 0)
                || !Double.isFinite(left_px)
                || !Double.isFinite(top_px)
                || !Double.isFinite(w_px)
                || !Double.isFinite(h_px)) {
            throw new IllegalArgumentException("a box at " + left_px + ", " + top_px + " of " + w_px + " x " + h_px);
        }
    }
}
