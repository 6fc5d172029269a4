package org.gwanmun.xray.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mass energy-absorption coefficients against J. H. Hubbell, S. M. Seltzer, NISTIR 5632 (1995), NIST Standard Reference
 * Database 126, in cm²/g.
 */
class EnergyAbsorptionTest {
    private static final Composition AIR =
            Composition.ofMassFractions(Map.of(6, 0.000124, 7, 0.755268, 8, 0.231781, 18, 0.012827));

    @ParameterizedTest
    @CsvSource({
        "10, 4.742",
        "15, 1.334",
        "20, 0.5389",
        "30, 0.1537",
        "40, 0.06833",
        "50, 0.04098",
        "60, 0.03041",
        "80, 0.02407",
        "100, 0.02325",
        "150, 0.02496"
    })
    void air(double energy_keV, double expected) {
        assertThat(at(AIR, energy_keV) / expected).isCloseTo(1, within(0.015));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 25.43",
        "15, 7.487",
        "20, 3.094",
        "30, 0.8778",
        "40, 0.3601",
        "50, 0.1840",
        "60, 0.1099",
        "80, 0.05511",
        "100, 0.03794",
        "150, 0.02827"
    })
    void aluminium(double energy_keV, double expected) {
        assertThat(at(Composition.ofFormula("Al").orElseThrow(), energy_keV) / expected)
                .isCloseTo(1, within(0.015));
    }

    @ParameterizedTest
    @CsvSource({"100, 1.976", "150, 1.056"})
    void lead(double energy_keV, double expected) {
        assertThat(at(Composition.ofFormula("Pb").orElseThrow(), energy_keV) / expected)
                .isCloseTo(1, within(0.05));
    }

    /** Between two bin centres, by a power law. */
    private static double at(Composition composition, double energy_keV) {
        double[] table = CrossSections.energyAbsorption(composition);
        int bin = (int) (energy_keV - 1);
        double part = Math.log(energy_keV / (energy_keV - 0.5)) / Math.log((energy_keV + 0.5) / (energy_keV - 0.5));
        return Math.exp((1 - part) * Math.log(table[bin - 1]) + part * Math.log(table[bin]));
    }
}
