package org.gwanmun.xray.twin;

import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.Spectrum;

/**
 * What a scintillator keeps of a photon, by bin of the spectrum: it stops it with probability 1 − e^{−µt} and keeps on
 * average E µ_en/µ of it.
 */
final class Deposit {
    /** Probability that a photon interacts in the layer. */
    final double[] stopped = new double[Spectrum.BINS];

    /** Mean energy kept of a photon that interacts. */
    final double[] mean_keV = new double[Spectrum.BINS];

    /** Mean square of that energy. */
    final double[] meanSquare_keV2 = new double[Spectrum.BINS];

    Deposit(ScannerProfile.Layer layer) {
        double[] total = CrossSections.table(layer.material().composition());
        double[] absorbed = CrossSections.energyAbsorption(layer.material().composition());
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            stopped[bin] = -Math.expm1(-total[bin] * layer.areal_g_cm2());
            mean_keV[bin] = Spectrum.energy_keV(bin) * absorbed[bin] / total[bin];
            meanSquare_keV2[bin] = mean_keV[bin] * mean_keV[bin];
        }
    }
}
