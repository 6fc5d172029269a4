package org.gwanmun.trace.site;

import java.util.List;
import org.gwanmun.core.message.Refusal;

/**
 * A named part of a camera's picture: a polygon, closed from the last corner to the first. Where its sides cross, a point is in
 * it that has an odd number of sides to its right.
 *
 * @param name of the zone
 * @param corners in pixels of the picture
 */
public record Zone(String name, List<Corner> corners) {
    private static final double LEAST_AREA_PX = 1;

    /** A corner, x to the right and y down. */
    public record Corner(double x_px, double y_px) {}

    /**
     * Checked.
     *
     * @throws Refusal if there are fewer than three corners, or no area
     */
    public Zone {
        corners = List.copyOf(corners);
        if (corners.size() < 3) {
            throw Refusal.badInput(SiteMessage.TOO_FEW_CORNERS, name, corners.size());
        }
        if (!(extent(corners) >= LEAST_AREA_PX)) {
            throw Refusal.badInput(SiteMessage.NO_AREA, name);
        }
    }

    /** Area of the triangles that each side makes with the first corner, whatever way they turn. */
    private static double extent(List<Corner> corners) {
        Corner first = corners.getFirst();
        double sum = 0;
        for (int i = 2; i < corners.size(); i++) {
            Corner one = corners.get(i - 1);
            Corner other = corners.get(i);
            sum += Math.abs((one.x_px - first.x_px) * (other.y_px - first.y_px)
                            - (other.x_px - first.x_px) * (one.y_px - first.y_px))
                    / 2;
        }
        return sum;
    }

    /** Whether a point of the picture, as a rule where somebody's feet are, is in it. */
    public boolean contains(double x_px, double y_px) {
        boolean in = false;
        Corner from = corners.getLast();
        for (Corner to : corners) {
            if (from.y_px > y_px != to.y_px > y_px
                    && x_px < from.x_px + (y_px - from.y_px) / (to.y_px - from.y_px) * (to.x_px - from.x_px)) {
                in = !in;
            }
            from = to;
        }
        return in;
    }
}
