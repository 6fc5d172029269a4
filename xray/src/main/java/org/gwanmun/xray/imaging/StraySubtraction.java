package org.gwanmun.xray.imaging;

import java.util.stream.IntStream;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.machine.StrayLight;

/** Takes off a view what the parcel scatters onto its detector ({@link StrayLight}), as the view itself tells of the parcel. */
final class StraySubtraction {
    private static final int CELL = 8; // pixels: scatter knows nothing finer
    private static final double LEAST = 1e-5;

    private StraySubtraction() {}

    /**
     * Modified: normalised.transmission.
     *
     * @param amount C
     * @param middle_mm height of the parcel's middle above the belt
     */
    static void apply(Normalisation normalised, double amount, ScannerProfile.View view, double middle_mm) {
        if (amount <= 0) {
            return;
        }
        int pixels = normalised.pixels;
        int cells = (pixels + CELL - 1) / CELL;
        double pitch = view.detector().length_mm() / pixels * CELL;
        double height = Math.max(1, view.sourceToDetector_mm() - view.depth_mm(0, middle_mm));
        IntStream.range(0, normalised.lines).parallel().forEach(line -> {
            double[] source = new double[cells];
            double most = 0;
            for (int cell = 0; cell < cells; cell++) {
                int end = Math.min(pixels, (cell + 1) * CELL);
                double mean = 0;
                for (int p = cell * CELL; p < end; p++) {
                    mean += normalised.transmission[line * pixels + p] / (end - cell * CELL);
                }
                source[cell] = amount * StrayLight.source(mean);
                most = Math.max(most, source[cell]);
            }
            if (most < LEAST) {
                return;
            }
            double[] stray = StrayLight.spread(source, pitch, height);
            for (int p = 0; p < pixels; p++) {
                double at = Math.clamp((p + 0.5) / CELL - 0.5, 0, cells - 1.000001);
                int cell = (int) at;
                normalised.transmission[line * pixels + p] -=
                        (float) (stray[cell] + (at - cell) * (stray[Math.min(cell + 1, cells - 1)] - stray[cell]));
            }
        });
    }
}
