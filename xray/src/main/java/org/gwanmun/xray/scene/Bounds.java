package org.gwanmun.xray.scene;

/** An axis-aligned box, in millimetres. */
public record Bounds(double x0, double y0, double z0, double x1, double y1, double z1) {
    /** The smallest box around both. */
    public Bounds around(Bounds b) {
        return new Bounds(
                Math.min(x0, b.x0),
                Math.min(y0, b.y0),
                Math.min(z0, b.z0),
                Math.max(x1, b.x1),
                Math.max(y1, b.y1),
                Math.max(z1, b.z1));
    }

    /** Whether {@code inner} lies inside, give or take {@code slack_mm}. */
    public boolean contains(Bounds inner, double slack_mm) {
        return inner.x0 >= x0 - slack_mm
                && inner.y0 >= y0 - slack_mm
                && inner.z0 >= z0 - slack_mm
                && inner.x1 <= x1 + slack_mm
                && inner.y1 <= y1 + slack_mm
                && inner.z1 <= z1 + slack_mm;
    }
}
