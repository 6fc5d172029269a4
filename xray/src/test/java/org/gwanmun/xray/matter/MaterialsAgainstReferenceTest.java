package org.gwanmun.xray.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against {@code materials_reference.csv}: formula, electrons per gram, Zeff (exponent 2.94) and µ/ρ at 60/80/120 keV of
 * drugs, foods and plastics, computed with xraylib independently of this project's code.
 */
class MaterialsAgainstReferenceTest {
    static List<String> rows() {
        try (InputStream in = MaterialsAgainstReferenceTest.class.getResourceAsStream("materials_reference.csv")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void formulaGivesZeffElectronsAndAttenuation(String row) {
        String[] cells = row.split(",", -1);
        Composition composition = Composition.ofFormula(cells[1]).orElseThrow();
        assertThat(composition.electrons_mol_per_g()).isCloseTo(Double.parseDouble(cells[3]), within(1e-4));
        assertThat(composition.zeff()).isCloseTo(Double.parseDouble(cells[4]), within(2e-3));
        double[] energies = {60, 80, 120};
        for (int i = 0; i < 3; i++) {
            double reference = Double.parseDouble(cells[5 + i]);
            assertThat(CrossSections.at(composition, energies[i]).muRho_cm2_g())
                    .isCloseTo(reference, within(1e-4 * reference + 1e-5));
        }
    }

    @Test
    void namesAreFoundInBothLanguagesHoweverTheyAreWritten() {
        MaterialCatalogue catalogue = MaterialCatalogue.standard();
        for (String name : List.of("Ketamine HCl", "ketamine-hydrochloride", "KETAMINE  hydrochloride", "케타민 염산염")) {
            assertThat(catalogue.find(name)).as(name).map(Material::name).contains("ketamine hydrochloride");
        }
        for (String name : List.of(
                "tea",
                "sugar",
                "rubber",
                "leather",
                "paper",
                "cardboard",
                "polyester",
                "nylon 6",
                "steel",
                "stainless steel",
                "zinc alloy",
                "al",
                "fe",
                "sucrose",
                "cellulose",
                "polyethylene",
                "water",
                "air")) {
            assertThat(catalogue.find(name)).as(name).isPresent();
        }
        assertThat(catalogue.all()).hasSizeGreaterThan(150);
    }

    @Test
    void anUnknownNameProposesTheNearest() {
        assertThat(MaterialCatalogue.standard()
                        .unknown("ketamin hydrochlorid")
                        .in(org.gwanmun.core.message.Language.EN))
                .contains("ketamine hydrochloride");
    }

    @Test
    void whatIsNoFormulaIsNone() {
        for (String text : List.of("", "Xx2", "c10h16", "H2O)", "(((((", "H2O;rm", "NaCl ", "Pu")) {
            assertThat(Composition.ofFormula(text)).as(text).isEmpty();
        }
    }

    @Test
    void aMixtureLiesBetweenItsParts() {
        Composition water = Composition.ofFormula("H2O").orElseThrow();
        Composition salt = Composition.ofFormula("NaCl").orElseThrow();
        Composition brine = Composition.ofMixture(java.util.Map.of(water, 0.9, salt, 0.1));
        assertThat(brine.zeff()).isBetween(water.zeff(), salt.zeff());
        double mu = 0.9 * CrossSections.at(water, 60).muRho_cm2_g()
                + 0.1 * CrossSections.at(salt, 60).muRho_cm2_g();
        assertThat(CrossSections.at(brine, 60).muRho_cm2_g()).isCloseTo(mu, within(1e-12));
    }
}
