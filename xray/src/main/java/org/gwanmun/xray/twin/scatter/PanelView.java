package org.gwanmun.xray.twin.scatter;

/**
 * A rectangle as a point sees it: its solid angle, and directions that are uniform over it (C. Ureña, M. Fajardo, A. King, An
 * area-preserving parametrization for spherical rectangles, Comput. Graph. Forum 32 (2013) 59, doi:10.1111/cgf.12151). However
 * near the rectangle is, every direction then stands for the same solid angle. Working memory of one thread.
 */
final class PanelView {
    private static final double EDGE = 1e-9;

    private double x0;
    private double x1;
    private double y0;
    private double y1;
    private double z0;
    private double flip;
    private double b0;
    private double b1;
    private double cosK;
    private double sinK;

    /** Solid angle in steradian; 0 if nothing is seen. */
    double solid_sr;

    /** The direction of the last {@link #sample}, and how far the panel is there. */
    double dx;

    double dy;
    double dz;
    double far_mm;

    /** Looks at the rectangle between these coordinates, relative to the point, at a height. */
    void look(double fromX, double toX, double fromY, double toY, double height) {
        x0 = fromX;
        x1 = toX;
        y0 = fromY;
        y1 = toY;
        flip = height > 0 ? -1 : 1;
        z0 = -Math.abs(height);
        solid_sr = 0;
        if (!(x1 > x0 && y1 > y0 && z0 < 0)) {
            return;
        }
        // Normals of the four planes through the point and an edge: (0, ∓z0, ±y) and (±z0, 0, ∓x), made unit.
        double zz = z0 * z0;
        double n0 = 1 / Math.sqrt(zz + y0 * y0);
        double n1 = 1 / Math.sqrt(zz + x1 * x1);
        double n2 = 1 / Math.sqrt(zz + y1 * y1);
        double n3 = 1 / Math.sqrt(zz + x0 * x0);
        b0 = -y0 * n0;
        b1 = y1 * n2;
        // The angles between neighbouring planes, as cosines and sines; sin² γ in a form that keeps small angles exact.
        double z1 = -z0;
        double c0 = y0 * n0 * x1 * n1;
        double s0 = z1 * n0 * n1 * Math.sqrt(zz + x1 * x1 + y0 * y0);
        double c1 = -x1 * n1 * y1 * n2;
        double s1 = z1 * n1 * n2 * Math.sqrt(zz + x1 * x1 + y1 * y1);
        double c2 = y1 * n2 * x0 * n3;
        double s2 = z1 * n2 * n3 * Math.sqrt(zz + x0 * x0 + y1 * y1);
        double c3 = -x0 * n3 * y0 * n0;
        double s3 = z1 * n3 * n0 * Math.sqrt(zz + x0 * x0 + y0 * y0);
        // Sums of angles are products of e^{iγ}: k = 2π − γ2 − γ3, Ω = γ0 + γ1 − k.
        cosK = c2 * c3 - s2 * s3;
        sinK = -(s2 * c3 + c2 * s3);
        double cos01 = c0 * c1 - s0 * s1;
        double sin01 = s0 * c1 + c0 * s1;
        double solid = Math.atan2(sin01 * cosK - cos01 * sinK, cos01 * cosK + sin01 * sinK);
        solid_sr = solid < -1e-9 ? solid + 2 * Math.PI : Math.max(0, solid); // below 0 by rounding it is none
    }

    /** Chooses a direction, uniform over the solid angle for uniform u and v in [0, 1). */
    void sample(double u, double v) {
        double sin = Math.sin(u * solid_sr);
        double cos = Math.cos(u * solid_sr);
        double fu = ((cos * cosK - sin * sinK) * b0 - b1) / (sin * cosK + cos * sinK);
        double cu = Math.clamp(Math.copySign(1 / Math.sqrt(fu * fu + b0 * b0), fu), -1 + EDGE, 1 - EDGE);
        double x = Math.clamp(-cu * z0 / Math.sqrt(1 - cu * cu), x0, x1);
        double d = Math.sqrt(x * x + z0 * z0);
        double h0 = y0 / Math.sqrt(d * d + y0 * y0);
        double h1 = y1 / Math.sqrt(d * d + y1 * y1);
        double h = h0 + v * (h1 - h0);
        double y = h * h < 1 - EDGE ? h * d / Math.sqrt(1 - h * h) : y1;
        far_mm = Math.sqrt(x * x + y * y + z0 * z0);
        dx = x / far_mm;
        dy = y / far_mm;
        dz = flip * z0 / far_mm;
    }
}
