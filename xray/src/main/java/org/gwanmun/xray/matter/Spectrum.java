package org.gwanmun.xray.matter;

/**
 * Photons by energy: {@code photons[i]} in the 1 keV bin centred at i + 1.5 keV, i = 0 … 198 (1–200 keV), per mm² and per
 * whatever the source is counted in (mAs, line). Immutable by convention: nobody modifies the array.
 *
 * @param photons photons per bin, ≥ 0
 */
public record Spectrum(double[] photons) {
    /** Number of 1 keV bins. */
    public static final int BINS = 199;

    public Spectrum {
        if (photons.length != BINS) {
            throw new IllegalArgumentException("a spectrum has " + BINS + " bins, not " + photons.length);
        }
    }

    /** The centre of a bin. */
    public static double energy_keV(int bin) {
        return bin + 1.5;
    }

    /** After a filter: N(E) exp(−µ/ρ(E) ρ t). */
    public Spectrum filtered(Material filter, double thickness_mm) {
        double[] muRho = CrossSections.table(filter.composition());
        double areal = filter.density_g_cm3() * thickness_mm / 10;
        double[] passed = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            passed[bin] = photons[bin] * Math.exp(-muRho[bin] * areal);
        }
        return new Spectrum(passed);
    }

    /** Every bin times a factor. */
    public Spectrum scaled(double factor) {
        double[] scaled = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            scaled[bin] = photons[bin] * factor;
        }
        return new Spectrum(scaled);
    }

    /** All photons. */
    public double total() {
        double total = 0;
        for (double n : photons) {
            total += n;
        }
        return total;
    }

    /** Mean photon energy. */
    public double mean_keV() {
        double energy = 0;
        for (int bin = 0; bin < BINS; bin++) {
            energy += photons[bin] * energy_keV(bin);
        }
        return energy / total();
    }

    /**
     * Air kerma in µGy: K = Σ N E µ_en/ρ(E), photons per mm² → J/kg. (At these energies µ_tr and µ_en of air agree to
     * 0.1 %.)
     */
    public double airKerma_uGy() {
        double[] absorption = AIR_ABSORPTION;
        double keV_per_g = 0;
        for (int bin = 0; bin < BINS; bin++) {
            keV_per_g += photons[bin] * 100 * energy_keV(bin) * absorption[bin]; // 100 mm² a cm²
        }
        return keV_per_g * 1.602176634e-16 * 1000 * 1e6; // keV → J, g → kg, Gy → µGy
    }

    /** Thickness of aluminium that halves (part 0.5) or quarters (0.25) the air kerma, in mm. */
    public double valueLayer_mmAl(double part) {
        return valueLayer_mm(MaterialCatalogue.standard().find("Al").orElseThrow(), part);
    }

    /** Thickness of a material that brings the air kerma down to a part of what it is, in mm, by bisection up to 200 mm. */
    public double valueLayer_mm(Material material, double part) {
        double whole = airKerma_uGy();
        double low = 0;
        double high = 200;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (filtered(material, middle).airKerma_uGy() > part * whole) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static final double[] AIR_ABSORPTION = CrossSections.energyAbsorption(
            Composition.ofMassFractions(java.util.Map.of(6, 0.000124, 7, 0.755268, 8, 0.231781, 18, 0.012827)));
}
