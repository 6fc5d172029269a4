package org.gwanmun.xray.twin.transport;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.gwanmun.xray.matter.AttenuationTable;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.ScatteringFactors;

/**
 * Polar angles of scattered photons, as quantiles of t = 1 − cos θ at eight energies an octave. The pdf of a material is
 *
 * <pre>  p(t; E) = Σ_Z w_Z σ_Z(E) p_Z(t; E) / Σ_Z w_Z σ_Z(E),   p_Z ∝ dσ_Z/dΩ(E, 1 − t)</pre>
 *
 * Compton with S(x, Z), Rayleigh with F²(x, Z) ({@link ScatteringFactors}). Between two energies one of both tables is drawn
 * with the probability of linear interpolation, which interpolates the pdf linearly. Between two quantiles t is uniform.
 */
final class AngleTables {
    static final EnergyGrid GRID = new EnergyGrid(3);

    /** Compton: equal steps of the probability. */
    static final int COMPTON_STEPS = 256;

    static final int COMPTON_ROW = COMPTON_STEPS + 1;

    /**
     * Rayleigh: steps of the probability v of a larger angle, which are equal within an octave of v, so that the rare large
     * angles have quantiles of their own.
     */
    static final int RAYLEIGH_BITS = 5;

    static final int RAYLEIGH_OCTAVES = 24;
    static final int RAYLEIGH_ROW = (RAYLEIGH_OCTAVES << RAYLEIGH_BITS) + 1;
    static final int RAYLEIGH_SHIFT = 23 - RAYLEIGH_BITS;

    /** The number of the step in which the smallest v lies, 2^-24. */
    static final int RAYLEIGH_BASE = Float.floatToRawIntBits(0x1p-24f) >>> RAYLEIGH_SHIFT;

    static final int ENERGIES = GRID.pieces + 1;

    private static final double[] T = grid();

    private AngleTables() {}

    /** Quantiles of t for Compton scattering, one row an energy, each from t = 0 to 2. */
    static float[] compton(Composition composition) {
        float[] table = new float[ENERGIES * COMPTON_ROW];
        for (int e = 0; e < ENERGIES; e++) {
            double[] cumulative = cumulative(composition, energy_keV(e), true);
            double[] at = new double[COMPTON_ROW];
            for (int i = 0; i < COMPTON_ROW; i++) {
                at[i] = (double) i / COMPTON_STEPS;
            }
            quantiles(cumulative, at, table, e * COMPTON_ROW);
        }
        return table;
    }

    /** Quantiles of t for Rayleigh scattering, one row an energy, at falling t. */
    static float[] rayleigh(Composition composition) {
        float[] table = new float[ENERGIES * RAYLEIGH_ROW];
        double[] at = new double[RAYLEIGH_ROW];
        for (int i = 0; i < RAYLEIGH_ROW; i++) {
            at[RAYLEIGH_ROW - 1 - i] = 1 - Float.intBitsToFloat((i + RAYLEIGH_BASE) << RAYLEIGH_SHIFT);
        }
        float[] rising = new float[RAYLEIGH_ROW];
        for (int e = 0; e < ENERGIES; e++) {
            quantiles(cumulative(composition, energy_keV(e), false), at, rising, 0);
            for (int i = 0; i < RAYLEIGH_ROW; i++) {
                table[e * RAYLEIGH_ROW + i] = rising[RAYLEIGH_ROW - 1 - i];
            }
        }
        return table;
    }

    /** The energy of a row; the last lies above 200 keV. */
    static double energy_keV(int row) {
        return GRID.start_keV(row);
    }

    /** Dense near 0, where form factors fall and scattering functions rise. */
    private static double[] grid() {
        int fine = 16 * 64;
        int even = 1000;
        double bend = 0.02;
        double[] t = new double[fine + even];
        for (int i = 1; i < fine; i++) {
            t[i] = bend * Math.pow(2, (i - fine + 1) / 64.0);
        }
        for (int i = 0; i < even; i++) {
            t[fine + i] = bend + (2 - bend) * (i + 1) / even;
        }
        return t;
    }

    private static double[] cumulative(Composition composition, double energy_keV, boolean compton) {
        double[] sum = new double[T.length];
        composition.massFractions().forEach((z, w) -> {
            AttenuationTable table = AttenuationTable.of(Composition.ofElement(z));
            DoubleUnaryOperator total = compton ? table::compton_cm2_g : table::rayleigh_cm2_g;
            ScatteringFactors factors = ScatteringFactors.of(z);
            DoubleBinaryOperator perAngle = compton ? factors::compton_b_sr : factors::rayleigh_b_sr;
            double[] element = new double[T.length];
            double before = perAngle.applyAsDouble(energy_keV, 1);
            for (int i = 1; i < T.length; i++) {
                double here = perAngle.applyAsDouble(energy_keV, 1 - T[i]);
                element[i] = element[i - 1] + (T[i] - T[i - 1]) * (before + here) / 2;
                before = here;
            }
            double share =
                    w * total.applyAsDouble(Math.min(energy_keV, CrossSections.HIGHEST_KEV)) / element[T.length - 1];
            for (int i = 0; i < T.length; i++) {
                sum[i] += share * element[i];
            }
        });
        return sum;
    }

    private static void quantiles(double[] cumulative, double[] at, float[] to, int offset) {
        double all = cumulative[cumulative.length - 1];
        int i = 0;
        for (int q = 0; q < at.length; q++) {
            double wanted = at[q] * all;
            while (i + 2 < T.length && cumulative[i + 1] <= wanted) {
                i++;
            }
            double part = Math.clamp((wanted - cumulative[i]) / (cumulative[i + 1] - cumulative[i]), 0, 1);
            to[offset + q] = (float) (T[i] + part * (T[i + 1] - T[i]));
        }
    }
}
