package org.gwanmun.xray.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.ViewMaps;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.machine.SpectralResponse;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each imperfection of the machine alone, against what its own law says; and what the pipeline leaves of all of them. */
class TwinEffectsTest {
    private static final ScannerProfile REAL = ScannerProfile.named("mail-composite");
    private static final ScannerProfile BRIGHT = Ideal.bright(REAL, 400);

    /** An opaque plate whose +y edge and leading edge lie in the middle of the picture. */
    private static final String PLATE = """
            {gwanmun: parcel/1, id: plate, outer_mm: [200, 200, 200], objects: [
             {shape: {box_mm: [100, 100, 8]}, at_mm: [-50, -50, 100], material: tungsten}]}
            """;

    private static Parcel parcel(String yaml) {
        return ParcelFile.parse("p.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** The bright machine with one part of it changed. */
    private static ScannerProfile with(
            double spot_mm,
            ScannerProfile.Scintillator low,
            ScannerProfile.Drift drift,
            ScannerProfile.BeltJitter jitter) {
        ScannerProfile.View v = BRIGHT.views().getFirst();
        ScannerProfile.Source s = v.source();
        ScannerProfile.Detector d = v.detector();
        return new ScannerProfile(
                "effect",
                "",
                "",
                BRIGHT.tunnelWidth_mm(),
                BRIGHT.tunnelHeight_mm(),
                BRIGHT.beltSpeed_mm_s(),
                BRIGHT.belt(),
                jitter,
                List.of(new ScannerProfile.View(
                        v.name(),
                        0,
                        v.linePitch_mm(),
                        new ScannerProfile.Source(
                                s.kVp(),
                                s.current_mA(),
                                s.filter(),
                                s.airKerma_uGy_per_mAs_at_1m(),
                                s.y_mm(),
                                s.z_mm(),
                                spot_mm,
                                spot_mm,
                                drift),
                        new ScannerProfile.Detector(
                                d.y0_mm(),
                                d.z0_mm(),
                                d.y1_mm(),
                                d.z1_mm(),
                                d.pixels(),
                                d.active_mm(),
                                low,
                                d.filter(),
                                d.high(),
                                0,
                                d.electronicNoise_counts(),
                                d.pedestal_grey(),
                                d.countsPerGrey(),
                                0,
                                0,
                                0))),
                List.of());
    }

    private static final ScannerProfile.Scintillator CLEAN =
            BRIGHT.views().getFirst().detector().low();
    private static final ScannerProfile.Drift STEADY = new ScannerProfile.Drift(0, 0, 1);
    private static final ScannerProfile.BeltJitter EVEN = new ScannerProfile.BeltJitter(0, 1);

    /** T of the low channel, line by line. */
    private static double[][] transmission(ScannerProfile profile, ScanQuality quality, String yaml) {
        RawScan.Channel c = TwinScanner.ideal(profile)
                .scan(parcel(yaml), quality, 3, Instant.EPOCH)
                .raw()
                .channel("top/low")
                .orElseThrow();
        double[] air = columnMeans(c.air().grey(), c.air().width());
        double[] dark = columnMeans(c.dark().grey(), c.dark().width());
        double[][] t = new double[c.scan().height()][c.scan().width()];
        for (int line = 0; line < t.length; line++) {
            for (int p = 0; p < t[line].length; p++) {
                t[line][p] = (c.scan().at(line, p) - dark[p]) / (air[p] - dark[p]);
            }
        }
        return t;
    }

    private static double[] columnMeans(short[] grey, int width) {
        double[] mean = new double[width];
        for (int i = 0; i < grey.length; i++) {
            mean[i % width] += (grey[i] & 0xFFFF) / (double) (grey.length / width);
        }
        return mean;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 8})
    void anEdgeIsAsWideAsPixelAndFocalSpotMakeIt(double spot_mm) {
        double[][] t = transmission(with(spot_mm, CLEAN, STEADY, EVEN), ScanQuality.REFERENCE, PLATE);
        int pixels = t[0].length;
        double[] profile = new double[pixels];
        int n = 0;
        for (int line = t.length / 2 + 30; line < t.length / 2 + 90; line++) {
            for (int p = 0; p < pixels; p++) {
                profile[p] += t[line][p];
            }
            n++;
        }
        double whole = 0;
        double mean = 0;
        double square = 0;
        for (int x = -12; x < 12; x++) {
            double step = (profile[pixels / 2 + x + 1] - profile[pixels / 2 + x]) / n;
            whole += step;
            mean += step * x;
            square += step * x * x;
        }
        double pitch = 1.25;
        double magnified = spot_mm * (1280 / 1100.0 - 1) / pitch; // of the spot, in pixels at the detector
        // Pixel and spot are uniform, and so is the unit step of a difference between pixels.
        double expected = 2 / 12.0 + magnified * magnified / 12;
        double measured = square / whole - mean * mean / (whole * whole);
        if (spot_mm > 0) {
            assertThat(Math.sqrt(measured)).isCloseTo(Math.sqrt(expected), within(0.1 * Math.sqrt(expected)));
        } else { // an edge that meets a pixel's border makes one step, one in a pixel's middle two
            assertThat(measured).isBetween(-0.05, 0.26);
        }
    }

    @Test
    void crosstalkIsTheShareOfANeighbour() {
        double c = 0.06;
        double[][] clean = transmission(with(0, CLEAN, STEADY, EVEN), ScanQuality.DESK, PLATE);
        double[][] leaking = transmission(
                with(0, new ScannerProfile.Scintillator(CLEAN.layer(), c, 0, 1), STEADY, EVEN),
                ScanQuality.DESK,
                PLATE);
        int line = clean.length / 2 + 50;
        for (int p = clean[0].length / 2 - 6; p < clean[0].length / 2 + 6; p++) {
            double expected = (1 - 2 * c) * clean[line][p] + c * (clean[line][p - 1] + clean[line][p + 1]);
            assertThat(leaking[line][p]).as("pixel %d", p).isCloseTo(expected, within(0.004));
        }
    }

    @Test
    void afterglowDecaysUnderTheLeadingEdgeOfAPlate() {
        double share = 0.05;
        double[][] t = transmission(
                with(0, new ScannerProfile.Scintillator(CLEAN.layer(), 0, share, 0.02), STEADY, EVEN),
                ScanQuality.DESK,
                PLATE);
        int p = t[0].length / 2 - 30;
        int edge = 0;
        while (t[edge][p] > 0.5) {
            edge++;
        }
        double rho = Math.exp(-0.005 / 0.02); // lines of 5 ms
        for (int k = 1; k < 8; k++) {
            double ratio = (t[edge + k + 1][p] - floor(t, p)) / (t[edge + k][p] - floor(t, p));
            assertThat(ratio).as("line %d under the edge", k).isCloseTo(rho, within(0.06));
        }
        assertThat(t[edge + 1][p] - floor(t, p)).isBetween(0.4 * share, share);
    }

    private static double floor(double[][] t, int p) {
        return t[t.length / 2 + 80][p];
    }

    @Test
    void theTubeWandersByWhatItsProfileSays() {
        double[] series = Wander.series(400_000, 0.004, 300, RandomStreams.stream(1));
        double mean = Arrays.stream(series).average().orElseThrow();
        double square = Arrays.stream(series).map(v -> v * v).average().orElseThrow();
        double lagged = 0;
        for (int i = 0; i + 300 < series.length; i++) {
            lagged += series[i] * series[i + 300] / (series.length - 300);
        }
        assertThat(Math.sqrt(square - mean * mean)).isCloseTo(0.004, within(0.0003));
        assertThat(lagged / square).isCloseTo(Math.exp(-1), within(0.08));
        double[][] t =
                transmission(with(0, CLEAN, new ScannerProfile.Drift(0, 0.02, 0.05), EVEN), ScanQuality.DESK, PLATE);
        double[] lines = Arrays.stream(t)
                .mapToDouble(line -> Arrays.stream(line, 0, 300).average().orElseThrow())
                .toArray();
        double m = Arrays.stream(lines).average().orElseThrow();
        double sigma = Math.sqrt(
                Arrays.stream(lines).map(v -> (v - m) * (v - m)).average().orElseThrow());
        assertThat(sigma).isBetween(0.012, 0.028);
    }

    @Test
    void whatThePipelineLeavesOfDriftAfterglowAndCrosstalkIsBelowTheNoise() {
        TwinScanner twin = TwinScanner.ideal(REAL);
        ViewMaps maps = ImagingPipeline.unfiltered(REAL)
                .process(twin.scan(parcel(PLATE), 5, Instant.EPOCH).raw())
                .views()
                .getFirst();
        // Belt beside and behind the plate: an empty line's mean attenuation. Uncorrected, drift alone leaves 0.004.
        double square = 0;
        double beside = 0;
        for (int line = 0; line < maps.lines(); line++) {
            double sum = 0;
            for (int p = 40; p < 340; p++) {
                sum += maps.attenuationHigh()[line * maps.pixels() + p] / 300;
            }
            square += sum * sum / maps.lines();
            beside += sum / maps.lines();
        }
        // Attenuation is shown from 0 up, so the mean of noise is 0.4 σ of a pixel; its wandering is what counts.
        assertThat(Math.sqrt(square - beside * beside)).isLessThan(0.0015);
    }

    @Test
    void deadPixelsAreTheMachinesAndShowThePedestal() {
        TwinScanner twin = TwinScanner.ideal(REAL);
        RawScan.Channel one =
                twin.scan(parcel(PLATE), 1, Instant.EPOCH).raw().channels().getFirst();
        RawScan.Channel two =
                twin.scan(parcel(PLATE), 2, Instant.EPOCH).raw().channels().getFirst();
        int dead = 0;
        for (int p = 0; p < one.air().width(); p++) {
            boolean isDead = one.air().at(0, p) < 1200;
            assertThat(two.air().at(0, p) < 1200).isEqualTo(isDead);
            dead += isDead ? 1 : 0;
        }
        assertThat(dead).isBetween(1, 8);
    }

    @Test
    void whatAWedgeTellsHoldsForStuffItDidNotHold() {
        Calibration.ViewWedge wedge =
                TwinScanner.ideal(REAL).calibrate(1, Instant.EPOCH).views().getFirst();
        SpectralResponse response = wedge.response();
        assertThat(wedge.misfit()).isLessThan(0.003);
        FanBeam beam = new FanBeam(REAL, REAL.views().getFirst());
        for (String name : List.of("water", "sucrose", "PVC", "sodium chloride", "glass", "zinc", "tin", "silver")) {
            Material material = MaterialCatalogue.standard().find(name).orElseThrow();
            double[] mu = Arrays.stream(response.energy_keV())
                    .map(e -> CrossSections.at(material.composition(), e).muRho_cm2_g())
                    .toArray();
            for (double depth : new double[] {0.6, 1.5, 3.2}) {
                double areal =
                        depth / CrossSections.at(material.composition(), 60).muRho_cm2_g();
                for (int layer = 0; layer < 2; layer++) {
                    double told = response.attenuation(layer == 0 ? response.low() : response.high(), mu, areal);
                    double real = attenuation(beam, layer, material, areal);
                    assertThat(told)
                            .as("%s, %.1f g/cm², layer %d", name, areal, layer)
                            .isCloseTo(real, within(0.004 * real));
                }
            }
        }
    }

    private static double attenuation(FanBeam beam, int layer, Material material, double areal) {
        float[] mu = beam.muRho_cm2_g(material);
        int from = beam.pixels / 2 * beam.bins;
        double passed = 0;
        for (int k = 0; k < beam.bins; k++) {
            passed += beam.w1[layer][from + k] * Math.exp(-areal * mu[k]);
        }
        return -Math.log(passed / beam.airMean[layer][beam.pixels / 2]);
    }

    @Test
    void theShippedCalibrationsAreOfTheShippedMachines() {
        for (String name : ScannerProfile.SHIPPED) {
            Calibration fresh = new TwinScanner(ScannerProfile.named(name)).calibrate(99, Instant.EPOCH);
            for (Calibration.ViewWedge shipped :
                    Calibration.shipped(name).orElseThrow().views()) {
                Calibration.ViewWedge now = fresh.view(shipped.view()).orElseThrow();
                for (int m = 0; m < now.materials().size(); m++) {
                    double[] a = shipped.materials().get(m).attenuationLow();
                    double[] b = now.materials().get(m).attenuationLow();
                    for (int step = 0; step < 12; step++) {
                        assertThat(a[step])
                                .as("%s %s step %d: renew it with xray calibrate", name, shipped.view(), step)
                                .isCloseTo(b[step], within(0.01 * b[step] + 0.002));
                    }
                }
            }
        }
    }
}
