package org.gwanmun.xray.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;

class ParcelFileTest {
    private static Parcel parse(String text) {
        return ParcelFile.parse("p.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyMistakeIsSaidAtOnceWithLinePathAndNearestWord() {
        String text = """
                gwanmun: parcel/2
                id: "../etc"
                outer_mm: [220, 160]
                wall: {material: cardbord, thickness_mm: 3}
                objekts: []
                objects:
                  - {shape: {box_mm: [1, 2, 3]}, at_mm: [0, 0, 20], material: water, threat: narcotics/metamphetamine}
                  - {shape: {box_mm: [1, -2, 3]}, at_mm: [0, 0, 20], material: water}
                  - {shape: {capsule_mm: [30, 10]}, at_mm: [0, 0, 20], material: H2O}
                  - {shape: {sphere_mm: [30]}, at_mm: [0, 0, 20], material: water, densty_g_cm3: 1}
                  - {shape: {box_mm: [10, 10, 10], wall_mm: 6}, at_mm: [0, 0, 20], material: water, fill: tea}
                  - {shape: {box_mm: [10, 10, 10]}, at_mm: [0, 0], material: {water: 0.5, sugar: 0.1}, fill: tea}
                """;
        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.in(Language.EN).lines().filter(line -> line.startsWith("p.yaml:")))
                    .containsExactly(
                            "p.yaml:1: gwanmun: is \"parcel/2\", but this command reads \"parcel/1\".",
                            "p.yaml:2: id: \"../etc\" must be 1–80 letters, digits, dots, hyphens or underscores, and begin with a letter or digit.",
                            "p.yaml:3: outer_mm: has 2 elements, but needs 3.",
                            "p.yaml:4: wall.material: \"cardbord\" is neither a material of the catalogue nor a chemical formula.",
                            "p.yaml:5: objekts: unknown field objekts.",
                            "p.yaml:7: objects[0].threat: unknown word \"narcotics/metamphetamine\".",
                            "p.yaml:8: objects[1].shape.box_mm[1]: -2 must be between 0.001 and 3000.0.",
                            "p.yaml:9: objects[2].material: \"H2O\" is a formula, so density_g_cm3 must stand beside it.",
                            "p.yaml:9: objects[2].shape.capsule_mm: cannot exist: a capsule's length (10.0) includes its caps, so it cannot be less than its diameter (30.0).",
                            "p.yaml:10: objects[3].shape: needs exactly one shape, but has 0; legal: box_mm, ellipsoid_mm, cylinder_mm, capsule_mm, cone_mm, torus_mm, sheet_mm, mesh, union.",
                            "p.yaml:10: objects[3].shape.sphere_mm: unknown field sphere_mm.",
                            "p.yaml:10: objects[3].densty_g_cm3: unknown field densty_g_cm3.",
                            "p.yaml:11: objects[4].shape.wall_mm: cannot exist: walls of 6.0 mm leave no room in 10.0 mm.",
                            "p.yaml:12: objects[5].material: the mass fractions sum to 0.6; they must sum to 1.",
                            "p.yaml:12: objects[5].fill: fill needs wall_mm: only a shell has an inside.",
                            "p.yaml:12: objects[5].at_mm: has 2 elements, but needs 3.");
            assertThat(refusal.in(Language.EN))
                    .contains("Maybe you mean \"cardboard\"")
                    .contains("Maybe you mean \"narcotics/methamphetamine\"")
                    .contains("Maybe you mean density_g_cm3")
                    .contains("Maybe you mean objects");
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BAD_INPUT);
            assertThat(refusal.in(Language.KO)).contains("혹시");
        });
    }

    @Test
    void centresOutsideTheParcelAndTooManyObjectsAreRefused() {
        String outside = "{gwanmun: parcel/1, id: a, outer_mm: [100, 100, 50], objects: "
                + "[{shape: {box_mm: [5, 5, 5]}, at_mm: [0, 0, -25], material: water}]}";
        assertThatThrownBy(() -> parse(outside))
                .hasMessageContaining("lies outside")
                .hasMessageContaining("Maybe z");
        String many = "{gwanmun: parcel/1, id: a, outer_mm: [100, 100, 50], objects: [" + "{},".repeat(10_001) + "]}";
        assertThatThrownBy(() -> parse(many)).hasMessageContaining("the limit is 10000");
    }

    @Test
    void laterObjectsOverwriteGapsAreAirAndAnAirFillOverwritesToo() {
        Parcel parcel = parse("""
                gwanmun: parcel/1
                id: layers
                outer_mm: [100, 100, 100]
                objects:
                  - {shape: {box_mm: [80, 80, 80]}, at_mm: [0, 0, 50], material: water}
                  - {shape: {box_mm: [40, 40, 40]}, at_mm: [0, 0, 50], material: al}
                  - {shape: {box_mm: [20, 20, 20], wall_mm: 5}, at_mm: [0, 0, 50], material: fe, fill: air}
                """);
        Scene scene = new Scene(parcel);
        Scene.Probe probe = scene.new Probe();
        assertThat(probe.follow(new Ray(0, 0, 200, 0, 0, -1))).isTrue();
        double water = 40 / 10.0 * 1.0;
        double al = 20 / 10.0 * 2.699;
        double fe = 10 / 10.0 * 7.874;
        assertThat(probe.areal_g_cm2()[0]).isCloseTo(water, within(0.01));
        assertThat(probe.areal_g_cm2()[1]).isCloseTo(al, within(0.01));
        assertThat(probe.areal_g_cm2()[2]).isCloseTo(fe, within(0.01));
        assertThat(probe.areal_g_cm2()[3]).isZero();
        assertThat(probe.follow(new Ray(49, 0, 200, 0, 0, -1))).isFalse();
    }

    @Test
    void aShellWithoutFillLeavesWhatWasThere() {
        Parcel parcel = parse("""
                gwanmun: parcel/1
                id: shell
                outer_mm: [100, 100, 100]
                objects:
                  - {shape: {cylinder_mm: [20, 20]}, at_mm: [0, 0, 50], material: water, density_g_cm3: 1}
                  - {shape: {box_mm: [60, 60, 60], wall_mm: 1}, at_mm: [0, 0, 50], material: C2H4, density_g_cm3: 0.93}
                """);
        Scene.Probe probe = new Scene(parcel).new Probe();
        probe.follow(new Ray(0, 0, 200, 0, 0, -1));
        assertThat(probe.areal_g_cm2()[0]).isCloseTo(2, within(1e-9));
        assertThat(probe.areal_g_cm2()[1]).isCloseTo(0.2 * 0.93, within(1e-9));
    }

    @Test
    void wallsOfUnionsAndFillsOfPartsAreRefusedWithAWayOut() {
        String text = """
                gwanmun: parcel/1
                id: walls
                outer_mm: [100, 100, 100]
                objects:
                  - {shape: {union: [{box_mm: [10, 10, 10]}], wall_mm: 1}, at_mm: [0, 0, 50], material: water}
                  - {shape: {box_mm: [10, 10, 10], subtract: [{box_mm: [5, 5, 5], wall_mm: 3}]}, at_mm: [0, 0, 50], material: water}
                  - shape: {union: [{box_mm: [10, 10, 10], wall_mm: 1, fill: tea}, {shape: {union: [{box_mm: [1, 1, 1]}]}, wall_mm: 1}]}
                    at_mm: [0, 0, 50]
                    material: water
                """;
        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.in(Language.EN).lines().filter(line -> line.startsWith("p.yaml:")))
                    .containsExactly(
                            "p.yaml:5: objects[0].shape.wall_mm: a union takes no wall_mm.",
                            "p.yaml:6: objects[1].shape.subtract[0].wall_mm: cannot exist: walls of 3.0 mm leave no room in 5.0 mm.",
                            "p.yaml:7: objects[2].shape.union[0].fill: a part of union or subtract takes no fill: it is of its object's material.",
                            "p.yaml:7: objects[2].shape.union[1].wall_mm: a union takes no wall_mm.");
            assertThat(refusal.in(Language.EN))
                    .contains("Maybe give its parts wall_mm")
                    .contains("Maybe make what fills it an object of its own");
        });
    }

    @Test
    void unionsAndSubtractionsArePlacedByTheirOwnBoundingBox() {
        Parcel parcel = parse("""
                gwanmun: parcel/1
                id: union
                outer_mm: [100, 100, 100]
                objects:
                  - shape: {union: [{box_mm: [10, 10, 10], at_mm: [100, 0, 0]}, {shape: {box_mm: [10, 10, 10]}, at_mm: [120, 0, 0]}]}
                    at_mm: [0, 0, 50]
                    material: water
                    density_g_cm3: 1
                  - shape: {box_mm: [10, 40, 10], subtract: [{cylinder_mm: [6, 20], at_mm: [0, 10, 0]}]}
                    at_mm: [0, 20, 20]
                    material: al
                """);
        Scene.Probe probe = new Scene(parcel).new Probe();
        assertThat(probe.follow(new Ray(-10, 0, 200, 0, 0, -1))).isTrue();
        assertThat(probe.areal_g_cm2()[0]).isCloseTo(1, within(1e-9));
        assertThat(probe.follow(new Ray(10, 0, 200, 0, 0, -1))).isTrue();
        assertThat(probe.follow(new Ray(0, 10, 200, 0, 0, -1))).isTrue();
        assertThat(probe.follow(new Ray(0, 30, 200, 0, 0, -1))).isFalse(); // through the hole
    }

    @Test
    void everyExampleParcelIsLegal() throws IOException {
        Path examples = Path.of(System.getProperty("gwanmun.root", ".."), "examples", "parcels");
        try (Stream<Path> files = Files.list(examples)) {
            List<Path> parcels =
                    files.filter(f -> f.toString().endsWith(".yaml")).toList();
            assertThat(parcels).hasSizeGreaterThanOrEqualTo(10);
            for (Path file : parcels) {
                Parcel parcel = ParcelFile.read(file);
                assertThat(parcel.id() + ".yaml").isEqualTo(String.valueOf(file.getFileName()));
            }
        }
    }
}
