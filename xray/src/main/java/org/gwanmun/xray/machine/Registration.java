package org.gwanmun.xray.machine;

/**
 * Where the raster of a fan-beam view lies on the raster of a flying spot, for things at one height above the belt.
 *
 * <p>Along the belt both are known by the piece of belt s that is in the plane: s = v t₀ + (line + ½) pitch − x_plane for the
 * view, s = v t₀ + (line + travelled(column)) pitch − x_plane for the spot, which moves on while it sweeps. Across, a ray of the
 * view and a pencil meet at y(z). Things at other heights lie beside by the difference of both parallaxes, and by nothing
 * in the middle of the belt.
 */
public final class Registration {
    private final PencilBeam pencil;
    private final double[] column; // of the spot's raster, by pixel of the view
    private final double firstPlace_mm; // of the view's line 0, on the spot's scale
    private final double viewPitch_mm;

    /**
     * Of two channels of one scan.
     *
     * @param z_mm height above the belt at which both meet
     */
    public Registration(
            ScannerProfile profile,
            ScannerProfile.View view,
            RawScan.Channel viewChannel,
            PencilBeam pencil,
            RawScan.Channel scatter,
            double z_mm) {
        this.pencil = pencil;
        ScannerProfile.Source source = view.source();
        int pixels = viewChannel.scan().width();
        column = new double[pixels];
        for (int p = 0; p < pixels; p++) {
            double pixel = (p + 0.5) / pixels * view.detector().pixels() - 0.5;
            double down = (z_mm - source.z_mm()) / (view.pixelZ_mm(pixel) - source.z_mm());
            column[p] = pencil.column(source.y_mm() + down * (view.pixelY_mm(pixel) - source.y_mm()), z_mm);
        }
        double v = profile.beltSpeed_mm_s();
        viewPitch_mm = viewChannel.linePitch_mm();
        firstPlace_mm = v * viewChannel.firstLine_s()
                - viewChannel.plane_x_mm()
                - (v * scatter.firstLine_s() - scatter.plane_x_mm());
    }

    /** Column of the spot's raster under a pixel of the view; also between columns. */
    public double column(int pixel) {
        return column[pixel];
    }

    /** Line of the spot's raster under a line of the view, at a column; also between lines. */
    public double line(double viewLine, double column) {
        return (firstPlace_mm + (viewLine + 0.5) * viewPitch_mm) / pencil.linePitch_mm() - pencil.travelled(column);
    }

    /**
     * Values of the spot's raster on that of the view, straight lines between four neighbours; NaN outside.
     *
     * @param lines of the spot's raster, row-major with the pencil's columns
     * @param shift_mm how much later than planned the spot's picture begins
     */
    public float[] onView(float[] values, int lines, int viewLines, double shift_mm) {
        float[] on = new float[viewLines * column.length];
        for (int line = 0; line < viewLines; line++) {
            for (int p = 0; p < column.length; p++) {
                on[line * column.length + p] = at(values, lines, line, p, shift_mm);
            }
        }
        return on;
    }

    /** One value of {@link #onView}. */
    public float at(float[] values, int lines, int viewLine, int pixel, double shift_mm) {
        double c = column[pixel];
        double i = line(viewLine, c) + shift_mm / pencil.linePitch_mm();
        int columns = pencil.columns();
        if (!(c > -0.5 && c < columns - 0.5 && i > -1 && i < lines)) {
            return Float.NaN;
        }
        c = Math.clamp(c, 0, columns - 1.000001);
        i = Math.clamp(i, 0, lines - 1.000001);
        int c0 = (int) c;
        int i0 = (int) i;
        int at = i0 * columns + c0;
        int below = lines > 1 ? columns : 0;
        double fc = c - c0;
        double fi = i - i0;
        return (float) ((1 - fi) * ((1 - fc) * values[at] + fc * values[at + 1])
                + fi * ((1 - fc) * values[at + below] + fc * values[at + below + 1]));
    }

    /** How many pixels a line of the view has. */
    public int pixels() {
        return column.length;
    }
}
