package org.gwanmun.xray.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneMassesTest {
    private static final String HEAD = "gwanmun: parcel/1\nid: a\nouter_mm: [400, 300, 200]\n";

    private static SceneMasses of(String rest) {
        return SceneMasses.of(ParcelFile.parse("p.yaml", (HEAD + rest).getBytes(StandardCharsets.UTF_8)));
    }

    private static String object(String shape, String turn) {
        return "  - {shape: {" + shape + "}, at_mm: [10, -20, 90], rotate_deg: " + turn
                + ", material: iron, density_g_cm3: 2}\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "box_mm: [50, 40, 30] | 60",
                "sheet_mm: [100, 80, 0.5] | 4",
                "ellipsoid_mm: [90, 60, 30] | 84.823002",
                "cylinder_mm: [40, 100] | 125.663706",
                "capsule_mm: [40, 100] | 108.908545", // π/4 40² 60 + π/6 40³
                "cone_mm: [60, 90] | 84.823002",
                "torus_mm: [60, 20] | 59.217626", // 2 π² 30 10²
                "'box_mm: [50, 40, 30], wall_mm: 1' | 8.928", // 60 − 48·38·28
                "'cylinder_mm: [40, 100], wall_mm: 2' | 27.947608",
                "'ellipsoid_mm: [90, 60, 30], wall_mm: 1' | 9.994453",
                "'torus_mm: [60, 20], wall_mm: 1' | 11.251349",
                "'union: [{box_mm: [20, 20, 20]}, {box_mm: [20, 20, 20], at_mm: [10, 0, 0]}]' | 12",
                "'box_mm: [40, 40, 40], subtract: [{cylinder_mm: [20, 60]}]' | 51.433629",
                "'box_mm: [40, 40, 40], subtract: [{ellipsoid_mm: [40, 40, 40]}]' | 30.489678",
                // 64 − 36³ − π 10² 4: the wall is drilled twice
                "'box_mm: [40, 40, 40], wall_mm: 2, subtract: [{cylinder_mm: [20, 60]}]' | 16.087363",
                "'box_mm: [40, 40, 40], wall_mm: 2, subtract: [{cylinder_mm: [20, 60]}], fill: tea, fill_density_g_cm3: 2' | 51.433629",
                "'union: [{box_mm: [20, 20, 20], wall_mm: 1}, {box_mm: [4, 4, 4]}]' | 2.232", // 8 − 18³ + 4³
                "'box_mm: [40, 40, 40], subtract: [{shape: {box_mm: [20, 20, 20]}, wall_mm: 2}]' | 60.096"
            })
    void volumesMatchTheClosedForms(String shape, double cm3) {
        for (String turn : new String[] {"[0, 0, 0]", "[31, -47, 12]"}) {
            SceneMasses.Mass mass =
                    of("objects:\n" + object(shape, turn)).objects().getFirst();
            assertThat(mass.volume_cm3()).isCloseTo(cm3, within(1e-3 * cm3));
            assertThat(mass.mass_g()).isCloseTo(2 * cm3, within(2e-3 * cm3));
            assertThat(mass.error_g()).isLessThan(1e-3 * mass.mass_g());
            assertThat(Math.abs(mass.mass_g() - 2 * cm3))
                    .isLessThan(5 * mass.error_g() + 1e-5 * cm3); // the error is honest
        }
    }

    @Test
    void wallsShellsAndFillsWeighWhatTheyKeep() {
        SceneMasses masses = of("""
                wall: {material: paper, density_g_cm3: 0.7, thickness_mm: 3}
                objects:
                  - {name: water, shape: {box_mm: [100, 100, 100]}, at_mm: [0, 0, 100], material: water, density_g_cm3: 1}
                  - {name: tin, shape: {cylinder_mm: [50, 80], wall_mm: 2}, at_mm: [0, 0, 100], material: iron, density_g_cm3: 8, fill: sugar, fill_density_g_cm3: 0.9}
                  - {name: gap, shape: {box_mm: [12, 12, 12], wall_mm: 1}, at_mm: [40, 40, 60], material: iron, density_g_cm3: 8, fill: air}
                  - {name: covered, shape: {box_mm: [5, 5, 5]}, at_mm: [0, 0, 100], material: gold}
                  - {name: cover, shape: {box_mm: [6, 6, 6]}, at_mm: [0, 0, 100], material: sugar, density_g_cm3: 1.5}
                """);
        double tin = Math.PI / 4 * (50 * 50 * 80 - 46 * 46 * 76) / 1000;
        double sugar = Math.PI / 4 * 46 * 46 * 76 / 1000;
        assertThat(masses.walls().orElseThrow().mass_g())
                .isCloseTo(0.7 * (400 * 300 * 200 - 394 * 294 * 194) / 1000.0, within(2.5));
        assertThat(masses.objects().get(0).mass_g()).isCloseTo(1000 - tin - sugar - 1.728, within(0.8));
        assertThat(masses.objects().get(1).body_cm3()).isCloseTo(tin, within(2e-3 * tin));
        assertThat(masses.objects().get(1).fill_cm3()).isCloseTo(sugar - 0.216, within(1e-3 * sugar));
        assertThat(masses.objects().get(1).mass_g()).isCloseTo(8 * tin + 0.9 * (sugar - 0.216), within(0.4));
        assertThat(masses.objects().get(2).mass_g()).isCloseTo(8 * (1.728 - 1), within(0.01));
        assertThat(masses.objects().get(2).fill_cm3()).isCloseTo(1, within(0.002));
        assertThat(masses.objects().get(3).mass_g()).isZero();
        assertThat(masses.objects().get(4).mass_g()).isCloseTo(0.216 * 1.5, within(1e-6));
        double sum = masses.walls().orElseThrow().mass_g();
        for (SceneMasses.Mass mass : masses.objects()) {
            sum += mass.mass_g();
        }
        assertThat(masses.total_g()).isCloseTo(sum, within(1e-9));
        assertThat(masses.error_g()).isLessThan(1e-3 * masses.total_g());
    }

    @Test
    void aMeshWeighsWhatItEncloses(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("t.obj"), "v 0 0 0\nv 30 0 0\nv 0 40 0\nv 0 0 50\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n");
        Files.writeString(
                folder.resolve("p.yaml"), HEAD + "objects:\n" + object("mesh: t.obj, scale: 2", "[10, 20, 30]"));
        SceneMasses masses = SceneMasses.of(ParcelFile.read(folder.resolve("p.yaml")));
        assertThat(masses.objects().getFirst().volume_cm3()).isCloseTo(80, within(0.08)); // 8 · 30·40·50/6
    }
}
