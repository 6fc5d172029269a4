package org.gwanmun.xray.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.tschoonj.xraylib.Xraylib;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be true of every entry of the catalogue. */
class CatalogueAuditTest {
    private static final MaterialCatalogue CATALOGUE = MaterialCatalogue.standard();

    /** Names of {@code materials_reference.csv} under which the catalogue has the same thing with its everyday name. */
    private static final Map<String, List<String>> OTHER_NAMES = Map.of(
            "NaHCO3", List.of("sodium bicarbonate"),
            "THC (cannabinoid)", List.of("THC"),
            "sucrose (sugar)", List.of("sucrose"),
            "starch/flour/cellulose", List.of("starch", "cellulose"),
            "NaCl salt", List.of("table salt", "sodium chloride"),
            "Na2CO3 (detergent)", List.of("soda ash"),
            "STPP detergent", List.of("STPP"),
            "MSG (anhydrous)", List.of("MSG"),
            "lactose (anhydrous)", List.of("lactose"));

    @Test
    void atLeast150MaterialsHaveBothNamesAGroupAndASource() {
        assertThat(CATALOGUE.all()).hasSizeGreaterThan(400);
        Set<String> names = new HashSet<>();
        for (Material material : CATALOGUE.all()) {
            assertThat(material.nameKo()).as(material.name()).matches(".*[가-힣].*");
            assertThat(material.name()).doesNotContain("가").isNotBlank();
            assertThat(material.group()).as(material.name()).isNotBlank();
            assertThat(material.source()).as(material.name()).isNotBlank();
            assertThat(names.add(MaterialCatalogue.key(material.name())))
                    .as(material.name())
                    .isTrue();
            assertThat(CATALOGUE.find(material.nameKo())).contains(material);
        }
    }

    /** The kinds of goods that a customs officer meets, by the catalogue's groups and by example. */
    @Test
    void everyKindOfGoodsIsThere() {
        Map<String, Long> groups = CATALOGUE.all().stream()
                .collect(Collectors.groupingBy(Material::group, TreeMap::new, Collectors.counting()));
        assertThat(groups)
                .containsKeys(
                        "drug-salt",
                        "drug-base",
                        "cutting-agent",
                        "medicine",
                        "household",
                        "explosive",
                        "food",
                        "liquid",
                        "cosmetic",
                        "textile",
                        "wood",
                        "paper",
                        "plastic",
                        "rubber",
                        "glass",
                        "ceramic",
                        "mineral",
                        "metal",
                        "battery",
                        "electronics",
                        "tissue",
                        "gas");
        groups.forEach((group, count) -> assertThat(count).as(group).isPositive());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "코카인", "히로뽕", "헤로인 염기", "중조", "설탕", "커피원두", "분유", "화장지", "세제", "면", "가죽", "소나무", "종이", "비닐", "고무", "유리",
                "도자기", "흙", "강철", "황동", "배터리", "회로기판", "물", "식용유", "립스틱", "나일론 6", "실리카겔", "금", "건전지", "홍삼"
            })
    void goodsAreFoundInKorean(String name) {
        assertThat(CATALOGUE.find(name)).as(name).isPresent();
    }

    @Test
    void whatIsPouredHasARangeOfDensitiesAroundItsOwn() {
        for (Material material : CATALOGUE.all()) {
            material.densityRange().ifPresent(range -> assertThat(material.density_g_cm3())
                    .as(material.name())
                    .isBetween(range.low_g_cm3(), range.high_g_cm3()));
            boolean poured = material.source().contains("bulk density")
                    || material.name().endsWith("powder")
                    || material.group().equals("drug-salt")
                    || material.group().equals("cutting-agent");
            assertThat(material.densityRange().isPresent() || !poured)
                    .as("%s is poured and has no density range", material.name())
                    .isTrue();
        }
    }

    @Test
    void formulasAreWholeMoleculesAndCompositionsSumToOne() {
        for (Material material : CATALOGUE.all()) {
            double sum = material.composition().massFractions().values().stream()
                    .mapToDouble(w -> w)
                    .sum();
            assertThat(sum).as(material.name()).isCloseTo(1, within(1e-9));
            material.formula().ifPresent(formula -> {
                double molarMass = Xraylib.CompoundParser(formula).molarMass;
                assertThat(molarMass).as(material.name()).isBetween(1.0, 3000.0);
            });
        }
    }

    @Test
    void everythingOfTheReferenceTableIsThereWithItsFormulaAndZeff() throws IOException {
        try (InputStream in = CatalogueAuditTest.class.getResourceAsStream("materials_reference.csv")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String row : text.lines().skip(1).toList()) {
                String[] cells = row.split(",", -1);
                for (String name : OTHER_NAMES.getOrDefault(cells[0], List.of(cells[0]))) {
                    Material material =
                            CATALOGUE.find(name).orElseThrow(() -> new AssertionError(name + " is missing"));
                    assertThat(material.composition().zeff())
                            .as(name)
                            .isCloseTo(Double.parseDouble(cells[4]), within(2e-3));
                    assertThat(CrossSections.at(material.composition(), 60).muRho_cm2_g()
                                    / Double.parseDouble(cells[5]))
                            .as(name)
                            .isCloseTo(1, within(1e-3));
                }
            }
        }
    }
}
