package org.gwanmun.xray.scene;

/** A cylinder along z with half-sphere caps; diameter and length (with caps) in millimetres, length ≥ diameter. */
public record Capsule(double diameter, double length) implements Shape {
    public Capsule {
        if (!(length >= diameter)) {
            throw new IllegalArgumentException("a capsule's length (" + length
                    + ") includes its caps, so it cannot be less than its diameter (" + diameter + ")");
        }
    }

    @Override
    public double reach(double nx, double ny, double nz) {
        return (diameter * Math.sqrt(nx * nx + ny * ny + nz * nz) + Math.abs(nz) * (length - diameter)) / 2;
    }

    @Override
    public void intersect(double ox, double oy, double oz, double dx, double dy, double dz, Intervals inside) {
        inside.clear();
        // Convex: from the first entry to the last exit of its three convex parts, a straight cylinder and two balls.
        double radius = diameter / 2;
        double straight = (length - diameter) / 2;
        double near = Double.POSITIVE_INFINITY;
        double far = Double.NEGATIVE_INFINITY;
        double a = dx * dx + dy * dy;
        if (a > 0) {
            double middle = -(ox * dx + oy * dy) / a;
            double px = ox + middle * dx;
            double py = oy + middle * dy;
            double rest = radius * radius - px * px - py * py;
            if (rest <= 0) {
                return; // the endless cylinder holds the capsule
            }
            double half = Math.sqrt(rest / a);
            double low = middle - half;
            double high = middle + half;
            if (dz != 0) {
                double crossing = -oz / dz;
                double reach = straight / Math.abs(dz);
                low = Math.max(low, crossing - reach);
                high = Math.min(high, crossing + reach);
            } else if (Math.abs(oz) > straight) {
                high = low;
            }
            if (low < high) {
                near = low;
                far = high;
            }
        } else if (ox * ox + oy * oy >= radius * radius) {
            return;
        }
        for (int end = -1; end <= 1; end += 2) {
            double cz = oz - end * straight;
            double middle = -(ox * dx + oy * dy + cz * dz);
            double px = ox + middle * dx;
            double py = oy + middle * dy;
            double pz = cz + middle * dz;
            double rest = radius * radius - (px * px + py * py + pz * pz);
            if (rest > 0) {
                double half = Math.sqrt(rest);
                near = Math.min(near, middle - half);
                far = Math.max(far, middle + half);
            }
        }
        inside.append(near, far);
    }

    @Override
    public Shape inner(double wall_mm) {
        return new Capsule(Shape.room(diameter, wall_mm), Shape.room(length, wall_mm));
    }
}
