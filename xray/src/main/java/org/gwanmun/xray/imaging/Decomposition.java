package org.gwanmun.xray.imaging;

import java.util.Comparator;
import java.util.List;
import org.gwanmun.core.maths.MonotoneCubic;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.matter.Composition;

/**
 * Two attenuations to areal density and Zeff, through what the wedge showed and nothing else.
 *
 * <p>For each wedge material m the curves areal(A_high) and A_low(A_high) are smooth and monotone; beam hardening is in
 * them. At a pixel's A_high the ratio s = A_low/A_high places it between materials: Z^2.94 and
 * electrons/A_high are interpolated monotonically in s. Attenuation counts electrons, not grams, so grams follow by the
 * electrons a gram of everyday stuff of that Z holds ({@link #ELECTRONS_PER_GRAM}): hydrogen-rich plastics 0.57 mol/g, food,
 * paper and hydrochlorides 0.53, minerals and metals below 0.49; that spread, some 5 %, two energies cannot resolve. The result is tabulated on (A_high, s), so that a pixel costs two bilinear look-ups.
 *
 * <p>Valid for A_high up to {@link #DEEPEST}; Zeff is clipped to {@link #LOWEST_Z} … {@link #HIGHEST_Z}. Immutable.
 */
final class Decomposition {
    static final double DEEPEST = 8;
    static final double LOWEST_Z = 4;
    static final double HIGHEST_Z = 40;

    private static final int ROWS = 321;
    private static final int COLUMNS = 241;
    private static final double SHALLOWEST = 0.04;
    private static final double LOWEST_RATIO = 0.9;
    private static final double HIGHEST_RATIO = 6;

    /** Electrons in mol per gram, by Zeff: medians of the material catalogue, by class of stuff. */
    private static final MonotoneCubic ELECTRONS_PER_GRAM = new MonotoneCubic(
            new double[] {4, 5.4, 5.9, 6.4, 7.2, 9, 11, 13, 20, 26, 40},
            new double[] {0.575, 0.568, 0.543, 0.534, 0.532, 0.528, 0.515, 0.485, 0.475, 0.466, 0.44});

    private final float[] zeff = new float[ROWS * COLUMNS];
    private final float[] gramsPerHigh = new float[ROWS * COLUMNS];

    Decomposition(Calibration.ViewWedge wedge) {
        List<Calibration.Steps> materials = wedge.materials().stream()
                .sorted(Comparator.comparingDouble(Calibration.Steps::zeff))
                .toList();
        int count = materials.size();
        MonotoneCubic[] electrons = new MonotoneCubic[count];
        MonotoneCubic[] low = new MonotoneCubic[count];
        double[] z = new double[count];
        for (int m = 0; m < count; m++) {
            Calibration.Steps steps = materials.get(m);
            double[] high = withZero(steps.attenuationHigh());
            electrons[m] = new MonotoneCubic(high, withZero(electrons(steps)));
            low[m] = new MonotoneCubic(high, withZero(steps.attenuationLow()));
            z[m] = Math.pow(steps.zeff(), Composition.ZEFF_EXPONENT);
        }
        double[] ratio = new double[count];
        double[] perHigh = new double[count];
        for (int row = 0; row < ROWS; row++) {
            double high = Math.max(SHALLOWEST, DEEPEST * row / (ROWS - 1));
            int usable = 0;
            double[] zHere = new double[count];
            for (int m = 0; m < count; m++) {
                double s = low[m].value(high) / high;
                if (usable == 0 || s > ratio[usable - 1] * 1.0005) { // heavier metals fall together at great depth
                    ratio[usable] = s;
                    perHigh[usable] = electrons[m].value(high) / high;
                    zHere[usable] = z[m];
                    usable++;
                }
            }
            fillRow(row, trimmed(ratio, usable), trimmed(zHere, usable), trimmed(perHigh, usable));
        }
    }

    private void fillRow(int row, double[] ratio, double[] zPower, double[] electronsPerHigh) {
        if (ratio.length < 2) {
            throw new IllegalArgumentException("a wedge needs two materials that differ");
        }
        MonotoneCubic zOfRatio = new MonotoneCubic(ratio, zPower);
        MonotoneCubic electronsOfRatio = new MonotoneCubic(ratio, electronsPerHigh);
        double lowest = Math.pow(LOWEST_Z, Composition.ZEFF_EXPONENT);
        double highest = Math.pow(HIGHEST_Z, Composition.ZEFF_EXPONENT);
        for (int column = 0; column < COLUMNS; column++) {
            double s = ratioAt(column);
            double z = Math.pow(Math.clamp(zOfRatio.value(s), lowest, highest), 1 / Composition.ZEFF_EXPONENT);
            zeff[row * COLUMNS + column] = (float) z;
            gramsPerHigh[row * COLUMNS + column] =
                    (float) (Math.max(0, electronsOfRatio.value(s)) / ELECTRONS_PER_GRAM.value(z));
        }
    }

    private static double ratioAt(int column) {
        return LOWEST_RATIO * Math.pow(HIGHEST_RATIO / LOWEST_RATIO, column / (COLUMNS - 1.0));
    }

    /** Effective atomic number at these attenuations. */
    double zeff(double low, double high) {
        return lookUp(zeff, low, high);
    }

    /** Areal density in g/cm²; signed, so that noise around nothing averages to nothing. */
    double areal_g_cm2(double low, double high) {
        return lookUp(gramsPerHigh, low, high) * high;
    }

    /** Areal density where nothing is known of the material: as light organic matter. */
    double arealAsOrganic_g_cm2(double high) {
        return lookUp(gramsPerHigh, 1.25 * high, high) * high;
    }

    private static double lookUp(float[] table, double low, double high) {
        double row = Math.clamp(high / DEEPEST * (ROWS - 1), 0, ROWS - 1.000001);
        double s = high > 0 ? Math.clamp(low / high, LOWEST_RATIO, HIGHEST_RATIO) : LOWEST_RATIO;
        double column = Math.clamp(
                Math.log(s / LOWEST_RATIO) / Math.log(HIGHEST_RATIO / LOWEST_RATIO) * (COLUMNS - 1),
                0,
                COLUMNS - 1.000001);
        int r = (int) row;
        int c = (int) column;
        double fr = row - r;
        double fc = column - c;
        int at = r * COLUMNS + c;
        return (1 - fr) * ((1 - fc) * table[at] + fc * table[at + 1])
                + fr * ((1 - fc) * table[at + COLUMNS] + fc * table[at + COLUMNS + 1]);
    }

    private static double[] electrons(Calibration.Steps steps) {
        double[] electrons = steps.arealDensity_g_cm2().clone();
        for (int i = 0; i < electrons.length; i++) {
            electrons[i] *= steps.electrons_mol_per_g();
        }
        return electrons;
    }

    private static double[] withZero(double[] column) {
        double[] with = new double[column.length + 1];
        System.arraycopy(column, 0, with, 1, column.length);
        return with;
    }

    private static double[] trimmed(double[] values, int count) {
        return java.util.Arrays.copyOf(values, count);
    }
}
