package org.gwanmun.xray.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TungstenTargetTest {
    /** Ranges in g/cm² of ESTAR (M. J. Berger et al., NIST SRD 124), which end at rest; ours ends at 2 keV. */
    @ParameterizedTest
    @CsvSource({"40, 0.00668", "60, 0.01298", "100, 0.02977", "150, 0.05668", "200, 0.08835"})
    void theRangeIsThatOfTheStoppingPowerTables(double electron_keV, double range_g_cm2) {
        assertThat(TungstenTarget.range_g_cm2(electron_keV) / range_g_cm2).isCloseTo(1, within(0.03));
    }

    @Test
    void aSmallerSimulationGivesTheTableWithinItsNoise() {
        int histories = 4000;
        TungstenTarget.Electrons now = ElectronsInTungsten.run(100, histories, 5);
        TungstenTarget.Electrons table = TungstenTarget.electrons().get(3);
        assertThat(table.start_keV()).isEqualTo(100);
        for (int level = 1; level <= TungstenTarget.LEVELS; level++) {
            assertThat(now.inside()[level]).isCloseTo(table.inside()[level], within(5 * 0.5 / Math.sqrt(histories)));
            assertThat(now.across()[level]).isCloseTo(table.across()[level], within(0.06));
            assertThat(now.along()[level]).isCloseTo(table.along()[level], within(0.06));
            for (int group = 2; group < TungstenTarget.DEPTHS - 2; group++) {
                double depth = table.depth()[level][group];
                assertThat(now.depth()[level][group]).isCloseTo(depth, within(0.08 * depth + 0.004));
            }
        }
        assertThat(1 - now.inside()[1]).as("backscattered at 20° incidence").isBetween(0.42, 0.54);
    }

    /** {@code mvn -pl core,xray test -Dtest=TungstenTargetTest -Dgolden.update=true} makes the table anew, in some seconds. */
    @Test
    @EnabledIfSystemProperty(named = "golden.update", matches = "true")
    void makesTheTable() throws IOException {
        StringBuilder csv = new StringBuilder(
                "# Electrons in a thick tungsten target, 100000 histories a starting energy, seed 1"
                        + " (ElectronsInTungsten).\n# Start in keV, T/T0, part still inside, emission towards the window from"
                        + " oscillators across and along the path (isotropic 1), mean depth of 24 equal groups in ranges.\n");
        for (double start : ElectronsInTungsten.STARTS_KEV) {
            TungstenTarget.Electrons run = ElectronsInTungsten.run(start, 100_000, 1);
            for (int level = 1; level <= TungstenTarget.LEVELS; level++) {
                csv.append(String.format(
                        Locale.ROOT,
                        "%.0f,%.2f,%.4f,%.4f,%.4f",
                        start,
                        level / (double) TungstenTarget.LEVELS,
                        run.inside()[level],
                        run.across()[level],
                        run.along()[level]));
                for (double depth : run.depth()[level]) {
                    csv.append(String.format(Locale.ROOT, ",%.5f", depth));
                }
                csv.append('\n');
            }
        }
        Path resource = Path.of("src/main/resources/org/gwanmun/xray/matter/tungsten-electrons.csv");
        Files.writeString(resource, csv);
        assertThat(List.copyOf(Files.readAllLines(resource))).hasSize(2 + 7 * TungstenTarget.LEVELS);
    }
}
