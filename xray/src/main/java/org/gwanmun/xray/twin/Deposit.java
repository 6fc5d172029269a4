package org.gwanmun.xray.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.AtomicShell;
import org.gwanmun.xray.matter.AttenuationTable;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.Fluorescence;
import org.gwanmun.xray.matter.ScatteringFactors;
import org.gwanmun.xray.matter.Spectrum;

/**
 * What a scintillator keeps of a photon, by bin of the spectrum. A photon that interacts (photoelectric τ or Compton σ_C; what
 * Rayleigh scatters stays in the beam) leaves
 *
 * <pre>  photoelectric   E, or E − E_K if a K photon of mean energy E_K escapes: probability P_K ω_K q
 *   Compton         T = E − E′, Klein–Nishina; the scattered photon is lost
 *   q(E) = ∫ f(x) ½ [E₂(µ_K x) + E₂(µ_K (t − x))] dx,   f(x) ∝ e^{−µx}, depth x of thickness t</pre>
 *
 * with E₂ the exponential integral: the chance of an isotropic photon to get out of a slab. Electrons and L photons stay where
 * they are made. Light is proportional to energy; its own statistics are part of the electronic noise.
 *
 * <p>Source of the cascade picture: R. K. Swank, J. Appl. Phys. 44 (1973) 4199, doi:10.1063/1.1662918.
 */
public final class Deposit {
    private static final int DEPTHS = 40;
    private static final int ANGLES = 24;
    private static final int COMPTON_ANGLES = 32;
    private static final int PARTS = 8;
    private static final double ESCAPE_MATTERS_KEV = 5; // softer photons do not leave a layer

    /** Probability that a photon interacts in the layer. */
    public final double[] stopped = new double[Spectrum.BINS];

    /** Mean energy kept of a photon that interacts. */
    public final double[] mean_keV = new double[Spectrum.BINS];

    /** Mean square of that energy. */
    public final double[] meanSquare_keV2 = new double[Spectrum.BINS];

    /** Of one layer. */
    public Deposit(ScannerProfile.Layer layer) {
        Composition composition = layer.material().composition();
        AttenuationTable table = AttenuationTable.of(composition);
        List<Escape> escapes = new ArrayList<>();
        for (Map.Entry<Integer, Double> element : composition.massFractions().entrySet()) {
            Fluorescence fluorescence = Fluorescence.of(element.getKey());
            fluorescence
                    .shell(AtomicShell.K)
                    .filter(k -> k.meanLine_keV() > ESCAPE_MATTERS_KEV)
                    .ifPresent(k -> escapes.add(new Escape(layer, table, fluorescence, k, element.getValue())));
        }
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            for (int part = 0; part < PARTS; part++) { // an edge of the scintillator may lie within the bin
                double energy = Spectrum.energy_keV(bin) + (part + 0.5) / PARTS - 0.5;
                double photoelectric = table.photoelectric_cm2_g(energy);
                double absorbing = photoelectric + table.compton_cm2_g(energy);
                double photo = photoelectric / absorbing;
                double[] recoil = recoil_keV(energy);
                double stops = -Math.expm1(-absorbing * layer.areal_g_cm2());
                double first = photo * energy + (1 - photo) * recoil[0];
                double second = photo * energy * energy + (1 - photo) * recoil[1];
                for (Escape escape : escapes) {
                    double p = escape.probability(energy, absorbing);
                    first -= p * escape.line_keV;
                    second -= p * escape.line_keV * (2 * energy - escape.line_keV);
                }
                stopped[bin] += stops / PARTS;
                mean_keV[bin] += stops * first / PARTS;
                meanSquare_keV2[bin] += stops * second / PARTS;
            }
            mean_keV[bin] /= stopped[bin];
            meanSquare_keV2[bin] /= stopped[bin];
        }
    }

    /** What K photons of one element carry out of the layer. */
    private static final class Escape {
        final double line_keV;
        private final Fluorescence fluorescence;
        private final double edge_keV;
        private final double photonsPerIonisation; // of this element, by mass
        private final double areal_g_cm2;
        private final double[] leaves = new double[DEPTHS]; // chance to get out, by depth

        Escape(
                ScannerProfile.Layer layer,
                AttenuationTable table,
                Fluorescence fluorescence,
                Fluorescence.Shell k,
                double massFraction) {
            this.fluorescence = fluorescence;
            line_keV = k.meanLine_keV();
            edge_keV = k.edge_keV();
            photonsPerIonisation = massFraction * k.yield();
            areal_g_cm2 = layer.areal_g_cm2();
            double mu = table.total_cm2_g(line_keV);
            for (int d = 0; d < DEPTHS; d++) {
                double x = (d + 0.5) / DEPTHS * areal_g_cm2;
                leaves[d] = (exponentialIntegral(mu * x) + exponentialIntegral(mu * (areal_g_cm2 - x))) / 2;
            }
        }

        /** That a photon of this energy that interacts sends a K photon out of the layer. */
        double probability(double energy_keV, double absorbing_cm2_g) {
            if (energy_keV <= edge_keV) {
                return 0;
            }
            double weights = 0;
            double sum = 0;
            for (int d = 0; d < DEPTHS; d++) {
                double w = Math.exp(-absorbing_cm2_g * (d + 0.5) / DEPTHS * areal_g_cm2);
                weights += w;
                sum += w * leaves[d];
            }
            return photonsPerIonisation
                    * fluorescence.photoelectric_cm2_g(AtomicShell.K, energy_keV)
                    / absorbing_cm2_g
                    * sum
                    / weights;
        }
    }

    /** E₂(y) = ∫₀¹ e^{−y/u} du. */
    private static double exponentialIntegral(double y) {
        double sum = 0;
        for (int a = 0; a < ANGLES; a++) {
            sum += Math.exp(-y * ANGLES / (a + 0.5)) / ANGLES;
        }
        return sum;
    }

    /** Mean and mean square of a Compton electron's energy after Klein–Nishina. */
    private static double[] recoil_keV(double energy) {
        double weights = 0;
        double first = 0;
        double second = 0;
        for (int a = 0; a < COMPTON_ANGLES; a++) {
            double cosine = -1 + 2 * (a + 0.5) / COMPTON_ANGLES;
            double part = ScatteringFactors.scatteredPart(energy, cosine);
            double w = part * part * (part + 1 / part - 1 + cosine * cosine);
            double kept = energy * (1 - part);
            weights += w;
            first += w * kept;
            second += w * kept * kept;
        }
        return new double[] {first / weights, second / weights};
    }
}
