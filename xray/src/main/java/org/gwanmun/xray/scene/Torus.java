package org.gwanmun.xray.scene;

/**
 * A ring lying in the xy plane: all points within {@code tube/2} of a circle of diameter {@code ring}, in millimetres.
 * A line meets it in up to two intervals, between the roots of a quartic.
 */
public record Torus(double ring, double tube) implements Shape {
    public Torus {
        if (!(ring > tube)) {
            throw new IllegalArgumentException(
                    "a torus' ring diameter (" + ring + ") must exceed its tube's (" + tube + ")");
        }
    }

    @Override
    public double reach(double nx, double ny, double nz) {
        return (ring * Math.hypot(nx, ny) + tube * Math.sqrt(nx * nx + ny * ny + nz * nz)) / 2;
    }

    @Override
    public void intersect(double ox, double oy, double oz, double dx, double dy, double dz, Intervals inside) {
        inside.clear();
        double big = ring / 2;
        double small = tube / 2;
        // Measured from the point nearest to the centre, in units of the outer radius, so that the powers stay near 1.
        double nearest = -(ox * dx + oy * dy + oz * dz);
        double unit = big + small;
        double px = (ox + nearest * dx) / unit;
        double py = (oy + nearest * dy) / unit;
        double pz = (oz + nearest * dz) / unit;
        double p2 = px * px + py * py + pz * pz;
        if (p2 >= 1) {
            return;
        }
        double r2 = big * big / (unit * unit);
        double k = p2 + r2 - small * small / (unit * unit);
        // (t² + k)² = 4 R² (|p_xy + t d_xy|²)
        double dxy = dx * dx + dy * dy;
        double pdxy = px * dx + py * dy;
        double pxy = px * px + py * py;
        double c0 = k * k - 4 * r2 * pxy;
        double c1 = -8 * r2 * pdxy;
        double c2 = 2 * k - 4 * r2 * dxy;
        double reach = Math.sqrt(1 - p2) * 1.0000001;
        double[] roots = inside.numbers(Quartic.MEMORY);
        int count = Quartic.roots(c0, c1, c2, -reach, reach, roots);
        double from = -reach;
        for (int i = 0; i <= count; i++) {
            double to = i < count ? roots[i] : reach;
            if (Quartic.value(c0, c1, c2, (from + to) / 2) < 0) {
                inside.append(nearest + from * unit, nearest + to * unit);
            }
            from = to;
        }
    }

    @Override
    public Shape inner(double wall_mm) {
        return new Torus(ring, Shape.room(tube, wall_mm));
    }
}
