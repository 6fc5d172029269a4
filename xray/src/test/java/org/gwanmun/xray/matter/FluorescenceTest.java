package org.gwanmun.xray.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.github.tschoonj.xraylib.Xraylib;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluorescenceTest {
    /** Kα1 energies of the X-Ray Data Booklet (Lawrence Berkeley Laboratory 2009) and yields of Krause (1979), rounded. */
    @ParameterizedTest
    @CsvSource({
        "26, 7.112, 6.404, 0.340",
        "29, 8.979, 8.048, 0.440",
        "53, 33.169, 28.612, 0.884",
        "64, 50.239, 42.996, 0.935",
        "74, 69.525, 59.318, 0.958",
        "82, 88.005, 74.969, 0.967"
    })
    void knownElements(int z, double edge_keV, double kAlpha_keV, double yield) {
        Fluorescence.Shell k = Fluorescence.of(z).shell(AtomicShell.K).orElseThrow();
        assertThat(k.edge_keV()).isCloseTo(edge_keV, within(0.003));
        assertThat(k.lines().getFirst().energy_keV()).isCloseTo(kAlpha_keV, within(0.005));
        assertThat(k.lines().getFirst().vacancy()).contains(AtomicShell.L3);
        assertThat(k.yield()).isCloseTo(yield, within(0.03));
    }

    @Property(tries = 92)
    void linesAreASampleableSetBelowTheirEdge(@ForAll @IntRange(min = 1, max = 92) int z) {
        for (Fluorescence.Shell shell : Fluorescence.of(z).shells()) {
            assertThat(shell.yield()).isBetween(0.0, 1.0);
            double sum = 0;
            for (Fluorescence.Line line : shell.lines()) {
                assertThat(line.energy_keV()).isBetween(1.0, shell.edge_keV());
                sum += line.probability();
            }
            assertThat(shell.lines().isEmpty() ? 1 : sum).isCloseTo(1, within(1e-12));
        }
    }

    @Property(tries = 2000)
    void shellProbabilitiesAreTheLibrarys(
            @ForAll @IntRange(min = 1, max = 92) int z, @ForAll @DoubleRange(min = 0, max = 1) double place) {
        double energy = Math.min(199, Math.pow(200, place));
        Fluorescence element = Fluorescence.of(z);
        double sum = 0;
        for (AtomicShell shell : AtomicShell.values()) {
            double probability = element.shellProbability(shell, energy);
            double exact = element.shell(shell).isEmpty()
                    ? probability
                    : Math.min(1, element.photoelectric_cm2_g(shell, energy) / Xraylib.CS_Photo_Total(z, energy));
            assertThat(probability).as("%s %s %s", z, shell, energy).isCloseTo(exact, within(1e-3 * exact + 1e-9));
            sum += probability;
        }
        assertThat(sum).isLessThan(1.001);
    }

    @Test
    void belowItsEdgeAShellTakesNoPart() {
        Fluorescence lead = Fluorescence.of(82);
        assertThat(lead.shellProbability(AtomicShell.K, 87)).isZero();
        assertThat(lead.shellProbability(AtomicShell.K, 89)).isBetween(0.7, 0.85);
        assertThat(lead.meanEmitted_keV(87)).isLessThan(6);
        assertThat(lead.meanEmitted_keV(89)).isBetween(50.0, 65.0);
    }

    @Test
    void thereIsNoElement93() {
        assertThatThrownBy(() -> Fluorescence.of(93)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ScatteringFactors.of(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
