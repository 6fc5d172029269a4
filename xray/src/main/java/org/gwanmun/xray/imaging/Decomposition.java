package org.gwanmun.xray.imaging;

import org.gwanmun.core.maths.MonotoneCubic;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.SpectralResponse;
import org.gwanmun.xray.matter.VirtualElement;

/**
 * Two attenuations to areal density and Zeff, through what the wedge showed and nothing else.
 *
 * <p>The wedge's {@link SpectralResponse} says what attenuations A_low, A_high any number of electrons of any element would
 * give; for a pixel's A_high the ratio s = A_low/A_high then tells the element and their number, beam hardening included. Two
 * corrections lead from the line of elements to what parcels hold: compounds of light and heavier elements look a little
 * heavier than their Zeff ({@link #AS_COMPOUND}), and a gram of hydrogen-rich stuff has more electrons than one of minerals
 * ({@link #ELECTRONS_PER_GRAM}); the spread about both two energies cannot resolve. The result is tabulated on (A_high, s),
 * so that a pixel costs one logarithm and two bilinear look-ups.
 *
 * <p>Valid for A_high up to {@link #DEEPEST}; Zeff is clipped to {@link #LOWEST_Z} … {@link #HIGHEST_Z}. Immutable.
 */
final class Decomposition {
    static final double DEEPEST = 8;
    static final double LOWEST_Z = 4;
    static final double HIGHEST_Z = 40;

    private static final int ROWS = 201;
    private static final int COLUMNS = 301;
    private static final double SHALLOWEST = 0.04;
    private static final double LOWEST_RATIO = 0.9;
    private static final double HIGHEST_RATIO = 6;
    private static final double COLUMNS_PER_LOG = (COLUMNS - 1) / Math.log(HIGHEST_RATIO / LOWEST_RATIO);

    private static final int NODES = 48;
    private static final double IRON_Z = 26;

    /**
     * Zeff of what parcels hold, by the element that looks like it at 1.5 mean free paths of 60 keV: medians of the material
     * catalogue, half-way to the elements where both pure elements and compounds are common (13).
     */
    private static final MonotoneCubic AS_COMPOUND = new MonotoneCubic(
            new double[] {
                4, 5.45, 5.86, 6.25, 6.95, 7.43, 7.77, 8.22, 8.8, 9.3, 10.2, 10.8, 11.25, 12.35, 13, 14.1, 15.2, 18, 22,
                40
            },
            new double[] {
                4, 5.44, 5.83, 6.2, 6.89, 7.36, 7.64, 7.99, 8.55, 9.0, 9.9, 10.57, 11.08, 12.2, 12.87, 13.9, 15.05,
                17.92, 22, 40
            });

    /** Electrons in mol per gram, by Zeff: medians of the material catalogue, by class of stuff. */
    private static final MonotoneCubic ELECTRONS_PER_GRAM = new MonotoneCubic(
            new double[] {
                4, 5.44, 5.83, 6.2, 6.5, 6.9, 7.1, 7.4, 7.7, 8.5, 9.9, 10.5, 11.1, 11.5, 12.2, 12.9, 13.9, 15, 18, 20,
                22, 26, 29.4, 40
            },
            new double[] {
                0.575, 0.570, 0.5466, 0.5375, 0.536, 0.532, 0.533, 0.542, 0.5335, 0.53, 0.53, 0.5285, 0.515, 0.508,
                0.498, 0.491, 0.503, 0.487, 0.486, 0.478, 0.468, 0.4655, 0.4573, 0.445
            });

    private final float[] zeff = new float[ROWS * COLUMNS];
    private final float[] gramsPerHigh = new float[ROWS * COLUMNS];
    private final MonotoneCubic ironGrams; // by A_high

