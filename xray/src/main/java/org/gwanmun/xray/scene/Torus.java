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
    public Bounds bounds() {
        return Bounds.centred(ring + tube, ring + tube, tube);
    }

    @Override
    public void intersect(Ray ray, Intervals inside, Workspace work) {
        inside.clear();
        double big = ring / 2;
        double small = tube / 2;
        // Measured from the point nearest to the centre, in units of the outer radius, so that the powers stay near 1.
        double nearest = -(ray.ox() * ray.dx() + ray.oy() * ray.dy() + ray.oz() * ray.dz());
        double unit = big + small;
        double px = (ray.ox() + nearest * ray.dx()) / unit;
        double py = (ray.oy() + nearest * ray.dy()) / unit;
        double pz = (ray.oz() + nearest * ray.dz()) / unit;
        double p2 = px * px + py * py + pz * pz;
        if (p2 >= 1) {
            return;
        }
        double r2 = big * big / (unit * unit);
        double k = p2 + r2 - small * small / (unit * unit);
        // (t² + k)² = 4 R² (|p_xy + t d_xy|²)
        double dxy = ray.dx() * ray.dx() + ray.dy() * ray.dy();
        double pdxy = px * ray.dx() + py * ray.dy();
        double pxy = px * px + py * py;
        double[] quartic = work.polynomial[4];
        quartic[0] = k * k - 4 * r2 * pxy;
        quartic[1] = -8 * r2 * pdxy;
        quartic[2] = 2 * k - 4 * r2 * dxy;
        quartic[3] = 0;
        quartic[4] = 1;
        double reach = Math.sqrt(1 - p2) * 1.0000001;
        int count = Quartic.roots(work, 4, -reach, reach);
        double[] roots = work.roots[4];
        double from = -reach;
        for (int i = 0; i <= count; i++) {
            double to = i < count ? roots[i] : reach;
            double middle = (from + to) / 2;
            if (Quartic.value(quartic, middle) < 0) {
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
