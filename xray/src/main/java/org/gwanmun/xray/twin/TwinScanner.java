package org.gwanmun.xray.twin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gwanmun.core.random.Poisson;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.core.raster.FloatRaster;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.scene.Bounds;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.Ray;
import org.gwanmun.xray.scene.Scene;

/**
 * A scanner that exists only as a profile. The same profile, parcel and seed give the same scan, on any number of threads.
 *
 * <p>A pixel's counts S are drawn as g·Poisson(m/g) with g = variance/mean of the compound Poisson sum (see {@link
 * FanBeam}): the first two moments are exact, and few photons stay skewed and never negative. Grey = gain·S/counts per
 * grey + pedestal + Gaussian electronics, rounded, within 0 … 65535.
 */
public final class TwinScanner {
    private static final int REFERENCE_LINES = 256;
    private static final double MARGIN_MM = 20;
    private static final int SATURATION = 65_535;

    /** What a wedge is made of: a span of Z that a customs laboratory has on its shelf. */
    private static final List<String> WEDGE =
            List.of("polyethylene", "PMMA", "PTFE", "magnesium", "aluminium", "titanium", "iron", "copper");

    private static final int WEDGE_STEPS = 18;
    private static final int WEDGE_COLUMNS = 16;
    private static final int WEDGE_LINES = 500;
    private static final double WEDGE_DEEPEST = 6.5; // −ln T at low energy of the thickest step

    private final ScannerProfile profile;
    private final List<FanBeam> beams;

    /** A twin of this machine. */
    public TwinScanner(ScannerProfile profile) {
        this.profile = profile;
        this.beams =
                profile.views().stream().map(view -> new FanBeam(profile, view)).toList();
    }

    /** Scans a parcel that lies in the middle of the belt. */
    public TwinScan scan(Parcel parcel, long seed, Instant started) {
        Scene scene = new Scene(parcel);
        List<RawScan.Channel> channels = new ArrayList<>();
        List<TwinScan.ViewTruth> truth = new ArrayList<>();
        for (int v = 0; v < beams.size(); v++) {
            scanView(v, scene, seed, channels, truth);
        }
        RawScan raw = new RawScan(
                parcel.id(),
                profile.name(),
                OptionalDouble.of(parcel.height_mm()),
                started,
                channels,
                Optional.empty());
        return new TwinScan(parcel, raw, truth);
    }

    private void scanView(
            int v, Scene scene, long seed, List<RawScan.Channel> channels, List<TwinScan.ViewTruth> truth) {
        ScannerProfile.View view = profile.views().get(v);
        FanBeam beam = beams.get(v);
        Bounds bounds = scene.bounds();
        int lines = (int) Math.ceil((bounds.x1() - bounds.x0() + 2 * MARGIN_MM) / view.linePitch_mm());
        double leading_mm = (bounds.x0() + bounds.x1()) / 2 + lines * view.linePitch_mm() / 2;
        int pixels = beam.pixels;
        short[][] grey = {new short[lines * pixels], new short[lines * pixels]};
        float[] areal = new float[lines * pixels];
        float[] zeff = new float[lines * pixels];
        double[][] muRho = scene.materials().stream().map(beam::muRho_cm2_g).toArray(double[][]::new);
        double[] electrons = scene.materials().stream()
                .mapToDouble(m -> m.composition().electrons_mol_per_g())
                .toArray();
        double[] weighted = scene.materials().stream()
                .mapToDouble(m -> m.composition().weightedElectrons_mol_per_g())
                .toArray();
        double[][] gain = gains(view, pixels);
        IntStream.range(0, lines).parallel().forEach(line -> {
            double x = leading_mm - (line + 0.5) * view.linePitch_mm();
            RandomGenerator random = RandomStreams.stream(seed, v, line);
            Scene.Probe probe = scene.new Probe();
            double[] passed = new double[beam.bins];
            for (int pixel = 0; pixel < pixels; pixel++) {
                Ray ray = Ray.through(
                        x, view.source().y_mm(), view.source().z_mm(), x, beam.pixelY_mm(pixel), beam.pixelZ_mm(pixel));
                boolean met = probe.follow(ray);
                int at = line * pixels + pixel;
                zeff[at] = Float.NaN;
                if (met) {
                    transmission(probe.areal_g_cm2(), muRho, passed);
                    truthAt(probe.areal_g_cm2(), electrons, weighted, areal, zeff, at);
                }
                for (int layer = 0; layer < 2; layer++) {
                    double mean = sum(beam.w1[layer], pixel, beam.bins, met, passed);
                    double variance = sum(beam.w2[layer], pixel, beam.bins, met, passed);
                    grey[layer][at] = read(view, gain[layer][pixel], mean, variance, random);
                }
            }
        });
        for (int layer = 0; layer < 2; layer++) {
            channels.add(new RawScan.Channel(
                    view.name() + (layer == 0 ? "/low" : "/high"),
                    view.linePitch_mm(),
                    view.plane_x_mm(),
                    0,
                    view.detector().countsPerGrey(),
                    SATURATION,
                    new GreyImage(pixels, lines, 16, grey[layer]),
                    reference(v, layer, 1, gain[layer], seed),
                    reference(v, layer, 0, gain[layer], seed)));
        }
        truth.add(new TwinScan.ViewTruth(
                view.name(), new FloatRaster(pixels, lines, areal), new FloatRaster(pixels, lines, zeff)));
    }

