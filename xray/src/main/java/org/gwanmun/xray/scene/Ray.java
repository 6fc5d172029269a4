package org.gwanmun.xray.scene;

/**
 * A straight line o + t d with |d| = 1, in millimetres. Loops over millions of rays reuse one: {@link #set} and {@link
 * #aim} change it; nobody keeps a ray he was lent.
 */
public final class Ray {
    private double ox;
    private double oy;
    private double oz;
    private double dx;
    private double dy;
    private double dz;

    /** The line o + t d; |d| must be 1. */
    public Ray(double ox, double oy, double oz, double dx, double dy, double dz) {
        set(ox, oy, oz, dx, dy, dz);
    }

    /** The ray from one point through another. */
    public static Ray through(double ax, double ay, double az, double bx, double by, double bz) {
        Ray ray = new Ray(0, 0, 0, 0, 0, 1);
        ray.aim(ax, ay, az, bx, by, bz);
        return ray;
    }

    /** Becomes the line o + t d; |d| must be 1. */
    public void set(double ox, double oy, double oz, double dx, double dy, double dz) {
        this.ox = ox;
        this.oy = oy;
        this.oz = oz;
        this.dx = dx;
        this.dy = dy;
        this.dz = dz;
    }

    /** Becomes the ray from one point through another. */
    public void aim(double ax, double ay, double az, double bx, double by, double bz) {
        double x = bx - ax;
        double y = by - ay;
        double z = bz - az;
        double length = Math.sqrt(x * x + y * y + z * z);
        if (!(length > 0)) {
            throw new IllegalArgumentException("the two points of a ray must differ");
        }
        set(ax, ay, az, x / length, y / length, z / length);
    }

    /** Origin. */
    public double ox() {
        return ox;
    }

    /** Origin. */
    public double oy() {
        return oy;
    }

    /** Origin. */
    public double oz() {
        return oz;
    }

    /** Direction. */
    public double dx() {
        return dx;
    }

    /** Direction. */
    public double dy() {
        return dy;
    }

    /** Direction. */
    public double dz() {
        return dz;
    }
}
