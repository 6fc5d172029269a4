package org.gwanmun.xray.twin;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.MachineMessage;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;

/**
 * The twin scans a step wedge, as one would on a real machine: for each material a row of thicknesses in the middle of the
 * fan, noise and all, averaged over lines and columns before the logarithm. A step is wide, so that blur, crosstalk and
 * afterglow of its neighbours do not reach its middle.
 */
final class StepWedge {
    /** What a wedge is made of: a span of Z that a customs laboratory has on its shelf. */
    static final List<String> MATERIALS =
            List.of("polyethylene", "PMMA", "PTFE", "magnesium", "aluminium", "titanium", "iron", "copper");

    private static final int STEPS = 18;
    private static final int COLUMNS = 16;
    private static final int LINES = 500;
    private static final double LEAST_SIGNAL = 33; // σ of the mean of a step's readings
    private static final double LEAST_DEPTH = 2; // a wedge that ends before says nothing of what parcels hold
    private static final double DEEPEST = 6.5; // −ln T at low energy of the thickest step, if the detector sees as deep

    private final ScannerProfile.View view;
    private final FanBeam beam;
    private final long number;

    StepWedge(ScannerProfile.View view, FanBeam beam, int number) {
        this.view = view;
        this.beam = beam;
        this.number = number;
    }

    Calibration.ViewWedge scan(long seed) {
        return Calibration.ViewWedge.fitted(
                view.name(),
                IntStream.range(0, MATERIALS.size())
                        .parallel()
                        .mapToObj(m -> steps(m, seed))
                        .toList());
    }

    private Calibration.Steps steps(int m, long seed) {
        Material material = MaterialCatalogue.standard().find(MATERIALS.get(m)).orElseThrow();
        float[] muRho = beam.muRho_cm2_g(material);
        // A weak machine's deepest step is where its averaged electronics still know the signal to some per cent.
        double least = LEAST_SIGNAL * view.detector().electronicNoise_counts() / Math.sqrt(LINES * (double) COLUMNS);
        double seen = Math.min(DEEPEST, Math.log(beam.airMean[0][foot()] / Math.max(least, 1e-9)));
        if (seen < LEAST_DEPTH) {
            throw Refusal.badInput(MachineMessage.TOO_DARK_FOR_WEDGE, view.name(), Math.round(beam.airMean[0][foot()]));
        }
        double deepest = thicknessFor(seen, muRho, foot());
        double[] areal = new double[STEPS]; // along the ray
        double[][] attenuation = new double[2][STEPS];
        for (int step = 0; step < STEPS; step++) {
            areal[step] = deepest * Math.pow((step + 1.0) / STEPS, 1.7); // finer where curves bend most
            RandomGenerator random = RandomStreams.stream(seed, number, m, step);
            for (int layer = 0; layer < 2; layer++) {
                double signal = 0;
                double air = 0;
                for (int column = 0; column < COLUMNS; column++) {
                    int pixel = foot() - COLUMNS / 2 + column;
                    double[] loaded = moments(layer, pixel, areal[step], muRho);
                    signal += average(loaded[0], loaded[1], random);
                    air += average(beam.airMean[layer][pixel], beam.airVariance[layer][pixel], random);
                }
                attenuation[layer][step] = -Math.log(signal / air);
            }
        }
        return new Calibration.Steps(
                MATERIALS.get(m),
                material.composition().zeff(),
                material.composition().electrons_mol_per_g(),
                areal,
                attenuation[0],
                attenuation[1]);
    }

    /** The pixel next to the perpendicular from the source, where rays are shortest and strongest. */
    private int foot() {
        int foot = COLUMNS / 2;
        for (int p = COLUMNS / 2; p < beam.pixels - COLUMNS / 2; p++) {
            foot = view.slant(p) < view.slant(foot) ? p : foot;
        }
        return foot;
    }

    /** Mean of {@link #LINES} dark-subtracted readings of one pixel, in counts. */
    private double average(double mean, double variance, RandomGenerator random) {
        double total = 0;
        for (int line = 0; line < LINES; line++) {
            total += ViewTwin.draw(mean, variance, random)
                    + view.detector().electronicNoise_counts() * random.nextGaussian();
        }
        return total / LINES;
    }

    /** Mean and variance of a pixel's counts behind so much of one material. */
    private double[] moments(int layer, int pixel, double areal_g_cm2, float[] muRho) {
        double mean = 0;
        double variance = 0;
        for (int k = 0; k < beam.bins; k++) {
            double passed = Math.exp(-areal_g_cm2 * muRho[k]);
            mean += beam.w1[layer][pixel * beam.bins + k] * passed;
            variance += beam.w2[layer][pixel * beam.bins + k] * passed;
        }
        return new double[] {mean, variance};
    }

    private double thicknessFor(double attenuation, float[] muRho, int pixel) {
        double low = 0;
        double high = 1000;
        double air = beam.airMean[0][pixel];
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (-Math.log(moments(0, pixel, middle, muRho)[0] / air) < attenuation) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
