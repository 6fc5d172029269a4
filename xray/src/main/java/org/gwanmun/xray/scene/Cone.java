package org.gwanmun.xray.scene;

/** A circular cone along z, its tip up; base diameter and length in millimetres. */
public record Cone(double diameter, double length) implements Shape {
    @Override
    public double reach(double nx, double ny, double nz) {
        return Math.max(nz * length, diameter * Math.hypot(nx, ny) - nz * length) / 2; // at the tip or the rim
    }

    @Override
    public void intersect(double ox, double oy, double oz, double dx, double dy, double dz, Intervals inside) {
        inside.clear();
        // With s the distance below the tip: x² + y² ≤ (k s)², 0 ≤ s ≤ length.
        double k = diameter / 2 / length;
        double s0 = length / 2 - oz;
        double ds = -dz;
        double low = Double.NEGATIVE_INFINITY; // the part of the line between base and tip
        double high = Double.POSITIVE_INFINITY;
        if (ds != 0) {
            double tip = -s0 / ds;
            double base = (length - s0) / ds;
            low = Math.min(tip, base);
            high = Math.max(tip, base);
        } else if (s0 <= 0 || s0 > length) { // the base belongs to it
            return;
        }
        double a = dx * dx + dy * dy - k * k * ds * ds;
        double b = ox * dx + oy * dy - k * k * s0 * ds;
        double c = ox * ox + oy * oy - k * k * s0 * s0;
        if (Math.abs(a) < 1e-14) { // parallel to the mantle: 2 b t + c ≤ 0
            if (b > 0) {
                high = Math.min(high, -c / (2 * b));
            } else if (b < 0) {
                low = Math.max(low, -c / (2 * b));
            } else if (c > 0) {
                return;
            }
            inside.append(low, high);
            return;
        }
        double discriminant = b * b - a * c;
        if (discriminant <= 0) {
            if (a < 0) {
                inside.append(low, high);
            }
            return;
        }
        double q = -(b + Math.copySign(Math.sqrt(discriminant), b));
        double t0 = q / a;
        double t1 = q == 0 ? 0 : c / q;
        double near = Math.min(t0, t1);
        double far = Math.max(t0, t1);
        if (a > 0) {
            inside.append(Math.max(low, near), Math.min(high, far));
        } else { // inside the double cone before the first root and after the second
            inside.append(low, Math.min(high, near));
            inside.append(Math.max(low, far), high);
        }
    }

    @Override
    public Shape inner(double wall_mm) {
        // Parallel faces at distance w: the inner cone is similar; base up by w, mantle in by w.
        double slant = Math.hypot(length, diameter / 2);
        double innerLength = length - wall_mm - wall_mm * slant / (diameter / 2);
        if (!(innerLength > 0)) {
            throw new IllegalArgumentException("walls of " + wall_mm + " mm leave no room in " + length + " mm");
        }
        Cone inner = new Cone(diameter * innerLength / length, innerLength);
        double centre = -length / 2 + wall_mm + innerLength / 2;
        return Placed.at(inner, 0, 0, centre);
    }
}
