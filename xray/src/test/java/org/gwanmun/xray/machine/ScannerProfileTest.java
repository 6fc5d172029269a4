package org.gwanmun.xray.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScan;
import org.gwanmun.xray.twin.TwinScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScannerProfileTest {
    @TempDir
    Path temp;

    /** A machine that nobody ships: small, coarse, 120 kVp, one view. */
    private static final String BENCH = """
            gwanmun: scanner/1
            name: bench
            name_ko: 실험대
            name_en: laboratory bench
            tunnel_mm: [200, 150]
            belt_speed_mm_s: 500
            belt: {material: polyethylene, mm: 2}
            views:
              - name: top
                plane_x_mm: 0
                line_pitch_mm: 2.0
                source: {kvp: 120, ma: 2.0, filter: {material: cu, mm: 0.3}, air_kerma_uGy_per_mAs_at_1m: 60, at_yz_mm: [10, 700]}
                detector:
                  from_yz_mm: [-150, -40]
                  to_yz_mm: [150, -40]
                  pixels: 120
                  active_mm: 2
                  low: {material: Gd2O2S, density_g_cm3: 7.34, mm: 0.1}
                  filter: {material: cu, mm: 0.5}
                  high: {material: CsI, density_g_cm3: 4.51, mm: 3}
                  gain_spread: 0.02
                  electronic_noise_counts: 10
                  pedestal_grey: 50
                  counts_per_grey: 4
            """;

    private Path file(String text) throws IOException {
        return Files.writeString(temp.resolve("bench.yaml"), text);
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        for (String name : new String[] {"mail-compositor", "", "../mail-composite", "mail-composite.yaml"}) {
            assertThatThrownBy(() -> ScannerProfile.named(name))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BAD_INPUT))
                    .hasMessageContaining("\"" + name + "\"")
                    .hasMessageContaining("mail-composite");
        }
    }

    @Test
    void aNewMachineIsAFileNotAFork() throws IOException {
        ScannerProfile bench = ScannerProfile.read(file(BENCH));
        assertThat(bench.views().getFirst().line_s(bench)).isCloseTo(0.004, within(1e-12));
        assertThat(bench.views().getFirst().pixelPitchAt_mm(740)).isCloseTo(2.5, within(1e-12));
        assertThat(bench.views()
                        .getFirst()
                        .pixelPitchAt_mm(bench.views().getFirst().depth_mm(0, 330)))
                .isCloseTo(1.25, within(1e-12));
        Parcel parcel = ParcelFile.parse("tea.yaml", """
                {gwanmun: parcel/1, id: tea, outer_mm: [80, 60, 40],
                 objects: [{shape: {box_mm: [80, 60, 10]}, at_mm: [0, 0, 20], material: aluminium}]}
                """.getBytes(StandardCharsets.UTF_8));
        TwinScan scan = new TwinScanner(bench).scan(parcel, 1, Instant.EPOCH);
        assertThat(scan.raw().scanner()).isEqualTo("bench");
        RawScan.Channel low = scan.raw().channel("top/low").orElseThrow();
        assertThat(low.scan().width()).isEqualTo(120);
        assertThat(low.scan().height()).isEqualTo(60); // (80 + 2 × 20) / 2
        assertThat(low.scan().at(30, 58)).isLessThan(low.scan().at(2, 58));
        // Nothing knows how this machine sees, so nothing is said of grams; its own wedge changes that.
        Inspection blind = ImagingPipeline.forProfile(bench).process(scan.raw());
        assertThat(blind.mass()).isEmpty();
        assertThat(blind.notes()).anyMatch(note -> note.key() == MachineMessage.NO_CALIBRATION);
        RawScan calibrated = new RawScan(
                scan.raw().id(),
                "bench",
                scan.raw().height_mm(),
                scan.raw().started(),
                scan.raw().channels(),
                java.util.Optional.of(new TwinScanner(bench).calibrate(2, Instant.EPOCH)));
        double truth_g = 8 * 6 * 1 * 2.699;
        assertThat(ImagingPipeline.forProfile(bench).process(calibrated).mass()).hasValueSatisfying(mass -> {
            assertThat(mass.low_g()).isLessThan(truth_g);
            assertThat(mass.high_g()).isGreaterThan(truth_g);
        });
    }

    @Test
    void everyMistakeOfAProfileIsSaidAtOnce() throws IOException {
        String wrong = BENCH.replace("kvp: 120", "kvp: 500")
                .replace("material: polyethylene", "material: polyethylen")
                .replace("pixels: 120", "pixels: 3")
                .replace("active_mm: 2", "active: 2")
                .replace("tunnel_mm: [200, 150]", "tunnel_mm: [200]")
                .replace("mm: 0.5}", "mm: -1}");
        assertThatThrownBy(() -> ScannerProfile.read(file(wrong))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BAD_INPUT);
            assertThat(refusal.in(Language.EN))
                    .contains(
                            "tunnel_mm",
                            "belt.material",
                            "Maybe you mean \"polyethylene\"",
                            "views[0].source.kvp",
                            "views[0].detector.pixels",
                            "the field active_mm is missing",
                            "views[0].detector.active",
                            "views[0].detector.filter.mm");
        });
    }

    @Test
    void aMachineWithoutViewsIsNone() throws IOException {
        String text = BENCH.substring(0, BENCH.indexOf("views:")) + "views: []\n";
        assertThatThrownBy(() -> ScannerProfile.read(file(text)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("views");
    }
}