    Decomposition(Calibration.ViewWedge wedge) {
        SpectralResponse response = wedge.response();
        int count = (int) Math.round((HIGHEST_Z - LOWEST_Z) * 2) + 1;
        double[] z = new double[count];
        MonotoneCubic[] electrons = new MonotoneCubic[count];
        MonotoneCubic[] low = new MonotoneCubic[count];
        for (int m = 0; m < count; m++) {
            z[m] = LOWEST_Z + m / 2.0;
            double[] mu = VirtualElement.muPerElectron(z[m], response.energy_keV());
            double[] amount = new double[NODES];
            double[] high = new double[NODES];
            double[] lows = new double[NODES];
            double deepest = amountFor(DEEPEST * 1.02, response, mu);
            for (int i = 1; i < NODES; i++) {
                amount[i] = deepest * Math.pow(i / (NODES - 1.0), 1.5);
                high[i] = response.attenuation(response.high(), mu, amount[i]);
                lows[i] = response.attenuation(response.low(), mu, amount[i]);
            }
            electrons[m] = new MonotoneCubic(high, amount);
            low[m] = new MonotoneCubic(high, lows);
        }
        int iron = (int) Math.round((IRON_Z - LOWEST_Z) * 2);
        double[] deeper = new double[ROWS];
        double[] grams = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            deeper[row] = DEEPEST * row / (ROWS - 1);
            grams[row] = electrons[iron].value(deeper[row]) / ELECTRONS_PER_GRAM.value(IRON_Z);
        }
        ironGrams = new MonotoneCubic(deeper, grams);
        double[] ratio = new double[count];
        double[] perHigh = new double[count];
        double[] here = new double[count];
        for (int row = 0; row < ROWS; row++) {
            double high = Math.max(SHALLOWEST, DEEPEST * row / (ROWS - 1));
            int usable = 0;
            for (int m = 0; m < count; m++) {
                double s = low[m].value(high) / high;
                if (usable == 0 || s > ratio[usable - 1] * 1.0005) { // heavier metals fall together at great depth
                    ratio[usable] = s;
                    perHigh[usable] = electrons[m].value(high) / high;
                    here[usable] = z[m];
                    usable++;
                }
            }
            fillRow(row, trimmed(ratio, usable), trimmed(here, usable), trimmed(perHigh, usable));
        }
    }

    /** How many electrons (mol/cm²) attenuate the high channel so much. */
    private static double amountFor(double attenuation, SpectralResponse response, double[] mu) {
        double low = 0;
        double high = 1e4;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (response.attenuation(response.high(), mu, middle) < attenuation) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private void fillRow(int row, double[] ratio, double[] z, double[] electronsPerHigh) {
        if (ratio.length < 2) {
            throw new IllegalArgumentException("a wedge needs two materials that differ");
        }
        MonotoneCubic zOfRatio = new MonotoneCubic(ratio, z);
        MonotoneCubic electronsOfRatio = new MonotoneCubic(ratio, electronsPerHigh);
        for (int column = 0; column < COLUMNS; column++) {
            double s = LOWEST_RATIO * Math.exp(column / COLUMNS_PER_LOG);
            double element = Math.clamp(zOfRatio.value(s), LOWEST_Z, HIGHEST_Z);
            double inRange = Math.clamp(s, ratio[0], ratio[ratio.length - 1]);
            double effective = AS_COMPOUND.value(element);
            zeff[row * COLUMNS + column] = (float) effective;
            gramsPerHigh[row * COLUMNS + column] =
                    (float) (electronsOfRatio.value(inRange) / ELECTRONS_PER_GRAM.value(effective));
        }
    }

    /** Effective atomic number at these attenuations. */
    double zeff(double low, double high) {
        return lookUp(zeff, low, high);
    }

    /** Areal density in g/cm²; signed, so that noise around nothing averages to nothing. */
    double areal_g_cm2(double low, double high) {
        return lookUp(gramsPerHigh, low, high) * high;
    }

    /** Electrons in mol that a gram of stuff of this Zeff is taken to have. */
    static double electrons_mol_per_g(double zeff) {
        return ELECTRONS_PER_GRAM.value(Math.clamp(zeff, LOWEST_Z, HIGHEST_Z));
    }

    /** Areal density where nothing is known of the material: as light organic matter. */
    double arealAsOrganic_g_cm2(double high) {
        return lookUp(gramsPerHigh, 1.25 * high, high) * high;
    }

    /** Areal density where the low channel tells no more than that this is metal: as iron. */
    double arealAsIron_g_cm2(double high) {
        return ironGrams.value(high);
    }

    /** Places in what {@link #solve} gives. */
    static final int ZEFF = 0;

    static final int AREAL = 1;
    static final int ZEFF_SIGMA = 2;
    static final int AREAL_SIGMA = 3;

    /**
     * Zeff and areal density with their standard deviations, to first order in those of the attenuations:
     * σ_f² = (∂f/∂A_low σ_low)² + (∂f/∂A_high σ_high)². Modified: out.
     */
    void solve(double low, double high, double sigmaLow, double sigmaHigh, double[] out) {
        double row = rowOf(high);
        double column = columnOf(low, high);
        int r = (int) row;
        int c = (int) column;
        double fr = row - r;
        double fc = column - c;
        int at = r * COLUMNS + c;
        double z = between(zeff, at, fr, fc);
        double perHigh = between(gramsPerHigh, at, fr, fc);
        out[ZEFF] = z;
        out[AREAL] = perHigh * high;
        // Along a column (deeper) and along a row (steeper ratio); A_low moves only the latter.
        double zDeeper = deeper(zeff, at, fc) * ((ROWS - 1) / DEEPEST);
        double zSteeper = steeper(zeff, at, fr) * COLUMNS_PER_LOG;
        double gDeeper = deeper(gramsPerHigh, at, fc) * ((ROWS - 1) / DEEPEST);
        double gSteeper = steeper(gramsPerHigh, at, fr) * COLUMNS_PER_LOG;
        double errorLow = sigmaLow / low;
        out[ZEFF_SIGMA] = Math.hypot(zSteeper * errorLow, (zDeeper - zSteeper / high) * sigmaHigh);
        out[AREAL_SIGMA] = Math.hypot(high * gSteeper * errorLow, (perHigh + high * gDeeper - gSteeper) * sigmaHigh);
    }

    private static double deeper(float[] table, int at, double fc) {
        return (1 - fc) * (table[at + COLUMNS] - table[at]) + fc * (table[at + COLUMNS + 1] - table[at + 1]);
    }

    private static double steeper(float[] table, int at, double fr) {
        return (1 - fr) * (table[at + 1] - table[at]) + fr * (table[at + COLUMNS + 1] - table[at + COLUMNS]);
    }

    private static double rowOf(double high) {
        return Math.clamp(high / DEEPEST * (ROWS - 1), 0, ROWS - 1.000001);
    }

    private static double columnOf(double low, double high) {
        double s = high > 0 ? Math.clamp(low / high, LOWEST_RATIO, HIGHEST_RATIO) : LOWEST_RATIO;
        return Math.clamp(Math.log(s / LOWEST_RATIO) * COLUMNS_PER_LOG, 0, COLUMNS - 1.000001);
    }

    private static double lookUp(float[] table, double low, double high) {
        double row = rowOf(high);
        double column = columnOf(low, high);
        int r = (int) row;
        int c = (int) column;
        return between(table, r * COLUMNS + c, row - r, column - c);
    }

    private static double between(float[] table, int at, double fr, double fc) {
        return (1 - fr) * ((1 - fc) * table[at] + fc * table[at + 1])
                + fr * ((1 - fc) * table[at + COLUMNS] + fc * table[at + COLUMNS + 1]);
    }

    private static double[] trimmed(double[] values, int count) {
        return java.util.Arrays.copyOf(values, count);
    }
}
