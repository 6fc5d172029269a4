package org.gwanmun.xray.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.github.tschoonj.xraylib.Xraylib;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AttenuationTableTest {
    private static final double TOLERANCE = 1e-3;

    @Property(tries = 3000)
    void anElementsTableIsTheLibrary(
            @ForAll @IntRange(min = 1, max = 92) int z, @ForAll @DoubleRange(min = 0, max = 1) double place) {
        agrees(Composition.ofMassFractions(Map.of(z, 1.0)), Math.pow(200, place));
    }

    @Property(tries = 300)
    void aCompoundsTableIsTheLibrary(
            @ForAll("compounds") Composition composition, @ForAll @DoubleRange(min = 0, max = 1) double place) {
        agrees(composition, 10 * Math.pow(20, place));
    }

    @Property(tries = 60)
    void bothSidesOfEveryEdgeAreTheLibrary(@ForAll("compounds") Composition composition) {
        for (double edge : AttenuationTable.of(composition).edges_keV()) {
            for (double energy : new double[] {
                Math.nextDown(edge), edge, Math.nextUp(edge), edge * 0.9999, edge * 1.0001, edge - 1e-6, edge + 1e-6
            }) {
                agrees(composition, energy);
            }
            assertThat(CrossSections.at(composition, edge).photoelectric())
                    .isGreaterThan(
                            CrossSections.at(composition, Math.nextDown(edge)).photoelectric());
        }
    }

    /** Every step up of the photoelectric cross section from 5 keV on that a scan finds is an edge of the table. */
    @Test
    void noEdgeIsMissing() {
        for (int z = 1; z <= 92; z++) {
            double[] edges = AttenuationTable.of(Composition.ofMassFractions(Map.of(z, 1.0)))
                    .edges_keV();
            double last = Xraylib.CS_Photo(z, 4.9999);
            for (double energy = 5; energy < 200; energy *= 1.0001) {
                double value = Xraylib.CS_Photo(z, energy);
                if (value > last * 1.01) {
                    double here = energy;
                    assertThat(java.util.Arrays.stream(edges).anyMatch(edge -> edge <= here && edge > here / 1.0002))
                            .as("Z = %d, %.4f keV", z, energy)
                            .isTrue();
                }
                last = value;
            }
        }
    }

    @Property(tries = 100)
    void theTotalIsTheSumOfTheProcesses(
            @ForAll("compounds") Composition composition, @ForAll @DoubleRange(min = 1, max = 200) double energy) {
        AttenuationTable table = AttenuationTable.of(composition);
        double sum = table.photoelectric_cm2_g(energy) + table.compton_cm2_g(energy) + table.rayleigh_cm2_g(energy);
        assertThat(table.total_cm2_g(energy)).isCloseTo(sum, within(1e-9 * sum));
    }

    @Test
    void theEndsOfTheRangeAreInAndWhatLiesBeyondIsRefused() {
        Composition water = Composition.ofFormula("H2O").orElseThrow();
        agrees(water, 1);
        agrees(water, 200);
        for (double energy : new double[] {0.999, 200.001, -1, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> AttenuationTable.of(water).total_cm2_g(energy))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aBinWithAnEdgeHasTheMeanOverItsWidth() {
        Composition tungsten = Composition.ofFormula("W").orElseThrow();
        double mean = 0;
        for (int i = 0; i < 1000; i++) {
            mean += CrossSections.at(tungsten, 69 + (i + 0.5) / 1000).muRho_cm2_g() / 1000;
        }
        assertThat(CrossSections.table(tungsten)[68]).isCloseTo(mean, within(0.005 * mean));
        assertThat(CrossSections.table(tungsten)[70])
                .isEqualTo(CrossSections.at(tungsten, 71.5).muRho_cm2_g());
    }

    /** Prints what docs/physics/matter.md quotes: the largest deviation and the cost of a look-up. */
    @Test
    void theFiguresOfTheNote() {
        double worst = 0;
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            int z = 1 + random.nextInt(92);
            double energy = Math.pow(200, random.nextDouble());
            Composition element = Composition.ofMassFractions(Map.of(z, 1.0));
            double exact = CrossSections.at(element, energy).muRho_cm2_g();
            worst = Math.max(worst, Math.abs(AttenuationTable.of(element).total_cm2_g(energy) / exact - 1));
        }
        Composition cocaine = Composition.ofFormula("C17H22NO4Cl").orElseThrow();
        AttenuationTable table = AttenuationTable.of(cocaine);
        double[] energies = random.doubles(4096, 10, 200).toArray();
        double sum = 0;
        long tableNanos = 0;
        long libraryNanos = 0;
        for (int round = 0; round < 60; round++) {
            long start = System.nanoTime();
            for (double energy : energies) {
                sum += table.total_cm2_g(energy);
            }
            tableNanos = System.nanoTime() - start;
        }
        for (int round = 0; round < 10; round++) {
            long start = System.nanoTime();
            for (double energy : energies) {
                sum += CrossSections.at(cocaine, energy).muRho_cm2_g();
            }
            libraryNanos = System.nanoTime() - start;
        }
        System.out.printf(
                "largest deviation %.2e; table %.1f ns, library %.0f ns a look-up (cocaine hydrochloride); %.3g%n",
                worst, tableNanos / 4096.0, libraryNanos / 4096.0, sum);
        assertThat(worst).isLessThan(TOLERANCE);
    }

    private static void agrees(Composition composition, double energy) {
        double limited = Math.min(200, energy);
        CrossSections.Point exact = CrossSections.at(composition, limited);
        AttenuationTable table = AttenuationTable.of(composition);
        close(table.total_cm2_g(limited), exact.muRho_cm2_g(), composition, limited);
        close(table.photoelectric_cm2_g(limited), exact.photoelectric(), composition, limited);
        close(table.compton_cm2_g(limited), exact.compton(), composition, limited);
        close(table.rayleigh_cm2_g(limited), exact.rayleigh(), composition, limited);
    }

    private static void close(double actual, double expected, Composition composition, double energy) {
        assertThat(actual)
                .as("%s at %s keV", composition.massFractions(), energy)
                .isCloseTo(expected, within(TOLERANCE * expected));
    }

    @Provide
    Arbitrary<Composition> compounds() {
        Arbitrary<Integer> z = Arbitraries.integers().between(1, 92);
        Arbitrary<Double> w = Arbitraries.doubles().between(0.01, 1);
        return Combinators.combine(z, z, z, w, w).as((a, b, c, u, v) -> {
            Map<Integer, Double> parts = new java.util.TreeMap<>();
            parts.merge(a, 1.0, Double::sum);
            parts.merge(b, u, Double::sum);
            parts.merge(c, v, Double::sum);
            return Composition.ofMassFractions(parts);
        });
    }
}
