package org.gwanmun.server.camera;

import java.awt.geom.Line2D;
import java.util.List;

/**
 * An area drawn into a camera's picture.
 *
 * @param id of the camera's zones
 * @param points_px its corners, each x and y
 */
record Zone(String id, String title, List<List<Double>> points_px) {
    static final int MOST = 16;
    static final int MOST_POINTS = 32;
    static final int LONGEST_TITLE = 60;

    /** Whether a point lies within: whether a ray from it crosses the outline an odd number of times. */
    boolean contains(double x, double y) {
        boolean inside = false;
        for (int i = 0, j = points_px.size() - 1; i < points_px.size(); j = i++) {
            double yi = y(i);
            double yj = y(j);
            if (yi > y != yj > y && x < (x(j) - x(i)) * (y - yi) / (yj - yi) + x(i)) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** Whether two sides that do not share a corner touch each other, or there is no area. */
    boolean crossesItself() {
        int n = points_px.size();
        double area = 0;
        for (int i = 0; i < n; i++) {
            int next = (i + 1) % n;
            area += x(i) * y(next) - x(next) * y(i);
            for (int j = i + 2; j < n; j++) {
                if ((j + 1) % n != i
                        && Line2D.linesIntersect(
                                x(i), y(i), x(next), y(next), x(j), y(j), x((j + 1) % n), y((j + 1) % n))) {
                    return true;
                }
            }
        }
        return Math.abs(area) < 1;
    }

    private double x(int i) {
        return points_px.get(i).get(0);
    }

    private double y(int i) {
        return points_px.get(i).get(1);
    }
}
