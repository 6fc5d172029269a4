package org.gwanmun.xray.matter;

import com.github.tschoonj.xraylib.Xraylib;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Atomic form factor F(x, Z) and incoherent scattering function S(x, Z) of one element, tabulated; with them
 *
 * <pre>
 *  dσ_R/dΩ = (r_e²/2) (1 + cos²θ) F²(x, Z)
 *  dσ_C/dΩ = (r_e²/2) k² (k + 1/k − sin²θ) S(x, Z),   k = 1/(1 + (E/m_e c²)(1 − cos θ))
 * </pre>
 *
 * x = sin(θ/2)/λ in 1/Å, from 0 to {@link #LARGEST_X}; F(0) = Z, S(0) = 0. Independent atoms: below about 8° the structure of
 * a liquid or solid changes F. Source: xraylib (J. H. Hubbell et al., J. Phys. Chem. Ref. Data 4 (1975) 471,
 * doi:10.1063/1.555523). Immutable, thread-safe, without allocation in look-ups.
 */
public final class ScatteringFactors {
    /** Largest x: backwards at 200 keV is 16.13 1/Å; tables of angles have their last energy at 208 keV. */
    public static final double LARGEST_X = 16.9;

    /** Classical electron radius squared, in barn. */
    private static final double RADIUS2_B = 0.0794078;

    private static final double ELECTRON_KEV = 510.99895;

    /** Photon energy times wavelength. */
    private static final double KEV_ANGSTROM = 12.39841984;

    /** Below this the functions are parabolas through their values at 0, half of it and at it. */
    private static final double SMALLEST_X = 1.0 / 256;

    private static final AtomicReferenceArray<ScatteringFactors> ELEMENTS = new AtomicReferenceArray<>(93);

    private final double z;
    private final PiecewiseTable table;
    private final double[] nearZero = new double[4];

    private ScatteringFactors(int z) {
        this.z = z;
        table = new PiecewiseTable(5, SMALLEST_X, LARGEST_X, 2, new TreeSet<>(), (x, values) -> {
            values[0] = Xraylib.FF_Rayl(z, x);
            values[1] = Xraylib.SF_Compt(z, x);
        });
        double[][] at = new double[2][2];
        for (int i = 0; i < 2; i++) {
            double x = SMALLEST_X * (i + 1) / 2;
            at[0][i] = Xraylib.FF_Rayl(z, x) - z;
            at[1][i] = Xraylib.SF_Compt(z, x);
        }
        for (int f = 0; f < 2; f++) { // c x + d x² through both
            nearZero[2 * f] = (4 * at[f][0] - at[f][1]) / SMALLEST_X;
            nearZero[2 * f + 1] = (2 * at[f][1] - 4 * at[f][0]) / (SMALLEST_X * SMALLEST_X);
        }
    }

    /**
     * The element of atomic number {@code z}, 1–92; made once and kept.
     *
     * @throws IllegalArgumentException for another number
     */
    public static ScatteringFactors of(int z) {
        if (z < 1 || z > 92) {
            throw new IllegalArgumentException("atomic number (" + z + ") must be 1–92");
        }
        ScatteringFactors known = ELEMENTS.get(z);
        if (known == null) {
            known = new ScatteringFactors(z);
            ELEMENTS.set(z, known);
        }
        return known;
    }

    /** x = sin(θ/2)/λ in 1/Å. */
    public static double x_per_angstrom(double energy_keV, double cosine) {
        return energy_keV / KEV_ANGSTROM * Math.sqrt(Math.max(0, (1 - cosine) / 2));
    }

    /** F(x). */
    public double formFactor(double x_per_angstrom) {
        return x_per_angstrom < SMALLEST_X
                ? z + x_per_angstrom * (nearZero[0] + x_per_angstrom * nearZero[1])
                : table.value(0, table.piece(x_per_angstrom), x_per_angstrom);
    }

    /** S(x). */
    public double incoherent(double x_per_angstrom) {
        return x_per_angstrom < SMALLEST_X
                ? x_per_angstrom * (nearZero[2] + x_per_angstrom * nearZero[3])
                : table.value(1, table.piece(x_per_angstrom), x_per_angstrom);
    }

    /** dσ_R/dΩ in barn per steradian and atom, for 1–208 keV. */
    public double rayleigh_b_sr(double energy_keV, double cosine) {
        double f = formFactor(x_per_angstrom(energy_keV, cosine));
        return RADIUS2_B / 2 * (1 + cosine * cosine) * f * f;
    }

    /** dσ_C/dΩ in barn per steradian and atom, for 1–208 keV. */
    public double compton_b_sr(double energy_keV, double cosine) {
        double k = scatteredPart(energy_keV, cosine);
        return RADIUS2_B
                / 2
                * k
                * k
                * (k + 1 / k - (1 - cosine * cosine))
                * incoherent(x_per_angstrom(energy_keV, cosine));
    }

    /** Energy of a Compton-scattered photon over its energy before, electron at rest. */
    public static double scatteredPart(double energy_keV, double cosine) {
        return 1 / (1 + energy_keV / ELECTRON_KEV * (1 - cosine));
    }

    /** Mean part of the photon's energy that a Compton electron takes, with S(x) in the weights. */
    public double meanComptonTransfer(double energy_keV) {
        int steps = 100;
        double transferred = 0;
        double all = 0;
        for (int i = 0; i < steps; i++) {
            double cosine = -1 + (i + 0.5) * 2 / steps;
            double weight = compton_b_sr(energy_keV, cosine);
            transferred += weight * (1 - scatteredPart(energy_keV, cosine));
            all += weight;
        }
        return all > 0 ? transferred / all : 0;
    }
}
