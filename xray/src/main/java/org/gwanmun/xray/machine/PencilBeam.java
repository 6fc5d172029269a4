package org.gwanmun.xray.machine;

import java.util.List;

/**
 * A flying spot: a tube behind a wheel of apertures that sends a pencil of X-rays across the belt, line after line, in equal
 * steps of angle, and large detectors that see what parcels scatter. Where the pencil is, is known from the wheel; the
 * detectors know nothing of place.
 *
 * @param name {@code top} or {@code bottom}, by where its source is
 * @param plane_x_mm where its plane stands along the belt
 * @param linePitch_mm travel of the belt during one sweep
 * @param columns steps of a sweep: the columns of its pictures
 * @param sweepFrom_deg angle of the pencil against the vertical when a line begins, positive towards +y
 * @param sweepTo_deg the same when it ends
 * @param spotX_mm full width of the pencil along the belt, on the belt's surface
 * @param spotAcross_mm its full width across
 * @param duty part of a line's time in which the pencil sweeps
 * @param heads what catches scatter of this pencil, one channel each
 */
public record PencilBeam(
        String name,
        double plane_x_mm,
        double linePitch_mm,
        int columns,
        ScannerProfile.Source source,
        double sweepFrom_deg,
        double sweepTo_deg,
        double spotX_mm,
        double spotAcross_mm,
        double duty,
        List<ScatterHead> heads) {
    public PencilBeam {
        heads = List.copyOf(heads);
    }

    /**
     * Large detectors that make one picture.
     *
     * @param channel {@code back_top}, {@code back_bottom}, {@code forward}
     * @param scintillator what stops the photons
     * @param septa_deg lamellae across the belt let pass what leaves the pencil's plane, but comes from beside it at less
     *     than this angle; 90 without lamellae
     * @param electronicNoise_counts standard deviation of the electronics a pixel, in counts
     */
    public record ScatterHead(
            String channel,
            List<Panel> panels,
            ScannerProfile.Layer scintillator,
            double septa_deg,
            double electronicNoise_counts,
            double pedestal_grey,
            double countsPerGrey) {
        public ScatterHead {
            panels = List.copyOf(panels);
        }
    }

    /**
     * A horizontal rectangle that looks towards the belt.
     *
     * @param x_mm its centre along the belt, from the pencil's plane
     * @param length_mm full size along the belt
     * @param width_mm full size across
     */
    public record Panel(double x_mm, double y_mm, double z_mm, double length_mm, double width_mm) {}

    /** The same pencil at another tube current. */
    PencilBeam withCurrent(double current_mA) {
        return new PencilBeam(
                name,
                plane_x_mm,
                linePitch_mm,
                columns,
                source.withCurrent(current_mA),
                sweepFrom_deg,
                sweepTo_deg,
                spotX_mm,
                spotAcross_mm,
                duty,
                heads);
    }

    /** Whether the pencil comes from above. */
    public boolean fromAbove() {
        return source.z_mm() > 0;
    }

    /** Angle of the pencil against the vertical in the middle of a column; also between columns. */
    public double angle_rad(double column) {
        return Math.toRadians(sweepFrom_deg + (column + 0.5) / columns * (sweepTo_deg - sweepFrom_deg));
    }

    /** Where the pencil of a column is across the belt, at a height. */
    public double y_mm(double column, double z_mm) {
        return source.y_mm() + Math.tan(angle_rad(column)) * Math.abs(source.z_mm() - z_mm);
    }

    /** The column whose pencil passes a point of its plane; also between columns. */
    public double column(double y_mm, double z_mm) {
        double angle = Math.toDegrees(Math.atan2(y_mm - source.y_mm(), Math.abs(source.z_mm() - z_mm)));
        return (angle - sweepFrom_deg) / (sweepTo_deg - sweepFrom_deg) * columns - 0.5;
    }

    /** How far the belt has travelled since the line began, in lines, when a column's turn comes: 0 … 1. */
    public double travelled(double column) {
        return (1 - duty) / 2 + duty * (column + 0.5) / columns;
    }

    /** Time for which a column is lit. */
    public double pixel_s(ScannerProfile profile) {
        return linePitch_mm / profile.beltSpeed_mm_s() * duty / columns;
    }

    /** Solid angle of the pencil, in steradian. */
    public double solidAngle_sr() {
        return spotX_mm * spotAcross_mm / (source.z_mm() * source.z_mm());
    }
}
