package org.gwanmun.server.camera;

import java.awt.geom.Line2D;
import java.util.List;
import org.gwanmun.trace.site.Zone;

/**
 * An area that somebody drew into a camera's picture.
 *
 * @param id of the camera's zones
 * @param points_px its corners, each x and y
 */
record DrawnZone(String id, String title, List<List<Double>> points_px) {
    static final int MOST = 16;
    static final int LEAST_POINTS = 3;
    static final int MOST_POINTS = 32;
    static final int LONGEST_TITLE = 60;

    /** The area. */
    Zone zone() {
        return new Zone(
                id,
                points_px.stream()
                        .map(point -> new Zone.Corner(point.get(0), point.get(1)))
                        .toList());
    }

    /** Whether two sides that share no corner touch each other, or there is no area. */
    boolean crossesItself() {
        int n = points_px.size();
        double area = 0;
        for (int i = 0; i < n; i++) {
            int next = (i + 1) % n;
            area += x(i) * y(next) - x(next) * y(i);
            for (int j = i + 2; j < n; j++) {
                int last = (j + 1) % n;
                if (last != i && Line2D.linesIntersect(x(i), y(i), x(next), y(next), x(j), y(j), x(last), y(last))) {
                    return true;
                }
            }
        }
        return Math.abs(area) < 2;
    }

    private double x(int i) {
        return points_px.get(i).get(0);
    }

    private double y(int i) {
        return points_px.get(i).get(1);
    }
}