    /** exp(−Σ areal µ/ρ) by energy bin. Modified: passed. */
    private static void transmission(double[] areal, double[][] muRho, double[] passed) {
        Arrays.fill(passed, 0);
        for (int m = 0; m < areal.length; m++) {
            if (areal[m] > 0) {
                double a = areal[m];
                double[] mu = muRho[m];
                for (int k = 0; k < passed.length; k++) {
                    passed[k] += a * mu[k];
                }
            }
        }
        for (int k = 0; k < passed.length; k++) {
            passed[k] = Math.exp(-passed[k]);
        }
    }

    private static void truthAt(
            double[] areal, double[] electrons, double[] weighted, float[] sum, float[] zeff, int at) {
        double mass = 0;
        double all = 0;
        double heavy = 0;
        for (int m = 0; m < areal.length; m++) {
            mass += areal[m];
            all += areal[m] * electrons[m];
            heavy += areal[m] * weighted[m];
        }
        sum[at] = (float) mass;
        zeff[at] = (float) Math.pow(heavy / all, 1 / Composition.ZEFF_EXPONENT);
    }

    private static double sum(double[] weights, int pixel, int bins, boolean met, double[] passed) {
        double sum = 0;
        int from = pixel * bins;
        for (int k = 0; k < bins; k++) {
            sum += met ? weights[from + k] * passed[k] : weights[from + k];
        }
        return sum;
    }

    private static short read(
            ScannerProfile.View view, double gain, double mean, double variance, RandomGenerator random) {
        ScannerProfile.Detector d = view.detector();
        double g = mean > 0 ? variance / mean : 1;
        double counts = mean > 0 ? g * Poisson.sample(mean / g, random) : 0;
        double noisy = gain * counts + d.electronicNoise_counts() * random.nextGaussian();
        double grey = noisy / d.countsPerGrey() + d.pedestal_grey();
        return (short) Math.clamp(Math.round(grey), 0, SATURATION);
    }

    /** Air (light = 1) or dark (light = 0) lines. */
    private GreyImage reference(int v, int layer, int light, double[] gain, long seed) {
        ScannerProfile.View view = profile.views().get(v);
        FanBeam beam = beams.get(v);
        short[] grey = new short[REFERENCE_LINES * beam.pixels];
        double[] mean = new double[beam.pixels];
        double[] variance = new double[beam.pixels];
        for (int pixel = 0; pixel < beam.pixels; pixel++) {
            mean[pixel] = light * sum(beam.w1[layer], pixel, beam.bins, false, mean);
            variance[pixel] = light * sum(beam.w2[layer], pixel, beam.bins, false, mean);
        }
        for (int line = 0; line < REFERENCE_LINES; line++) {
            RandomGenerator random = RandomStreams.stream(seed, v, -1 - line, 2L * layer + light);
            for (int pixel = 0; pixel < beam.pixels; pixel++) {
                grey[line * beam.pixels + pixel] = read(view, gain[pixel], mean[pixel], variance[pixel], random);
            }
        }
        return new GreyImage(beam.pixels, REFERENCE_LINES, 16, grey);
    }

