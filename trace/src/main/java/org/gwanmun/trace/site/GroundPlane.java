package org.gwanmun.trace.site;

import java.util.Optional;
import org.gwanmun.trace.motion.GroundMap;

/**
 * Where a camera's feet stand on the floor plan, and how well that is known. A foot point with covariance C in the picture has
 * J C Jᵀ on the plan, J the slope of the map there: a pixel is worth the more metres the farther it is.
 *
 * <p>Source: R. Hartley, A. Zisserman, Multiple View Geometry, 2nd ed., Cambridge 2004, section 5.2,
 * doi:10.1017/CBO9780511811685.
 *
 * @param map from the picture to the plan
 */
public record GroundPlane(GroundMap map) {
    /**
     * A place on the plan.
     *
     * @param x_m metres on the plan
     * @param y_m the same
     * @param xx_m2 variance of x, in square metres
     * @param xy_m2 covariance
     * @param yy_m2 variance of y
     */
    public record Place(double x_m, double y_m, double xx_m2, double xy_m2, double yy_m2) {
        /** How many standard deviations, in its own direction, another point of the plan is away. */
        public double deviations(double otherX_m, double otherY_m) {
            double dx = otherX_m - x_m;
            double dy = otherY_m - y_m;
            double determinant = xx_m2 * yy_m2 - xy_m2 * xy_m2;
            return Math.sqrt((yy_m2 * dx * dx - 2 * xy_m2 * dx * dy + xx_m2 * dy * dy) / determinant);
        }
    }

    /** A point of the picture. */
    public record Point(double x_px, double y_px) {}

    /**
     * Where feet stand; none at the horizon and above it.
     *
     * @param deviationX_px standard deviation of the foot point, to the side
     * @param deviationY_px the same, up and down
     */
    public Optional<Place> findPlace(double x_px, double y_px, double deviationX_px, double deviationY_px) {
        double[] at = new double[2];
        double[] j = new double[4];
        if (!map.toPlan(x_px, y_px, at, 0) || !map.slope(x_px, y_px, j, 0)) {
            return Optional.empty();
        }
        double xx = deviationX_px * deviationX_px;
        double yy = deviationY_px * deviationY_px;
        return Optional.of(new Place(
                at[0],
                at[1],
                j[0] * j[0] * xx + j[1] * j[1] * yy,
                j[0] * j[2] * xx + j[1] * j[3] * yy,
                j[2] * j[2] * xx + j[3] * j[3] * yy));
    }

    /** Where a place on the plan is in the picture; none behind the camera. */
    public Optional<Point> findPoint(double x_m, double y_m) {
        double[] at = new double[2];
        return map.toPicture(x_m, y_m, at, 0) ? Optional.of(new Point(at[0], at[1])) : Optional.empty();
    }
}
