package org.gwanmun.xray.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.tschoonj.xraylib.Xraylib;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScatteringFactorsTest {
    @Property(tries = 3000)
    void theTablesAreTheLibrary(
            @ForAll @IntRange(min = 1, max = 92) int z, @ForAll @DoubleRange(min = 0, max = 1) double place) {
        double x = Math.min(ScatteringFactors.LARGEST_X, 0.01 * Math.pow(1620, place));
        ScatteringFactors factors = ScatteringFactors.of(z);
        double f = Xraylib.FF_Rayl(z, x);
        double s = Xraylib.SF_Compt(z, x);
        assertThat(factors.formFactor(x)).as("F %d %s", z, x).isCloseTo(f, within(2e-3 * f + 1e-6));
        assertThat(factors.incoherent(x)).as("S %d %s", z, x).isCloseTo(s, within(2e-3 * s));
    }

    @Test
    void forwardsAllElectronsScatterTogetherAndNoneAlone() {
        for (int z = 1; z <= 92; z++) {
            assertThat(ScatteringFactors.of(z).formFactor(0)).isEqualTo(z);
            assertThat(ScatteringFactors.of(z).incoherent(0)).isZero();
            assertThat(ScatteringFactors.of(z).incoherent(0.002)).isBetween(0.0, 0.02 * z);
            assertThat(ScatteringFactors.of(z).incoherent(16)).isBetween(0.9 * z, 1.001 * z);
        }
    }

    /** Differential cross sections integrate to the library's totals; how closely is in docs/physics/matter.md. */
    @Test
    void differentialCrossSectionsIntegrateToTheTotals() {
        double worstCompton = 0;
        double worstRayleigh = 0;
        double comptonAbove30 = 0;
        double rayleighAbove30 = 0;
        for (int z = 1; z <= 92; z++) {
            for (double energy : new double[] {10, 15, 20, 30, 40, 60, 80, 100, 150, 200}) {
                double compton = integral(ScatteringFactors.of(z), energy, true);
                double rayleigh = integral(ScatteringFactors.of(z), energy, false);
                double c = Math.abs(compton / Xraylib.CSb_Compt(z, energy) - 1);
                double r = Math.abs(rayleigh / Xraylib.CSb_Rayl(z, energy) - 1);
                worstCompton = Math.max(worstCompton, c);
                worstRayleigh = Math.max(worstRayleigh, r);
                if (energy >= 30) {
                    comptonAbove30 = Math.max(comptonAbove30, c);
                    rayleighAbove30 = Math.max(rayleighAbove30, r);
                }
            }
        }
        System.out.printf(
                "differential cross sections integrated, largest deviation: Compton %.4f (%.4f from 30 keV), Rayleigh %.4f (%.4f)%n",
                worstCompton, comptonAbove30, worstRayleigh, rayleighAbove30);
        assertThat(worstCompton).isLessThan(0.05);
        assertThat(worstRayleigh).isLessThan(0.30);
    }

    private static double integral(ScatteringFactors factors, double energy, boolean compton) {
        int steps = 4000;
        double sum = 0;
        for (int i = 0; i < steps; i++) { // u² = 1 − cosine crowds the points forwards
            double u = Math.sqrt(2) * (i + 0.5) / steps;
            double cosine = 1 - u * u;
            double value = compton ? factors.compton_b_sr(energy, cosine) : factors.rayleigh_b_sr(energy, cosine);
            sum += value * 2 * u * Math.sqrt(2) / steps;
        }
        return 2 * Math.PI * sum;
    }
}