    /** Pixel gains belong to the machine, not to a scan. */
    private double[][] gains(ScannerProfile.View view, int pixels) {
        double[][] gain = new double[2][pixels];
        RandomGenerator random = RandomStreams.stream(
                (profile.name() + "/" + view.name()).toLowerCase(Locale.ROOT).hashCode());
        for (double[] layer : gain) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                layer[pixel] = Math.max(0.5, 1 + view.detector().gainSpread() * random.nextGaussian());
            }
        }
        return gain;
    }

    /**
     * Scans a step wedge, as one would on a real machine: for each material a row of thicknesses in the middle of the fan,
     * noise and all, averaged over lines and columns before the logarithm.
     */
    public Calibration calibrate(long seed, Instant made) {
        List<Calibration.ViewWedge> wedges = new ArrayList<>();
        for (int v = 0; v < beams.size(); v++) {
            int viewNumber = v;
            List<Calibration.Steps> materials = IntStream.range(0, WEDGE.size())
                    .parallel()
                    .mapToObj(m -> wedge(viewNumber, m, seed))
                    .toList();
            wedges.add(new Calibration.ViewWedge(profile.views().get(v).name(), materials));
        }
        return new Calibration(profile.name(), made, wedges);
    }

    private Calibration.Steps wedge(int v, int m, long seed) {
        Material material = MaterialCatalogue.standard().find(WEDGE.get(m)).orElseThrow();
        FanBeam beam = beams.get(v);
        double[] muRho = beam.muRho_cm2_g(material);
        int middle = beam.pixels / 2;
        double deepest = thicknessFor(WEDGE_DEEPEST, beam, muRho, middle);
        double[] areal = new double[WEDGE_STEPS];
        double[][] attenuation = new double[2][WEDGE_STEPS];
        double[] passed = new double[beam.bins];
        for (int step = 0; step < WEDGE_STEPS; step++) {
            areal[step] = deepest * Math.pow((step + 1.0) / WEDGE_STEPS, 1.7); // finer where curves bend most
            RandomGenerator random = RandomStreams.stream(seed, 1000 + v, m, step);
            for (int layer = 0; layer < 2; layer++) {
                double signal = 0;
                double air = 0;
                for (int column = 0; column < WEDGE_COLUMNS; column++) {
                    int pixel = middle - WEDGE_COLUMNS / 2 + column;
                    double slant = Math.hypot(
                                    beam.pixelY_mm(pixel)
                                            - profile.views().get(v).source().y_mm(),
                                    beam.pixelZ_mm(pixel)
                                            - profile.views().get(v).source().z_mm())
                            / Math.abs(beam.pixelZ_mm(pixel)
                                    - profile.views().get(v).source().z_mm());
                    transmission(new double[] {areal[step] * slant}, new double[][] {muRho}, passed);
                    signal += average(v, layer, pixel, true, passed, random);
                    air += average(v, layer, pixel, false, passed, random);
                }
                attenuation[layer][step] = -Math.log(signal / air);
            }
        }
        return new Calibration.Steps(
                WEDGE.get(m),
                material.composition().zeff(),
                material.composition().electrons_mol_per_g(),
                areal,
                attenuation[0],
                attenuation[1]);
    }

    /** Mean of {@link #WEDGE_LINES} dark-subtracted readings of one pixel, in counts. */
    private double average(int v, int layer, int pixel, boolean loaded, double[] passed, RandomGenerator random) {
        ScannerProfile.View view = profile.views().get(v);
        FanBeam beam = beams.get(v);
        double mean = sum(beam.w1[layer], pixel, beam.bins, loaded, passed);
        double variance = sum(beam.w2[layer], pixel, beam.bins, loaded, passed);
        double total = 0;
        for (int line = 0; line < WEDGE_LINES; line++) {
            total += (read(view, 1, mean, variance, random) & 0xFFFF)
                    - view.detector().pedestal_grey();
        }
        return total / WEDGE_LINES;
    }

    private static double thicknessFor(double attenuation, FanBeam beam, double[] muRho, int pixel) {
        double low = 0;
        double high = 1000;
        double[] passed = new double[beam.bins];
        double air = sum(beam.w1[0], pixel, beam.bins, false, passed);
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            transmission(new double[] {middle}, new double[][] {muRho}, passed);
            if (-Math.log(sum(beam.w1[0], pixel, beam.bins, true, passed) / air) < attenuation) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
