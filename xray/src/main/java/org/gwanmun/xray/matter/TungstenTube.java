package org.gwanmun.xray.matter;

import org.gwanmun.core.message.Refusal;

/**
 * Spectrum of a tungsten-anode X-ray tube, 40–200 kVp.
 *
 * <p>Bremsstrahlung of a thick target with self-absorption: electrons slow down by Thomson–Whiddington, T² = T₀² − Cρx,
 * radiate per path length as Kramers' thin target, and the photons leave through the tungsten above them,
 *
 * <pre>  N(E) ∝ 1/E ∫_E^T₀ exp(−µ_W(E) x(T) / tan θ) dT,   x(T) = (T₀² − T²)/(Cρ)</pre>
 *
 * which is Kramers' law (T₀ − E)/E without absorption. K lines (57.98, 59.32, 67.2, 69.1 keV; relative intensities from
 * xraylib's radiative rates) are added in proportion to (T₀/69.525 − 1)^1.63. Sources: H. A. Kramers, Phil. Mag. 46
 * (1923) 836; R. Birch, M. Marshall, Phys. Med. Biol. 24 (1979) 505, doi:10.1088/0031-9155/24/3/002 (method of depth
 * integration); M. Green, V. E. Cosslett, J. Phys. D 1 (1968) 425 (exponent of line yield).
 *
 * <p>Valid for filtered beams (≥ 1 mm Al equivalent); the absolute output is set by {@link #normalised}.
 */
public final class TungstenTube {
    /** Lowest tube voltage modelled. */
    public static final double LOWEST_KVP = 40;

    /** Highest tube voltage modelled. */
    public static final double HIGHEST_KVP = 200;

    private static final double K_EDGE_KEV = 69.525;
    private static final double[] LINE_KEV = {57.98, 59.32, 67.2, 69.1};
    private static final double[] LINE_SHARE = {0.282, 0.489, 0.180, 0.049};

    /** K photons per bremsstrahlung photon above 20 keV, before filtration, at T₀ = 2 × 69.525 keV. */
    private static final double LINE_YIELD = 0.105;

    /** Thomson–Whiddington constant of tungsten near 100 keV, keV² cm²/g (Birch & Marshall 1979). */
    private static final double THOMSON_WHIDDINGTON = 0.6e6;

    private static final double ANODE_ANGLE_RAD = Math.toRadians(20);

    private TungstenTube() {}

    /**
     * The spectrum of an unfiltered tube, in arbitrary units.
     *
     * @throws Refusal outside 40–200 kVp
     */
    public static Spectrum spectrum(double kVp) {
        if (!(kVp >= LOWEST_KVP && kVp <= HIGHEST_KVP)) {
            throw Refusal.badInput(MatterMessage.KVP_OUT_OF_RANGE, kVp, LOWEST_KVP, HIGHEST_KVP);
        }
        double[] muRho = CrossSections.table(Composition.ofFormula("W").orElseThrow());
        double[] photons = new double[Spectrum.BINS];
        double hard = 0;
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            double energy = Spectrum.energy_keV(bin);
            if (energy < kVp && energy > 5) {
                photons[bin] = bremsstrahlung(energy, kVp, muRho[bin]);
                hard += energy > 20 ? photons[bin] : 0;
            }
        }
        if (kVp > K_EDGE_KEV) {
            double lines = hard * LINE_YIELD * Math.pow(kVp / K_EDGE_KEV - 1, 1.63);
            for (int line = 0; line < LINE_KEV.length; line++) {
                photons[(int) (LINE_KEV[line] - 1)] += lines * LINE_SHARE[line];
            }
        }
        return new Spectrum(photons);
    }

    /** The spectrum scaled to a measured output: air kerma in µGy per mAs at 1 m. */
    public static Spectrum normalised(Spectrum filtered, double airKerma_uGy_per_mAs) {
        return filtered.scaled(airKerma_uGy_per_mAs / filtered.airKerma_uGy());
    }

    private static double bremsstrahlung(double energy_keV, double kVp, double muRho_cm2_g) {
        int steps = 40;
        double integral = 0;
        double dT = (kVp - energy_keV) / steps;
        for (int i = 0; i < steps; i++) {
            double electron = energy_keV + (i + 0.5) * dT;
            double depth_g_cm2 = (kVp * kVp - electron * electron) / THOMSON_WHIDDINGTON;
            integral += Math.exp(-muRho_cm2_g * depth_g_cm2 / Math.tan(ANODE_ANGLE_RAD)) * dT;
        }
        return integral / energy_keV;
    }
}
