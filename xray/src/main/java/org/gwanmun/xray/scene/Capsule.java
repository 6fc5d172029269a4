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
    public Bounds bounds() {
        return Bounds.centred(diameter, diameter, length);
    }

    @Override
    public void intersect(Ray ray, Intervals inside, Workspace work) {
        // Convex: from the first entry to the last exit of its three convex parts.
        inside.clear();
        double straight = (length - diameter) / 2;
        double radius = diameter / 2;
        double near = Double.POSITIVE_INFINITY;
        double far = Double.NEGATIVE_INFINITY;
        for (int end = -1; end <= 1; end += 2) { // half-spheres, as whole ones
            double oz = ray.oz() - end * straight;
            double nearest = -(ray.ox() * ray.dx() + ray.oy() * ray.dy() + oz * ray.dz());
            double px = ray.ox() + nearest * ray.dx();
            double py = ray.oy() + nearest * ray.dy();
            double pz = oz + nearest * ray.dz();
            double rest = radius * radius - px * px - py * py - pz * pz;
            if (rest > 0) {
                double half = Math.sqrt(rest);
                near = Math.min(near, nearest - half);
                far = Math.max(far, nearest + half);
            }
        }
        if (straight > 0) {
            new Cylinder(diameter, 2 * straight).intersect(ray, inside, work);
            if (inside.count() > 0) {
                near = Math.min(near, inside.from(0));
                far = Math.max(far, inside.to(0));
                inside.clear();
            }
        }
        inside.append(near, far);
    }

    @Override
    public Shape inner(double wall_mm) {
        return new Capsule(Shape.room(diameter, wall_mm), Shape.room(length, wall_mm));
    }
}
