package org.gwanmun.xray.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.tschoonj.xraylib.Xraylib;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import org.gwanmun.core.maths.MonotoneCubic;
import org.gwanmun.core.raster.FloatRaster;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.matter.TungstenTube;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwinScannerTest {
    private static final ScannerProfile PROFILE = Ideal.of(ScannerProfile.named("mail-composite"));
    private static final ScannerProfile.View VIEW = PROFILE.views().getFirst();
    private static final TwinScanner TWIN = TwinScanner.ideal(PROFILE);
    private static final TwinScanner BRIGHT =
            TwinScanner.ideal(Ideal.bright(ScannerProfile.named("mail-composite"), 400));
    private static final Instant NOON = Instant.parse("2026-01-02T03:00:00Z");
    private static final int MIDDLE = VIEW.detector().pixels() / 2;

    private static Parcel parcel(String objects) {
        String text = "{gwanmun: parcel/1, id: slab, outer_mm: [200, 200, 120], objects: [" + objects + "]}";
        return ParcelFile.parse("slab.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String slab(String material, double thickness_mm, double underside_mm) {
        return "{shape: {box_mm: [200, 200, " + thickness_mm + "]}, at_mm: [0, 0, " + (underside_mm + thickness_mm / 2)
                + "], material: " + material + "}";
    }

    private static TwinScan scan(String objects, long seed) {
        return TWIN.scan(parcel(objects), seed, NOON);
    }

    private static RawScan.Channel channel(TwinScan scan, String name) {
        return scan.raw().channel(name).orElseThrow();
    }

    // --- transmission
    // -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"polyethylene:50", "aluminium:10", "iron:2", "polyethylene:20 aluminium:5 iron:0.5"})
    void transmissionOfASlabIsTheIntegralOverTheSpectrum(String stack) {
        StringBuilder objects = new StringBuilder();
        double[] areal = new double[3];
        List<String> names = List.of("polyethylene", "aluminium", "iron");
        double underside = 0;
        for (String layer : stack.split(" ", -1)) {
            String name = layer.substring(0, layer.indexOf(':'));
            double thickness = Double.parseDouble(layer.substring(layer.indexOf(':') + 1));
            objects.append(objects.isEmpty() ? "" : ", ").append(slab(name, thickness, underside));
            underside += thickness;
            areal[names.indexOf(name)] += thickness / 10 * material(name).density_g_cm3();
        }
        // A tube four hundred times as strong: what is left of noise is a tenth of the tolerance.
        TwinScan scan = BRIGHT.scan(parcel(objects.toString()), ScanQuality.DESK, 11, NOON);
        for (int layer = 0; layer < 2; layer++) {
            double expected = 0;
            int columns = 20;
            for (int column = MIDDLE - columns / 2; column < MIDDLE + columns / 2; column++) {
                double slant = slant(column);
                double loaded = 0;
                double air = 0;
                for (FineGrid.Photon photon : FineGrid.PHOTONS) {
                    double depth = 0;
                    for (int m = 0; m < areal.length; m++) {
                        depth += areal[m] * slant * muRho(material(names.get(m)).composition(), photon.energy_keV);
                    }
                    double weight = photon.number
                            * Math.exp(-slant * FineGrid.belt(photon.energy_keV))
                            * FineGrid.caught(layer, photon.energy_keV)
                            * FineGrid.kept_keV(layer, photon.energy_keV);
                    air += weight;
                    loaded += weight * Math.exp(-depth);
                }
                expected += loaded / air / columns;
            }
            Measured t = measured(channel(scan, layer == 0 ? "top/low" : "top/high"), columns);
            assertThat(t.error / t.transmission).as("the test itself is sharp").isLessThan(2e-4);
            assertThat(t.transmission)
                    .as("%s, layer %d", stack, layer)
                    .isCloseTo(expected, within(2 * t.error + 1e-3 * expected));
        }
    }

    private record Measured(double transmission, double error) {}

    /** Mean of T over the lines well inside the slab and the middle columns, with its standard error from the spread. */
    private static Measured measured(RawScan.Channel channel, int columns) {
        int lines = channel.scan().height();
        int first = lines / 2 - 80;
        int count = 160;
        double sum = 0;
        double variance = 0;
        for (int p = MIDDLE - columns / 2; p < MIDDLE + columns / 2; p++) {
            double[] s = moments(channel.scan(), p, first, count);
            double[] a = moments(channel.air(), p, 0, channel.air().height());
            double[] d = moments(channel.dark(), p, 0, channel.dark().height());
            double light = a[0] - d[0];
            double t = (s[0] - d[0]) / light;
            sum += t / columns;
            variance += (s[1] / count
                            + t * t * a[1] / channel.air().height()
                            + d[1] / channel.dark().height())
                    / (light * light)
                    / columns
                    / columns;
        }
        return new Measured(sum, Math.sqrt(variance));
    }

    private static double[] moments(GreyImage image, int column, int first, int count) {
        double mean = 0;
        for (int line = first; line < first + count; line++) {
            mean += image.at(line, column) / (double) count;
        }
        double variance = 0;
        for (int line = first; line < first + count; line++) {
            double d = image.at(line, column) - mean;
            variance += d * d / (count - 1);
        }
        return new double[] {mean, variance};
    }

    // --- noise
    // --------------------------------------------------------------------------------------------------------

    @Test
    void varianceOfAnAirLineIsThatOfACompoundPoissonSumPlusElectronics() {
        TwinScan scan = scan(slab("iron", 1, 0), 12);
        ScannerProfile.Detector d = VIEW.detector();
        for (int layer = 0; layer < 2; layer++) {
            double n = 0;
            double e = 0;
            double e2 = 0;
            for (FineGrid.Photon photon : FineGrid.PHOTONS) {
                double caught = photon.number
                        * Math.exp(-FineGrid.belt(photon.energy_keV))
                        * FineGrid.caught(layer, photon.energy_keV);
                double kept = FineGrid.kept_keV(layer, photon.energy_keV);
                n += caught;
                e += caught * kept;
                e2 += caught * FineGrid.keptSquare_keV2(layer, photon.energy_keV);
            }
            double excess = e2 * n / (e * e); // <e²>/<e>²
            RawScan.Channel channel = channel(scan, layer == 0 ? "top/low" : "top/high");
            double ratio = 0;
            double signalInTheMiddle = 0;
            int near = 100;
            for (int p = 0; p < d.pixels(); p++) {
                double[] air = moments(channel.air(), p, 0, channel.air().height());
                double signal = (air[0] - d.pedestal_grey()) * d.countsPerGrey();
                double variance = air[1] * d.countsPerGrey() * d.countsPerGrey()
                        - d.electronicNoise_counts() * d.electronicNoise_counts();
                ratio += variance / (excess * signal) / d.pixels(); // gains average to 1
                signalInTheMiddle += Math.abs(p - MIDDLE) < near ? signal / (2 * near - 1) : 0;
            }
            assertThat(ratio).as("variance, layer %d", layer).isCloseTo(1, within(0.02));
            // The absolute number of photons follows from the tube's measured output and the solid angle of a pixel.
            double area_m2 = d.active_mm() * (d.y1_mm() - d.y0_mm()) / d.pixels() * 1e-6;
            double distance_m = (VIEW.source().z_mm() - d.z0_mm()) * 1e-3;
            double mAs = VIEW.source().current_mA() * VIEW.line_s(PROFILE);
            double photons = n * FineGrid.perSquareMetre() * mAs * area_m2 / (distance_m * distance_m);
            assertThat(signalInTheMiddle).as("counts, layer %d", layer).isCloseTo(photons, within(0.02 * photons));
        }
    }

    @Test
    void thePedestalKeepsElectronicNoiseFromBeingClipped() {
        ScannerProfile.Detector d = VIEW.detector();
        assertThat(d.pedestal_grey() * d.countsPerGrey()).isGreaterThanOrEqualTo(10 * d.electronicNoise_counts());
        RawScan.Channel low = channel(scan(slab("iron", 1, 0), 3), "top/low");
        for (int column = 0; column < d.pixels(); column += 97) {
            double[] dark = moments(low.dark(), column, 0, low.dark().height());
            assertThat(dark[0]).isCloseTo(d.pedestal_grey(), within(4 * Math.sqrt(dark[1] / 256)));
            assertThat(Math.sqrt(dark[1]) * d.countsPerGrey()).isCloseTo(d.electronicNoise_counts(), within(3.0));
        }
        for (short grey : low.air().grey()) {
            assertThat(grey & 0xFFFF).isLessThan(low.saturation_grey());
        }
    }

    // --- reproducibility
    // ----------------------------------------------------------------------------------------------

    @Test
    void oneSeedGivesOneScanOnAnyNumberOfThreads() throws ExecutionException, InterruptedException {
        TwinScan one = scanOn(1, 42);
        TwinScan four = scanOn(4, 42);
        TwinScan other = scanOn(4, 43);
        for (int c = 0; c < one.raw().channels().size(); c++) {
            RawScan.Channel a = one.raw().channels().get(c);
            RawScan.Channel b = four.raw().channels().get(c);
            assertThat(a.scan().grey()).isEqualTo(b.scan().grey());
            assertThat(a.air().grey()).isEqualTo(b.air().grey());
            assertThat(a.dark().grey()).isEqualTo(b.dark().grey());
            RawScan.Channel different = other.raw().channels().get(c);
            assertThat(a.scan().grey()).isNotEqualTo(different.scan().grey());
            assertThat(a.air().grey()).isNotEqualTo(different.air().grey());
        }
        assertThat(one.truth().getFirst().zeff().values())
                .isEqualTo(four.truth().getFirst().zeff().values());
        assertThat(one.truth().getFirst().arealDensity_g_cm2().values())
                .isEqualTo(other.truth().getFirst().arealDensity_g_cm2().values());
    }

    private static TwinScan scanOn(int threads, long seed) throws ExecutionException, InterruptedException {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> scan(slab("aluminium", 5, 0), seed)).get();
        }
    }

    // --- geometry
    // -----------------------------------------------------------------------------------------------------

    @Test
    void theFirstLineIsTheLeadingEdgeAndColumnsIncreaseWithY() {
        TwinScan scan = scan("{shape: {box_mm: [20, 20, 20]}, at_mm: [80, 60, 10], material: aluminium}", 4);
        FloatRaster areal = scan.truth().getFirst().arealDensity_g_cm2();
        int firstLine = Integer.MAX_VALUE;
        int lastLine = -1;
        for (int line = 0; line < areal.height(); line++) {
            for (int column = 0; column < areal.width(); column++) {
                if (areal.at(line, column) > 0) {
                    firstLine = Math.min(firstLine, line);
                    lastLine = Math.max(lastLine, line);
                    assertThat(column).isGreaterThan(areal.width() / 2);
                }
            }
        }
        // 20 mm of margin, then the parcel's +x edge at x = 100; the box spans x = 70 … 90.
        assertThat(firstLine).isBetween(29, 31);
        assertThat(lastLine).isBetween(49, 51);
        GreyImage low = channel(scan, "top/low").scan();
        int column = MIDDLE + (int) Math.round(60 * 1280 / 1190.0 / 1.25);
        assertThat(low.at(40, column)).isLessThan(low.at(areal.height() - 40, column) * 3 / 4);
    }

    @Test
    void theRasterIsCentredOnTheParcel() {
        Parcel parcel = ParcelFile.parse("walls.yaml", """
                {gwanmun: parcel/1, id: walls, outer_mm: [151, 133, 70], wall: {material: cardboard, thickness_mm: 3}, objects: []}
                """.getBytes(StandardCharsets.UTF_8));
        FloatRaster areal = TWIN.scan(parcel, 1, NOON).truth().getFirst().arealDensity_g_cm2();
        int[] rows = {Integer.MAX_VALUE, -1};
        int[] columns = {Integer.MAX_VALUE, -1};
        for (int line = 0; line < areal.height(); line++) {
            for (int column = 0; column < areal.width(); column++) {
                if (areal.at(line, column) > 0) {
                    rows[0] = Math.min(rows[0], line);
                    rows[1] = Math.max(rows[1], line);
                    columns[0] = Math.min(columns[0], column);
                    columns[1] = Math.max(columns[1], column);
                }
            }
        }
        assertThat((rows[0] + rows[1] + 1) / 2.0).isCloseTo(areal.height() / 2.0, within(5.0));
        assertThat((columns[0] + columns[1] + 1) / 2.0).isCloseTo(areal.width() / 2.0, within(5.0));
        assertThat(rows[1] - rows[0] + 1).isBetween(150, 152);
    }

    @Test
    void truthOfABoxIsItsClosedForm() {
        TwinScan scan = scan(slab("aluminium", 10, 30), 5);
        TwinScan.ViewTruth truth = scan.truth().getFirst();
        int line = truth.zeff().height() / 2;
        for (int column = MIDDLE - 60; column < MIDDLE + 60; column += 7) {
            double expected = material("aluminium").density_g_cm3() * slant(column);
            assertThat(truth.arealDensity_g_cm2().at(line, column)).isCloseTo((float) expected, within(1e-5f));
            assertThat(truth.zeff().at(line, column)).isCloseTo(13, within(1e-3f));
        }
        assertThat(truth.zeff().at(2, MIDDLE)).isNaN();
        assertThat(truth.arealDensity_g_cm2().at(2, MIDDLE)).isZero();
    }

    private static double slant(int column) {
        ScannerProfile.Detector d = VIEW.detector();
        double y = d.y0_mm()
                + (column + 0.5) / d.pixels() * (d.y1_mm() - d.y0_mm())
                - VIEW.source().y_mm();
        double z = d.z0_mm() - VIEW.source().z_mm();
        return Math.hypot(y, z) / Math.abs(z);
    }

    private static Material material(String name) {
        return MaterialCatalogue.standard().find(name).orElseThrow();
    }

    private static double muRho(Composition composition, double energy_keV) {
        double sum = 0;
        for (Map.Entry<Integer, Double> e : composition.massFractions().entrySet()) {
            sum += e.getValue() * Xraylib.CS_Total(e.getKey(), energy_keV);
        }
        return sum;
    }

    /** The same machine on a grid four times finer than the twin's, with every coefficient asked of xraylib directly. */
    private static final class FineGrid {
        private record Photon(double energy_keV, double number) {}

        private static final double[] LINES_KEV = {57.98, 59.32, 67.2, 69.1};
        private static final Deposit[] DEPOSIT = {
            new Deposit(VIEW.detector().low().layer()),
            new Deposit(VIEW.detector().high().layer())
        };
        static final List<Photon> PHOTONS = photons();

        /** µ_en/ρ of dry air, ln over ln: J. H. Hubbell, S. M. Seltzer, NISTIR 5632 (1995), table 4. */
        private static final MonotoneCubic AIR = new MonotoneCubic(
                DoubleStream.of(10, 15, 20, 30, 40, 50, 60, 80, 100, 150, 200)
                        .map(Math::log)
                        .toArray(),
                DoubleStream.of(
                                4.742, 1.334, 0.5389, 0.1537, 0.06833, 0.04098, 0.03041, 0.02407, 0.02325, 0.02496,
                                0.02672)
                        .map(Math::log)
                        .toArray());

        private static List<Photon> photons() {
            double[] bins = TungstenTube.spectrum(VIEW.source().kVp()).photons().clone();
            List<Photon> photons = new java.util.ArrayList<>();
            for (double line : LINES_KEV) {
                int bin = (int) (line - 1);
                double continuum = (bins[bin - 1] + bins[bin + 1]) / 2;
                photons.add(new Photon(line, (bins[bin] - continuum) * inherent(line)));
                bins[bin] = continuum;
            }
            for (int bin = 9; bin < bins.length - 1; bin++) {
                for (double offset : new double[] {-0.375, -0.125, 0.125, 0.375}) {
                    double other = offset < 0 ? bins[bin - 1] : bins[bin + 1];
                    double n = bins[bin] + Math.abs(offset) * (other - bins[bin]);
                    double energy = Spectrum.energy_keV(bin) + offset;
                    if (bins[bin] > 0) {
                        photons.add(new Photon(energy, n / 4 * inherent(energy)));
                    }
                }
            }
            return List.copyOf(photons);
        }

        private static double inherent(double energy_keV) {
            return Math.exp(-depth(VIEW.source().filter(), energy_keV));
        }

        /** Photons per m² at 1 m and mAs, for one of {@link #PHOTONS}' arbitrary units: from the air kerma. */
        static double perSquareMetre() {
            double keV_per_g = 0;
            for (Photon photon : PHOTONS) {
                double muEn = Math.exp(AIR.value(Math.log(photon.energy_keV)));
                keV_per_g += photon.number * photon.energy_keV * muEn; // one photon a cm²
            }
            double gray = keV_per_g * 1.602176634e-16 * 1e3;
            return VIEW.source().airKerma_uGy_per_mAs_at_1m() * 1e-6 / gray * 1e4;
        }

        private static double depth(ScannerProfile.Layer layer, double energy_keV) {
            return layer.thickness_mm()
                    / 10
                    * layer.material().density_g_cm3()
                    * muRho(layer.material().composition(), energy_keV);
        }

        static double belt(double energy_keV) {
            return depth(PROFILE.belt(), energy_keV);
        }

        /** Probability that a photon arriving at the detector interacts in this layer. */
        static double caught(int layer, double energy_keV) {
            ScannerProfile.Detector d = VIEW.detector();
            if (layer == 0) {
                return -Math.expm1(-absorbing(d.low().layer(), energy_keV));
            }
            return Math.exp(-depth(d.low().layer(), energy_keV) - depth(d.filter(), energy_keV))
                    * -Math.expm1(-absorbing(d.high().layer(), energy_keV));
        }

        private static double absorbing(ScannerProfile.Layer layer, double energy_keV) {
            double sum = 0;
            for (Map.Entry<Integer, Double> e :
                    layer.material().composition().massFractions().entrySet()) {
                sum += e.getValue()
                        * (Xraylib.CS_Photo(e.getKey(), energy_keV) + Xraylib.CS_Compt(e.getKey(), energy_keV));
            }
            return sum * layer.areal_g_cm2();
        }

        /** What {@link DepositTest} has checked, as a share of the energy, which changes little within a bin. */
        static double kept_keV(int layer, double energy_keV) {
            int bin = (int) (energy_keV - 1);
            return DEPOSIT[layer].mean_keV[bin] / Spectrum.energy_keV(bin) * energy_keV;
        }

        static double keptSquare_keV2(int layer, double energy_keV) {
            int bin = (int) (energy_keV - 1);
            double scale = energy_keV / Spectrum.energy_keV(bin);
            return DEPOSIT[layer].meanSquare_keV2[bin] * scale * scale;
        }
    }
}
