package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScanner;
import org.junit.jupiter.api.Test;

/** Bias of Zeff and areal density on materials that no wedge holds, as a test of two energies and of nothing else. */
class DecompositionTest {
    private static final ScannerProfile PROFILE = ScannerProfile.named("mail-composite");
    private static final TwinScanner TWIN = new TwinScanner(PROFILE);
    private static final Calibration WEDGE = TWIN.calibrate(5, Instant.EPOCH);
    private static final ImagingPipeline PIPELINE = ImagingPipeline.forProfile(PROFILE);

    private static final List<String> MATERIALS = List.of(
            "water",
            "sucrose",
            "nylon 6",
            "polyvinyl chloride",
            "sodium chloride",
            "glass",
            "stainless steel",
            "brass",
            "zinc",
            "ketamine hydrochloride");

    /** Attenuation at 60 keV of the slabs: thin, middle, and near a transmission of 0.02. */
    private static final double[] DEPTHS = {0.6, 1.5, 3.2};

    private static final double HEAVIEST_OF_WEDGE = 29;

    private record Bias(
            String material, double areal_g_cm2, double transmission, double zeff, double dZ, double dAreal) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-24s %6.2f g/cm²  T %.3f  Z %5.2f  dZ %+5.2f  dAreal %+5.1f %%",
                    material,
                    areal_g_cm2,
                    transmission,
                    zeff,
                    dZ,
                    100 * dAreal);
        }
    }

    @Test
    void biasOnMaterialsOutsideTheWedgeIsSmall() {
        List<Bias> biases = new ArrayList<>();
        for (String name : MATERIALS) {
            for (double depth : DEPTHS) {
                biases.add(bias(name, depth));
            }
        }
        String table = String.join("\n", biases.stream().map(Bias::toString).toList());
        SoftAssertions softly = new SoftAssertions();
        for (Bias bias : biases) {
            softly.assertThat(bias.transmission).as("%s", bias).isGreaterThanOrEqualTo(0.01);
            softly.assertThat(bias.dZ).as("%s", bias).isCloseTo(0, within(bias.zeff < 20 ? 0.6 : 2.0));
            // Beyond the wedge's heaviest material the tables extrapolate.
            softly.assertThat(bias.dAreal)
                    .as("%s", bias)
                    .isCloseTo(0, within(bias.zeff > HEAVIEST_OF_WEDGE ? 0.1 : 0.08));
        }
        double[] sizes =
                biases.stream().mapToDouble(b -> Math.abs(b.dAreal)).sorted().toArray();
        softly.assertThat(sizes[sizes.length / 2])
                .as("median areal bias\n%s", table)
                .isLessThanOrEqualTo(0.03);
        softly.assertAll();
    }

    private static Bias bias(String name, double depth) {
        Material material = MaterialCatalogue.standard().find(name).orElseThrow();
        double areal = depth / CrossSections.at(material.composition(), 60).muRho_cm2_g();
        double thickness_mm = areal / material.density_g_cm3() * 10;
        String text = String.format(
                Locale.ROOT,
                "{gwanmun: parcel/1, id: slab, outer_mm: [50, 50, 400], objects: "
                        + "[{shape: {box_mm: [50, 50, %1$f]}, at_mm: [0, 0, %2$f], material: %3$s}]}",
                thickness_mm,
                thickness_mm / 2,
                name);
        Parcel parcel = ParcelFile.parse("slab.yaml", text.getBytes(StandardCharsets.UTF_8));
        RawScan raw = TWIN.scan(parcel, 77, Instant.EPOCH).raw();
        RawScan calibrated = new RawScan(
                raw.id(), raw.scanner(), raw.height_mm(), raw.started(), raw.channels(), Optional.of(WEDGE));
        ViewMaps maps = PIPELINE.process(calibrated).views().getFirst();
        double zeff = material.composition().zeff();
        return new Bias(
                name,
                areal,
                Math.exp(-median(maps, maps.attenuation())),
                zeff,
                median(maps, maps.zeff()) - zeff,
                median(maps, maps.arealDensity_g_cm2()) / areal - 1);
    }

    /** Over 20 × 20 pixels in the middle; NaN counts as the deepest, so that too many of them fail the test. */
    private static double median(ViewMaps maps, float[] values) {
        float[] window = new float[400];
        int n = 0;
        for (int line = maps.lines() / 2 - 10; line < maps.lines() / 2 + 10; line++) {
            for (int pixel = maps.pixels() / 2 - 10; pixel < maps.pixels() / 2 + 10; pixel++) {
                window[n++] = values[line * maps.pixels() + pixel];
            }
        }
        Arrays.sort(window);
        return (window[199] + window[200]) / 2.0;
    }

    @Test
    void theWedgesOwnMaterialsComeBackAtEveryStep() {
        Decomposition table = new Decomposition(WEDGE.view("top").orElseThrow());
        for (Calibration.Steps steps : WEDGE.view("top").orElseThrow().materials()) {
            for (int i = 6; i < steps.arealDensity_g_cm2().length - 3; i++) {
                double low = steps.attenuationLow()[i];
                double high = steps.attenuationHigh()[i];
                assertThat(table.zeff(low, high))
                        .as("%s, step %d", steps.material(), i)
                        .isCloseTo(steps.zeff(), within(0.04 * steps.zeff()));
            }
        }
    }

    @Test
    void arealDensityIsSignedAndZeffStaysWithinItsRange() {
        Decomposition table = new Decomposition(WEDGE.view("top").orElseThrow());
        assertThat(table.arealAsOrganic_g_cm2(-0.02)).isNegative();
        assertThat(table.arealAsOrganic_g_cm2(0)).isZero();
        for (double high : new double[] {-1, 0, 0.01, 0.5, 3, 8, 50}) {
            for (double low : new double[] {-1, 0, 0.01, 0.5, 3, 8, 50, 400}) {
                assertThat(table.zeff(low, high))
                        .isBetween(Decomposition.LOWEST_Z - 1e-3, Decomposition.HIGHEST_Z + 1e-3);
            }
        }
    }
}
