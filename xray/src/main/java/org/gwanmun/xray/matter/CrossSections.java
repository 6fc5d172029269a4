package org.gwanmun.xray.matter;

import com.github.tschoonj.xraylib.Xraylib;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;

/**
 * How strongly matter removes photons: mass attenuation coefficients µ/ρ(E) = Σ w(Z) (τ + σ_C + σ_R)(Z, E) in cm²/g,
 * photoelectric, Compton (bound electrons) and Rayleigh, 1–200 keV.
 *
 * <p>{@link #at} asks the library; {@link AttenuationTable} is for loops over energies, {@link #table} for loops over the
 * bins of a {@link Spectrum}.
 */
public final class CrossSections {
    /** Lowest and highest photon energy of the suite. */
    public static final double LOWEST_KEV = 1;

    /** Highest photon energy of the suite. */
    public static final double HIGHEST_KEV = 200;

    /** Bin tables kept; beyond that all are made anew. 1.6 kB each. */
    private static final int KEPT = 4096;

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
        return sum(composition, energy_keV);
    }

    /** As {@link #at}, but the tables reach a little beyond the highest energy. */
    static Point sum(Composition composition, double energy_keV) {
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

    /**
     * Total µ/ρ in cm²/g in the spectrum's bins: at the centre ({@link Spectrum#energy_keV(int)}); where an absorption edge
     * lies inside the bin, the mean of the values at the centres of its parts, weighted with their widths, so that a thin
     * absorber attenuates as it should. Do not modify.
     */
    public static double[] table(Composition composition) {
        double[] known = TOTAL_BY_COMPOSITION.get(composition);
        if (known != null) {
            return known;
        }
        if (TOTAL_BY_COMPOSITION.size() >= KEPT) {
            TOTAL_BY_COMPOSITION.clear();
        }
        double[] table = binned(AttenuationTable.edges(composition), energy -> sum(composition, energy)
                .muRho_cm2_g());
        TOTAL_BY_COMPOSITION.put(composition, table);
        return table;
    }

    /**
     * Mass energy-absorption coefficient in cm²/g in the spectrum's bins, as {@link #table}: what a photon leaves on the spot
     * when K and L fluorescence and scattered photons escape,
     *
     * <pre>  µ_en/ρ = Σ w(Z) (τ (1 − X/E) + σ_C f)</pre>
     *
     * X mean fluorescence energy, f mean energy part of the Compton electron. Bremsstrahlung of the electrons is left out: less
     * than 0.1 % in air, 1 % in lead. xraylib's own table is not used: it is a third too low in nitrogen near 20 keV.
     */
    public static double[] energyAbsorption(Composition composition) {
        double[] table = new double[Spectrum.BINS];
        composition.massFractions().forEach((z, w) -> {
            Fluorescence fluorescence = Fluorescence.of(z);
            ScatteringFactors scattering = ScatteringFactors.of(z);
            double[] element = binned(
                    AttenuationTable.edges(Composition.ofMassFractions(Map.of(z, 1.0))),
                    energy -> Xraylib.CS_Photo(z, energy) * (1 - fluorescence.meanEmitted_keV(energy) / energy)
                            + Xraylib.CS_Compt(z, energy) * scattering.meanComptonTransfer(energy));
            for (int bin = 0; bin < table.length; bin++) {
                table[bin] += w * element[bin];
            }
        });
        return table;
    }

    private static double[] binned(NavigableSet<Double> edges, DoubleUnaryOperator value) {
        double[] table = new double[Spectrum.BINS];
        for (int bin = 0; bin < table.length; bin++) {
            double from = Spectrum.energy_keV(bin) - 0.5;
            double to = from + 1;
            NavigableSet<Double> inside = edges.subSet(from, false, to, false);
            if (inside.isEmpty()) {
                table[bin] = value.applyAsDouble(Spectrum.energy_keV(bin));
                continue;
            }
            double start = from;
            for (double edge : inside) {
                table[bin] += (edge - start) * value.applyAsDouble((start + edge) / 2);
                start = edge;
            }
            table[bin] += (to - start) * value.applyAsDouble((start + to) / 2);
        }
        return table;
    }
}
