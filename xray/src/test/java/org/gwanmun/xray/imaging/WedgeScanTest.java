package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.machine.WedgePlan;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wedge laid on the belt, scanned like anything else, and measured from its pictures. */
class WedgeScanTest {
    @TempDir
    Path folder;

    private static final ScannerProfile PROFILE = ScannerProfile.named("mail-composite");
    private static final List<String> MATERIALS = List.of("polyethylene", "PMMA", "aluminium", "iron");
    private static final double[][] THICKNESS = {
        {10, 25, 45, 70, 100, 140}, {8, 20, 40, 60, 90, 120}, {3, 7, 12, 20, 30, 40}, {0.5, 1, 2, 3.5, 5, 7}
    };
    private static final int STEP_MM = 30;

    private static String parcel() {
        StringBuilder text = new StringBuilder("gwanmun: parcel/1\nid: wedge\nouter_mm: [740, 120, 150]\nobjects:\n");
        for (int m = 0; m < MATERIALS.size(); m++) {
            for (int s = 0; s < 6; s++) {
                double t = THICKNESS[m][s];
                text.append(String.format(
                        Locale.ROOT,
                        "  - {shape: {box_mm: [%d, 100, %s]}, at_mm: [%s, 0, %s], material: %s}%n",
                        STEP_MM,
                        t,
                        355 - (m * 6 + s) * STEP_MM,
                        t / 2,
                        MATERIALS.get(m)));
            }
        }
        return text.toString();
    }

    private WedgePlan plan(int lines, int pixels, String wrongMaterial) throws IOException {
        StringBuilder text =
                new StringBuilder("gwanmun: wedge/1\nscanner: mail-composite\nviews:\n  - view: top\n    steps:\n");
        for (int m = 0; m < MATERIALS.size(); m++) {
            for (int s = 0; s < 6; s++) {
                int middle = lines / 2 - 355 + (m * 6 + s) * STEP_MM;
                text.append(String.format(
                        Locale.ROOT,
                        "      - {material: %s, thickness_mm: %s, lines: [%d, %d], pixels: [%d, %d]}%n",
                        m == 2 && !wrongMaterial.isEmpty() ? wrongMaterial : MATERIALS.get(m),
                        THICKNESS[m][s],
                        middle - 8,
                        middle + 8,
                        pixels / 2 - 10,
                        pixels / 2 + 10));
            }
        }
        Files.writeString(folder.resolve(WedgePlan.FILE), text.toString());
        return WedgePlan.read(folder);
    }

    private static final RawScan SCAN = TwinScanner.ideal(PROFILE) // through a slit, as wedges are scanned
            .scan(
                    ParcelFile.parse("wedge.yaml", parcel().getBytes(StandardCharsets.UTF_8)),
                    4,
                    Instant.parse("2026-11-22T05:00:00Z"))
            .raw();

    @Test
    void aScannedWedgeCalibratesAsWellAsTheShippedOne() throws IOException {
        RawScan.Channel channel = SCAN.channels().getFirst();
        Calibration measured = WedgeScan.measure(
                PROFILE, SCAN, plan(channel.scan().height(), channel.scan().width(), ""));
        Calibration.ViewWedge wedge = measured.view("top").orElseThrow();
        assertThat(wedge.misfit()).isLessThan(0.01);
        assertThat(measured.made()).isEqualTo(SCAN.started());
        Decomposition own = new Decomposition(wedge);
        Decomposition shipped = new Decomposition(
                Calibration.shipped("mail-composite").orElseThrow().view("top").orElseThrow());
        for (double high : new double[] {0.5, 1.5, 3}) {
            for (double ratio : new double[] {1.3, 1.6, 2.0}) {
                assertThat(own.areal_g_cm2(ratio * high, high))
                        .isCloseTo(
                                shipped.areal_g_cm2(ratio * high, high),
                                within(0.03 * shipped.areal_g_cm2(ratio * high, high)));
                assertThat(own.zeff(ratio * high, high)).isCloseTo(shipped.zeff(ratio * high, high), within(0.5));
            }
        }
    }

    @Test
    void aWedgeThatIsNotWhatItsPlanSaysIsRefused() throws IOException {
        RawScan.Channel channel = SCAN.channels().getFirst();
        WedgePlan wrong = plan(channel.scan().height(), channel.scan().width(), "titanium");
        assertThatThrownBy(() -> WedgeScan.measure(PROFILE, SCAN, wrong))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("does not fit")
                .hasMessageContaining("Maybe");
        WedgePlan outside = plan(4 * channel.scan().height(), channel.scan().width(), "");
        assertThatThrownBy(() -> WedgeScan.measure(PROFILE, SCAN, outside))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("raster");
        assertThatThrownBy(() -> WedgeScan.measure(ScannerProfile.named("baggage-compact"), SCAN, outside))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("mail-composite");
    }
}
