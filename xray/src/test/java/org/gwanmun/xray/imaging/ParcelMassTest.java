package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.scene.SceneMasses;
import org.gwanmun.xray.twin.TwinScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masses that come out of pictures, against integration of the true shapes. */
class ParcelMassTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "parcels");

    private static Optional<Inspection.Mass> mass(String scanner, Parcel parcel, long seed) {
        ScannerProfile profile = ScannerProfile.named(scanner);
        return ImagingPipeline.forProfile(profile)
                .process(new TwinScanner(profile)
                        .scan(parcel, seed, Instant.EPOCH)
                        .raw())
                .mass();
    }

    @Test
    void exampleParcelsWeighWhatTheyHold() throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(EXAMPLES)) {
            files = list.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(20);
        int given = 0;
        int within = 0;
        for (Path file : files) {
            Parcel parcel = ParcelFile.read(file);
            double truth = SceneMasses.of(parcel, 2e-3).total_g();
            Optional<Inspection.Mass> mass = mass("mail-composite", parcel, 1);
            if (mass.isPresent()) {
                given++;
                within += Math.abs(mass.get().mass_g() / truth - 1) <= 0.03 ? 1 : 0;
                assertThat(truth)
                        .as("%s: %s", parcel.id(), mass.get())
                        .isBetween(mass.get().low_g(), mass.get().high_g());
            }
        }
        assertThat(given).isGreaterThanOrEqualTo(12);
        assertThat(within).as("within 3 % of %d", given).isGreaterThanOrEqualTo(given - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"books", "clothes-shoes", "cosmetics-set", "marker-pens", "soybean-paste"})
    void twoViewsWeighWithinThreePercent(String name) {
        Parcel parcel = ParcelFile.read(EXAMPLES.resolve(name + ".yaml"));
        double truth = SceneMasses.of(parcel, 2e-3).total_g();
        assertThat(mass("baggage-dual-view", parcel, 2)).hasValueSatisfying(mass -> {
            assertThat(mass.mass_g()).isCloseTo(truth, within(0.03 * truth));
            assertThat(truth).isBetween(mass.low_g(), mass.high_g());
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 150, 290})
    void theSecondViewSaysHowHighThingsLie(double z_mm) {
        // A block right under the tunnel's roof looks 40 % larger from above than one on the belt.
        Parcel parcel = ParcelFile.parse("p.yaml", """
                gwanmun: parcel/1
                id: p
                outer_mm: [120, 120, 310]
                objects: [{name: block, shape: {box_mm: [80, 60, 20]}, at_mm: [10, -20, %s], material: aluminium}]
                """.formatted(z_mm).getBytes(StandardCharsets.UTF_8));
        double truth = 8 * 6 * 2 * 2.699;
        assertThat(mass("baggage-dual-view", parcel, 3))
                .hasValueSatisfying(mass -> assertThat(mass.mass_g()).isCloseTo(truth, within(0.04 * truth)));
    }
}
