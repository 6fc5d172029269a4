package org.gwanmun.xray.matter;

import org.gwanmun.core.message.Refusal;

/**
 * Spectrum of a tungsten-anode X-ray tube, 40–200 kVp at constant voltage, without a fitted number.
 *
 * <p>An electron of energy T₀ slows down in the thick target. When it has come down to T it is still inside with
 * probability n(T), at a depth z, and radiates per energy lost
 *
 * <pre>  N(E) = N_A/A ∫_E^T₀ dσ/dE(T, E)/S(T) · w(T, E) · n(T) ⟨exp(−µ(E) z/sin θ)⟩ dT / 4π</pre>
 *
 * with S the stopping power, w the emission towards the window relative to isotropic emission, θ the anode angle. K lines
 * come from ionisation by electrons, the same integral with σ_K(T) ω_K in place of dσ/dE · w, and from bremsstrahlung
 * absorbed in the K shell, N₀(E) photons of it before self-absorption, half of them going inwards:
 *
 * <pre>  ½ ω_K Σ_E N₀(E) τ_K sin θ/µ_line · ln(1 + µ_line/(µ sin θ))</pre>
 *
 * Sources and constants: {@link TungstenTarget}; deviations from measured half-value layers: docs/physics/matter.md.
 *
 * <p>Valid behind at least 1 mm of aluminium or its like (L lines, target roughness and off-focal radiation are left out);
 * {@link #normalised} sets a measured output.
 */
public final class TungstenTube {
    /** Lowest tube voltage modelled. */
    public static final double LOWEST_KVP = 40;

    /** Highest tube voltage modelled. */
    public static final double HIGHEST_KVP = 200;

    /** Angle between the target's face and the central ray where none is given. */
    public static final double ANODE_ANGLE_DEG = 20;

    /** Smallest and largest anode angle for which the electrons' table, made for 20°, is used. */
    public static final double SMALLEST_ANGLE_DEG = 8;

    /** Largest anode angle. */
    public static final double LARGEST_ANGLE_DEG = 35;

    private static final double LOWEST_PHOTON_KEV = 5;
    private static final int STEPS = 40;

    /** Electrons in 1 mAs. */
    private static final double ELECTRONS_PER_MAS = 1e-3 / 1.602176634e-19;

    /** Photons per steradian to photons per mm² at 1 m. */
    private static final double STERADIANS_PER_MM2 = 1e-6;

    private TungstenTube() {}

    /**
     * The spectrum of an unfiltered tube with an anode angle of 20°, in photons per mm² and mAs at 1 m.
     *
     * @throws Refusal outside 40–200 kVp
     */
    public static Spectrum spectrum(double kVp) {
        return spectrum(kVp, ANODE_ANGLE_DEG);
    }

    /**
     * The spectrum of an unfiltered tube on its central ray, in photons per mm² and mAs at 1 m.
     *
     * @throws Refusal outside 40–200 kVp, or 8–35° anode angle
     */
    public static Spectrum spectrum(double kVp, double anodeAngle_deg) {
        if (!(kVp >= LOWEST_KVP && kVp <= HIGHEST_KVP)) {
            throw Refusal.badInput(MatterMessage.KVP_OUT_OF_RANGE, kVp, LOWEST_KVP, HIGHEST_KVP);
        }
        if (!(anodeAngle_deg >= SMALLEST_ANGLE_DEG && anodeAngle_deg <= LARGEST_ANGLE_DEG)) {
            throw Refusal.badInput(
                    MatterMessage.ANODE_ANGLE_OUT_OF_RANGE, anodeAngle_deg, SMALLEST_ANGLE_DEG, LARGEST_ANGLE_DEG);
        }
        Composition tungsten = Composition.ofMassFractions(java.util.Map.of(TungstenTarget.Z, 1.0));
        double[] muRho = CrossSections.table(tungsten);
        double sine = Math.sin(Math.toRadians(anodeAngle_deg));
        double range = TungstenTarget.range_g_cm2(kVp);
        double[] photons = new double[Spectrum.BINS];
        double[] made = new double[Spectrum.BINS];
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            double energy = Spectrum.energy_keV(bin);
            if (energy < kVp && energy > LOWEST_PHOTON_KEV) {
                double width = (kVp - energy) / STEPS;
                for (int i = 0; i < STEPS; i++) {
                    double electron = energy + (i + 0.5) * width;
                    double radiated = width
                            * TungstenTarget.ATOMS_PER_G
                            * TungstenTarget.bremsstrahlung_cm2_per_keV(electron, energy)
                            / TungstenTarget.stopping(electron);
                    double window =
                            TungstenTarget.towardsWindow(kVp, electron, TungstenTarget.acrossPart(electron, energy));
                    photons[bin] +=
                            radiated * window * TungstenTarget.escaping(kVp, electron, muRho[bin] * range / sine);
                    made[bin] += radiated * TungstenTarget.escaping(kVp, electron, 0);
                }
            }
        }
        addLines(photons, made, kVp, range, sine, muRho);
        return new Spectrum(photons).scaled(ELECTRONS_PER_MAS * STERADIANS_PER_MM2 / (4 * Math.PI));
    }

    /** The spectrum scaled to a measured output: air kerma in µGy per mAs at 1 m. */
    public static Spectrum normalised(Spectrum filtered, double airKerma_uGy_per_mAs) {
        return filtered.scaled(airKerma_uGy_per_mAs / filtered.airKerma_uGy());
    }

    private static void addLines(
            double[] photons, double[] made, double kVp, double range, double sine, double[] muRho) {
        Fluorescence tungsten = Fluorescence.of(TungstenTarget.Z);
        Fluorescence.Shell k = tungsten.shell(AtomicShell.K).orElseThrow();
        if (kVp <= k.edge_keV()) {
            return;
        }
        int steps = 60;
        double width = (kVp - k.edge_keV()) / steps;
        for (Fluorescence.Line line : k.lines()) {
            int bin = (int) (line.energy_keV() - 1);
            double muLine = CrossSections.at(
                            Composition.ofMassFractions(java.util.Map.of(TungstenTarget.Z, 1.0)), line.energy_keV())
                    .muRho_cm2_g();
            double direct = 0;
            for (int i = 0; i < steps; i++) {
                double electron = k.edge_keV() + (i + 0.5) * width;
                direct += width
                        * TungstenTarget.ATOMS_PER_G
                        * TungstenTarget.kIonisation_cm2(electron, k.edge_keV())
                        / TungstenTarget.stopping(electron)
                        * TungstenTarget.escaping(kVp, electron, muLine * range / sine);
            }
            double indirect = 0;
            for (int i = (int) (k.edge_keV() - 1); i < Spectrum.BINS; i++) {
                double energy = Spectrum.energy_keV(i);
                if (made[i] > 0 && energy > k.edge_keV()) {
                    double inK = tungsten.photoelectric_cm2_g(AtomicShell.K, energy);
                    indirect += 0.5 * made[i] * inK * sine / muLine * Math.log1p(muLine / (muRho[i] * sine));
                }
            }
            photons[bin] += k.yield() * line.probability() * (direct + indirect);
        }
    }
}
