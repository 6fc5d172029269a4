package org.gwanmun.xray.scene;

/** A straight line o + t d with |d| = 1, in millimetres. */
public record Ray(double ox, double oy, double oz, double dx, double dy, double dz) {
    /** The ray from one point through another. */
    public static Ray through(double ax, double ay, double az, double bx, double by, double bz) {
        double x = bx - ax;
        double y = by - ay;
        double z = bz - az;
        double length = Math.sqrt(x * x + y * y + z * z);
        if (!(length > 0)) {
            throw new IllegalArgumentException("the two points of a ray must differ");
        }
        return new Ray(ax, ay, az, x / length, y / length, z / length);
    }
}
