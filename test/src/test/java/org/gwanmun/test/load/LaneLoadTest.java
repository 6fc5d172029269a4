package org.gwanmun.test.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.gwanmun.cli.load.LaneLoad;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScanner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server and belt as processes, killed with -9 in the middle of their work. */
@Tag("slow")
class LaneLoadTest {
    @Test
    void serverAndBeltAreKilledAndNothingIsLostAndNothingThereTwice(@TempDir Path folder) throws Exception {
        Path parcel = folder.resolve("parcel.yaml");
        Files.writeString(parcel, """
                gwanmun: parcel/1
                id: box
                outer_mm: [200, 160, 80]
                wall: {material: cardboard, thickness_mm: 3}
                objects:
                  - {name: bar, shape: {box_mm: [60, 40, 20]}, at_mm: [0, 0, 20], material: sugar}
                """);
        new TwinScanner(ScannerProfile.named("mail-composite"))
                .scan(ParcelFile.read(parcel), 1, Instant.EPOCH)
                .write(folder.resolve("recorded/box"));

        LaneLoad.Plan plan = new LaneLoad.Plan(2, 1500, 0.6, 2);
        LaneLoad.Programs programs = new LaneLoad.Programs(
                program("org.gwanmun.server.GwanmunServer", "serve"), program("org.gwanmun.belt.BeltCommand"));
        LaneLoad.Outcome outcome =
                new LaneLoad(plan, programs, folder, folder.resolve("recorded")).run((minutes, verdicts, kills) -> {});

        assertThat(outcome.parcels()).isGreaterThan(4);
        assertThat(outcome.acknowledged()).isGreaterThan(4);
        assertThat(outcome.missing()).as("parcels that are missing").isZero();
        assertThat(outcome.twice()).as("parcels that are there twice").isZero();
        assertThat(outcome.wrong())
                .as("acknowledged verdicts that do not stand")
                .isZero();
        assertThat(outcome.judged()).isBetween(outcome.acknowledged(), outcome.parcels());
    }

    private static List<String> program(String... words) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path")),
                        Stream.of(words))
                .toList();
    }
}
