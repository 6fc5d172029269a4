package org.gwanmun.xray.matter;

import com.github.tschoonj.xraylib.Xraylib;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How strongly matter removes photons: mass attenuation coefficients µ/ρ(E) = Σ w(Z) (τ + σ_C + σ_R)(Z, E) in cm²/g,
 * photoelectric, Compton (bound electrons) and Rayleigh, 1–200 keV.
 *
 * <p>{@link #table} is tabulated once for a composition on an energy grid; loops over rays use tables only.
 */
public final class CrossSections {
    /** Lowest and highest photon energy of the suite. */
    public static final double LOWEST_KEV = 1;

    /** Highest photon energy of the suite. */
    public static final double HIGHEST_KEV = 200;

    private static final ConcurrentHashMap<Composition, double[]> TOTAL_BY_COMPOSITION = new ConcurrentHashMap<>();

    private CrossSections() {}

    /** One energy's coefficients in cm²/g. */
    public record Point(double energy_keV, double photoelectric, double compton, double rayleigh) {
        /** Total with coherent scattering. */
        public double muRho_cm2_g() {
            return photoelectric + compton + rayleigh;
        }
    }

    /**
     * The coefficients at one energy.
     *
     * @throws IllegalArgumentException outside 1–200 keV
     */
    public static Point at(Composition composition, double energy_keV) {
        if (!(energy_keV >= LOWEST_KEV && energy_keV <= HIGHEST_KEV)) {
            throw new IllegalArgumentException("energy_keV (" + energy_keV + ") must be 1–200");
        }
        double photoelectric = 0;
        double compton = 0;
        double rayleigh = 0;
        for (Map.Entry<Integer, Double> e : composition.massFractions().entrySet()) {
            photoelectric += e.getValue() * Xraylib.CS_Photo(e.getKey(), energy_keV);
            compton += e.getValue() * Xraylib.CS_Compt(e.getKey(), energy_keV);
            rayleigh += e.getValue() * Xraylib.CS_Rayl(e.getKey(), energy_keV);
        }
        return new Point(energy_keV, photoelectric, compton, rayleigh);
    }

    /** Total µ/ρ in cm²/g at the centres of the spectrum's bins ({@link Spectrum#energy_keV(int)}). Do not modify. */
    public static double[] table(Composition composition) {
        return TOTAL_BY_COMPOSITION.computeIfAbsent(composition, c -> {
            double[] table = new double[Spectrum.BINS];
            for (int bin = 0; bin < table.length; bin++) {
                table[bin] = at(c, Spectrum.energy_keV(bin)).muRho_cm2_g();
            }
            return table;
        });
    }

    /** Mass energy-absorption coefficient µ_en/ρ in cm²/g at the centres of the spectrum's bins. */
    public static double[] energyAbsorption(Composition composition) {
        double[] table = new double[Spectrum.BINS];
        for (int bin = 0; bin < table.length; bin++) {
            for (Map.Entry<Integer, Double> e : composition.massFractions().entrySet()) {
                table[bin] += e.getValue() * Xraylib.CS_Energy(e.getKey(), Spectrum.energy_keV(bin));
            }
        }
        return table;
    }
}
