package org.gwanmun.xray.twin.scatter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.ScatteringFactors;
import org.gwanmun.xray.matter.Spectrum;

/**
 * How strongly a gram per cm² of a composition scatters into an angle: dσ/dΩ per mass in cm²/g/sr, Compton with S(x) and
 * Rayleigh with F²(x), at the centres of the spectrum's bins and at 65 cosines, linear between them. Immutable.
 */
final class ScatterTable {
    /** How many cosines. */
    static final int COSINES = 65;

    private static final int KEPT = 256;
    private static final double BARN_MOL = 0.602214076; // barn per atom → cm² per mol

    private static final ConcurrentHashMap<Composition, ScatterTable> MADE = new ConcurrentHashMap<>();

    private final float[] compton = new float[Spectrum.BINS * COSINES];
    private final float[] rayleigh = new float[Spectrum.BINS * COSINES];

    private ScatterTable(Composition composition) {
        for (Map.Entry<Integer, Double> e : composition.massFractions().entrySet()) {
            int z = e.getKey();
            double mol = e.getValue() * Composition.ofElement(z).electrons_mol_per_g() / z;
            ScatteringFactors factors = ScatteringFactors.of(z);
            for (int bin = 0; bin < Spectrum.BINS; bin++) {
                double energy = Spectrum.energy_keV(bin);
                for (int i = 0; i < COSINES; i++) {
                    double cosine = cosine(i);
                    int at = bin * COSINES + i;
                    compton[at] += (float) (BARN_MOL * mol * factors.compton_b_sr(energy, cosine));
                    rayleigh[at] += (float) (BARN_MOL * mol * factors.rayleigh_b_sr(energy, cosine));
                }
            }
        }
    }

    static ScatterTable of(Composition composition) {
        if (MADE.size() >= KEPT) {
            MADE.clear();
        }
        return MADE.computeIfAbsent(composition, ScatterTable::new);
    }

    /** Dense where Rayleigh scattering is: 1 − cos θ = 2 u². */
    static double cosine(int i) {
        double u = (double) i / (COSINES - 1);
        return 1 - 2 * u * u;
    }

    /** Where between the cosines an angle lies: for {@link #compton} and {@link #rayleigh}. */
    static float place(double cosine) {
        return (float) (Math.sqrt(Math.clamp((1 - cosine) / 2, 0, 1)) * (COSINES - 1));
    }

    /** Compton, cm²/g/sr. */
    float compton(int bin, float place) {
        return between(compton, bin, place);
    }

    /** Rayleigh, cm²/g/sr. */
    float rayleigh(int bin, float place) {
        return between(rayleigh, bin, place);
    }

    private static float between(float[] table, int bin, float place) {
        int i = Math.min((int) place, COSINES - 2);
        float low = table[bin * COSINES + i];
        return low + (place - i) * (table[bin * COSINES + i + 1] - low);
    }

    /** The bin that holds an energy. */
    static int bin(double energy_keV) {
        return Math.clamp((int) (energy_keV - CrossSections.LOWEST_KEV), 0, Spectrum.BINS - 1);
    }
}
