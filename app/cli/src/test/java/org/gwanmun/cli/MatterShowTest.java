package org.gwanmun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.message.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatterShowTest {
    /** Name, Zeff, µ/ρ at 60, 80 and 120 keV: rows of an independent table of cross sections. */
    @ParameterizedTest
    @CsvSource({
        "methamphetamine HCl, C10H16NCl, 9.888, 0.23934, 0.19484, 0.1615",
        "메트암페타민 염산염, C10H16NCl, 9.888, 0.23934, 0.19484, 0.1615",
        "cocaine-hcl, C17H22NO4Cl, 8.778, 0.2159, 0.18343, 0.15638"
    })
    void aNameGivesTheReferencesFigures(
            String name, String formula, double zeff, double at60, double at80, double at120) {
        Run run = Run.of("matter", "show", name, "--energy-kev", "60,80,120", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        Entry json = run.json();
        assertThat(json.names())
                .containsExactly("name", "formula", "density_g_cm3", "zeff", "points", "density_range_g_cm3", "source");
        assertThat(json.find("formula").orElseThrow().text()).isEqualTo(formula);
        assertThat(run.number("zeff")).isCloseTo(zeff, within(2e-3));
        assertThat(run.number("density_g_cm3")).isPositive();
        List<Entry> points = json.find("points").orElseThrow().list(10);
        double[] expected = {at60, at80, at120};
        for (int i = 0; i < 3; i++) {
            Entry point = points.get(i);
            assertThat(point.names())
                    .containsExactly("energy_kev", "mu_rho_cm2_g", "photoelectric", "compton", "rayleigh");
            assertThat(Run.number(point, "energy_kev")).isEqualTo(new double[] {60, 80, 120}[i]);
            assertThat(Run.number(point, "mu_rho_cm2_g")).isCloseTo(expected[i], within(1e-4 * expected[i] + 1e-5));
            assertThat(Run.number(point, "photoelectric")
                            + Run.number(point, "compton")
                            + Run.number(point, "rayleigh"))
                    .isCloseTo(Run.number(point, "mu_rho_cm2_g"), within(1e-12));
        }
    }

    @Test
    void aBareFormulaHasNoDensity() {
        Run run = Run.of("matter", "show", "C10H16NCl", "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"density_g_cm3\": null", "\"formula\": \"C10H16NCl\"");
        assertThat(run.json().find("points").orElseThrow().list(10)).hasSize(2);
    }

    @Test
    void humansReadTheSame() {
        assertThat(Run.of("matter", "show", "water").out()).contains("water", "물", "g/cm³", "Zeff 7.4");
    }

    @Test
    void anUnknownMaterialProposesTheNearest() {
        Run run = Run.of("matter", "show", "ketamin hydrochlorid");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("ketamin hydrochlorid", "Maybe", "ketamine hydrochloride");
        assertThat(Run.in(Language.KO, "matter", "show", "ketamin hydrochlorid").err())
                .contains("혹시", "ketamine hydrochloride");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "201", "abc", "60,,100", "", "NaN", "-60", "60;100", "1e400"})
    void energiesThatAreNoneAreRefusedWithTheirValue(String energies) {
        Run run = Run.of("matter", "show", "water", "--energy-kev=" + energies);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(energies.equals("60,,100") ? "60,,100" : energies);
        assertThat(run.err()).doesNotContain("internal error");
    }
}
