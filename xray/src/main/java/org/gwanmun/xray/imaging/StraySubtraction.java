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
     * Modified: low.transmission, high.transmission.
     *
     * @param middle_mm height of the parcel's middle above the belt
     */
    static void apply(
            Normalisation low, Normalisation high, StrayLight amount, ScannerProfile.View view, double middle_mm) {
        int pixels = low.pixels;
        if (amount.equals(StrayLight.NONE) || high.pixels != pixels || high.lines != low.lines) {
            return;
        }
        int cells = (pixels + CELL - 1) / CELL;
        double pitch = view.detector().length_mm() / pixels * CELL;
        double height = Math.max(1, view.sourceToDetector_mm() - view.depth_mm(0, middle_mm));
        IntStream.range(0, low.lines).parallel().forEach(line -> {
            double[] lows = new double[cells];
            double[] highs = new double[cells];
            double most = 0;
            for (int cell = 0; cell < cells; cell++) {
                double tl = mean(low, line, cell);
                double th = mean(high, line, cell);
                lows[cell] = amount.low() * StrayLight.source(tl, th);
                highs[cell] = amount.high() * StrayLight.source(th, th);
                most = Math.max(most, highs[cell]);
            }
            if (most >= LEAST) {
                take(low, line, StrayLight.spread(lows, pitch, height));
                take(high, line, StrayLight.spread(highs, pitch, height));
            }
        });
    }

    private static double mean(Normalisation layer, int line, int cell) {
        int end = Math.min(layer.pixels, (cell + 1) * CELL);
        double mean = 0;
        for (int p = cell * CELL; p < end; p++) {
            mean += layer.transmission[line * layer.pixels + p] / (end - cell * CELL);
        }
        return mean;
    }

    private static void take(Normalisation layer, int line, double[] stray) {
        for (int p = 0; p < layer.pixels; p++) {
            double at = Math.clamp((p + 0.5) / CELL - 0.5, 0, stray.length - 1.000001);
            int cell = (int) at;
            double next = stray[Math.min(cell + 1, stray.length - 1)];
            layer.transmission[line * layer.pixels + p] -= (float) (stray[cell] + (at - cell) * (next - stray[cell]));
        }
    }
}
