package org.gwanmun.xray.twin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gwanmun.core.random.Poisson;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.core.raster.FloatRaster;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.machine.StrayLight;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.scene.Bounds;
import org.gwanmun.xray.scene.Box;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelObject;
import org.gwanmun.xray.scene.Placed;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.scatter.FanScatter;

/**
 * One dual-energy view of the twin. For each line and pixel it averages the transmission T_k over rays from the focal spot
 * through the moving parcel to the pixel ({@link SubRays}), weighs it by what the tube gives in that line (voltage and
 * current wander, {@link Wander}), and draws counts S = g·Poisson(m/g), g = variance/mean of the compound Poisson sum
 * ({@link FanBeam}): the first two moments are exact, and few photons stay skewed and never negative. {@link Readout} makes
 * greys of them.
 */
final class ViewTwin {
    private static final int REFERENCE_LINES = 256;
    private static final double MARGIN_MM = 20;
    private static final double BLUR_MM = 4; // no ray of a pixel strays farther from its central one

    // Keys of the random streams of a view.
    private static final long COUNTS = 0;
    private static final long BELT = 1;
    private static final long VOLTAGE = 2;
    private static final long CURRENT = 3;
    private static final long GREYS = 10; // + layer
    private static final long AIR = 20; // + layer
    private static final long DARK = 30; // + layer
    private static final long SCATTER = 40;
    private static final double STRAY_BLOCK_MM = 100;

    private final ScannerProfile profile;
    private final ScannerProfile.View view;
    private final long number;
    private final Readout readout;
    final FanBeam beam;

    ViewTwin(ScannerProfile profile, ScannerProfile.View view, int number) {
        this.profile = profile;
        this.view = view;
        this.number = 1000L * number;
        this.beam = new FanBeam(profile, view);
        this.readout = new Readout(view, view.line_s(profile), new Individual(profile, view));
    }

    /** How many lines a picture of something has. */
    static int lines(Bounds bounds, double pitch_mm) {
        return (int) Math.ceil((bounds.x1() - bounds.x0() + 2 * MARGIN_MM) / pitch_mm);
    }

    /** Where the first line begins, in the parcel's coordinates. */
    static double leading_mm(Bounds bounds, double pitch_mm) {
        return (bounds.x0() + bounds.x1()) / 2 + lines(bounds, pitch_mm) * pitch_mm / 2;
    }

    /** What the scene scatters onto the detector: the same for every scan of it. */
    FanScatter scatter(Scene scene, ScanQuality quality) {
        return new FanScatter(scene, view, beam.spectrum, beam.kept, quality, number + SCATTER);
    }

    /** What a beam stop shows in the shadow of a block of polyethylene, {@value #STRAY_BLOCK_MM} mm high and three times as wide. */
    StrayLight stray() {
        double wide = 3 * STRAY_BLOCK_MM;
        Material material = MaterialCatalogue.standard().find("polyethylene").orElseThrow();
        double middle_z = view.throughBelt() ? STRAY_BLOCK_MM / 2 : wide / 2;
        Scene block = new Scene(new Parcel(
                "block",
                2 * STRAY_BLOCK_MM,
                view.throughBelt() ? wide : STRAY_BLOCK_MM,
                2 * middle_z,
                Optional.empty(),
                Optional.empty(),
                List.of(new ParcelObject(
                        "block",
                        Placed.at(
                                new Box(2 * STRAY_BLOCK_MM, view.throughBelt() ? wide : STRAY_BLOCK_MM, 2 * middle_z),
                                0,
                                0,
                                middle_z),
                        Optional.empty(),
                        material,
                        Optional.empty(),
                        Optional.empty()))));
        FanScatter scatter = scatter(block, ScanQuality.REFERENCE);
        double pixel = view.pixelOf(0, middle_z);
        return new StrayLight(scatter.factor(0, 0, pixel), scatter.factor(1, 0, pixel));
    }

    /** Scans the scene; its channels and its truth are appended to the lists. */
    void scan(
            Scene scene,
            Optional<FanScatter> scatter,
            ScanQuality quality,
            long seed,
            List<RawScan.Channel> channels,
            List<TwinScan.ViewTruth> out) {
        Pass pass = new Pass(scene, scatter, quality, seed);
        pass.run();
        for (int layer = 0; layer < 2; layer++) {
            double[] before = beam.airMean[layer];
            GreyImage picture =
                    readout.picture(pass.counts[layer], pass.lines, layer, before, seed, number + GREYS + layer);
            channels.add(new RawScan.Channel(
                    view.name() + (layer == 0 ? "/low" : "/high"),
                    view.linePitch_mm(),
                    view.plane_x_mm(),
                    view.plane_x_mm() / profile.beltSpeed_mm_s(),
                    view.detector().countsPerGrey(),
                    Readout.SATURATION,
                    picture,
                    reference(layer, true, seed),
                    reference(layer, false, seed)));
        }
        out.add(new TwinScan.ViewTruth(
                view.name(),
                new FloatRaster(beam.pixels, pass.lines, pass.areal),
                new FloatRaster(beam.pixels, pass.lines, pass.zeff)));
    }

    /** Air or dark lines: the tube as it was when the scan before this one had passed. */
    private GreyImage reference(int layer, boolean lit, long seed) {
        int pixels = beam.pixels;
        float[] counts = new float[REFERENCE_LINES * pixels];
        double[] before = lit ? beam.airMean[layer] : new double[pixels];
        long key = number + (lit ? AIR : DARK) + layer;
        if (lit) {
            IntStream.range(0, REFERENCE_LINES).parallel().forEach(line -> {
                RandomGenerator random = RandomStreams.stream(seed, key, -1 - line);
                for (int p = 0; p < pixels; p++) {
                    counts[line * pixels + p] = draw(beam.airMean[layer][p], beam.airVariance[layer][p], random);
                }
            });
        }
        return readout.picture(counts, REFERENCE_LINES, layer, before, seed, key);
    }

    /** A compound Poisson sum of this mean and variance. */
    static float draw(double mean, double variance, RandomGenerator random) {
        if (!(mean > 0)) {
            return 0;
        }
        double g = variance / mean;
        return (float) (g * Poisson.sample(mean / g, random));
    }

    /** One passage of a parcel through the view. */
    private final class Pass {
        final int lines;
        final float[][] counts;
        final float[] areal;
        final float[] zeff;
        private final Scene scene;
        private final Optional<FanScatter> scatter;
        private final long seed;
        private final SubRays rays;
        private final double leading_mm;
        private final double[] belt_mm;
        private final double[] voltage;
        private final double[] current;
        private final float[][] muRho;
        private final double[] electrons;
        private final double[] weighted;
        private final int firstPixel;
        private final int lastPixel;

        Pass(Scene scene, Optional<FanScatter> scatter, ScanQuality quality, long seed) {
            this.scene = scene;
            this.scatter = scatter;
            this.seed = seed;
            this.rays = new SubRays(quality.rays);
            Bounds bounds = scene.bounds();
            double pitch = view.linePitch_mm();
            lines = lines(bounds, pitch);
            leading_mm = leading_mm(bounds, pitch);
            counts = new float[2][lines * beam.pixels];
            areal = new float[lines * beam.pixels];
            zeff = new float[lines * beam.pixels];
            ScannerProfile.BeltJitter jitter = profile.jitter();
            belt_mm = Wander.series(lines, jitter.rms_mm(), jitter.correlation_mm() / pitch, stream(BELT));
            ScannerProfile.Drift drift = view.source().drift();
            double memory = drift.time_s() / view.line_s(profile);
            voltage = Wander.series(lines, drift.kV(), memory, stream(VOLTAGE));
            current = Wander.series(lines, drift.current(), memory, stream(CURRENT));
            List<Material> materials = scene.materials();
            muRho = new float[materials.size()][];
            electrons = new double[muRho.length];
            weighted = new double[muRho.length];
            for (int m = 0; m < muRho.length; m++) {
                Composition composition = materials.get(m).composition();
                muRho[m] = beam.muRho_cm2_g(materials.get(m));
                electrons[m] = composition.electrons_mol_per_g();
                weighted[m] = composition.weightedElectrons_mol_per_g();
            }
            int[] shadow = shadow(bounds);
            firstPixel = shadow[0];
            lastPixel = shadow[1];
        }

        private RandomGenerator stream(long what) {
            return RandomStreams.stream(seed, number + what);
        }

        void run() {
            IntStream.range(0, lines).parallel().forEach(this::line);
        }

        private void line(int line) {
            RandomGenerator random = RandomStreams.stream(seed, number + COUNTS, line);
            double x = leading_mm - (line + 0.5) * view.linePitch_mm() + belt_mm[line];
            Bounds b = scene.bounds();
            boolean passes = x > b.x0() - view.linePitch_mm() - BLUR_MM && x < b.x1() + view.linePitch_mm() + BLUR_MM;
            Scene.Probe probe = scene.new Probe();
            float[] depth = new float[beam.bins];
            float[] passed = new float[beam.bins];
            float[] tube = new float[beam.bins];
            double perCurrent = 1 + current[line];
            for (int k = 0; k < tube.length; k++) {
                tube[k] = (float) (perCurrent * Math.max(0, 1 + voltage[line] * beam.perVoltage[k]));
            }
            double[][] mean = new double[2][beam.pixels];
            double[][] variance = new double[2][beam.pixels];
            for (int pixel = 0; pixel < beam.pixels; pixel++) {
                int at = line * beam.pixels + pixel;
                zeff[at] = Float.NaN;
                boolean met = passes && pixel >= firstPixel && pixel <= lastPixel;
                if (met) {
                    truth(x, pixel, probe, at);
                    met = transmission(x, pixel, probe, depth, passed);
                }
                for (int layer = 0; layer < 2; layer++) {
                    if (met) {
                        mean[layer][pixel] = weigh(beam.w1[layer], pixel * beam.bins, passed, tube);
                        variance[layer][pixel] = weigh(beam.w2[layer], pixel * beam.bins, passed, tube);
                    } else {
                        mean[layer][pixel] = perCurrent
                                * (beam.airMean[layer][pixel] + voltage[line] * beam.airMeanPerVoltage[layer][pixel]);
                        variance[layer][pixel] = perCurrent * beam.airVariance[layer][pixel];
                    }
                }
            }
            if (passes && scatter.isPresent()) {
                stray(scatter.get(), x, mean, variance);
            }
            for (int pixel = 0; pixel < beam.pixels; pixel++) {
                for (int layer = 0; layer < 2; layer++) {
                    counts[layer][line * beam.pixels + pixel] =
                            draw(mean[layer][pixel], variance[layer][pixel], random);
                }
            }
        }

        /** Adds what the slice scatters onto the detector. Modified: mean, variance. */
        private void stray(FanScatter fan, double x, double[][] mean, double[][] variance) {
            double[][] transmission = new double[2][beam.pixels];
            for (int layer = 0; layer < 2; layer++) {
                for (int pixel = 0; pixel < beam.pixels; pixel++) {
                    transmission[layer][pixel] = mean[layer][pixel] / beam.airMean[layer][pixel];
                }
            }
            double[] stray = new double[beam.pixels];
            for (int layer = 0; layer < 2; layer++) {
                fan.stray(layer, x, transmission[layer], transmission[1], stray);
                for (int pixel = 0; pixel < beam.pixels; pixel++) {
                    mean[layer][pixel] += stray[pixel] * beam.airMean[layer][pixel];
                    variance[layer][pixel] += stray[pixel] * beam.airVariance[layer][pixel];
                }
            }
        }

        /** What the central ray of the pixel meets. */
        private void truth(double x, int pixel, Scene.Probe probe, int at) {
            double sy = view.source().y_mm();
            double sz = view.source().z_mm();
            if (!follow(probe, x, sy, sz, x, view.pixelY_mm(pixel), view.pixelZ_mm(pixel))) {
                return;
            }
            double[] amounts = probe.areal_g_cm2();
            double mass = 0;
            double all = 0;
            double heavy = 0;
            for (int m = 0; m < amounts.length; m++) {
                mass += amounts[m];
                all += amounts[m] * electrons[m];
                heavy += amounts[m] * weighted[m];
            }
            if (mass > 0) {
                areal[at] = (float) mass;
                zeff[at] = (float) Math.pow(heavy / all, 1 / Composition.ZEFF_EXPONENT);
            }
        }

        /** Mean transmission over the rays of a pixel, by bin. Modified: depth, passed. */
        private boolean transmission(double x, int pixel, Scene.Probe probe, float[] depth, float[] passed) {
            ScannerProfile.Source source = view.source();
            ScannerProfile.Detector d = view.detector();
            double ey = (d.y1_mm() - d.y0_mm()) / d.length_mm();
            double ez = (d.z1_mm() - d.z0_mm()) / d.length_mm();
            Arrays.fill(passed, 0);
            int free = 0;
            for (int i = 0; i < rays.count; i++) {
                double belt = x + rays.travel[i] * view.linePitch_mm();
                double across = rays.spotAcross[i] * source.focalSpotAcross_mm();
                double place = pixel + rays.pixelAcross[i];
                boolean met = follow(
                        probe,
                        belt + rays.spotX[i] * source.focalSpotX_mm(),
                        source.y_mm() + across * ey,
                        source.z_mm() + across * ez,
                        belt + rays.pixelX[i] * d.active_mm(),
                        view.pixelY_mm(place),
                        view.pixelZ_mm(place));
                if (met) {
                    depth(probe.areal_g_cm2(), depth);
                    Exponentials.add(depth, passed);
                } else {
                    free++;
                }
            }
            if (free == rays.count) {
                return false;
            }
            float share = 1f / rays.count;
            for (int k = 0; k < passed.length; k++) {
                passed[k] = (passed[k] + free) * share;
            }
            return true;
        }

        private void depth(double[] amounts, float[] depth) {
            Arrays.fill(depth, 0);
            for (int m = 0; m < amounts.length; m++) {
                float a = (float) amounts[m];
                if (a > 0) {
                    float[] mu = muRho[m];
                    for (int k = 0; k < depth.length; k++) {
                        depth[k] += a * mu[k];
                    }
                }
            }
        }

        /** First and last pixel that the box's shadow can touch. */
        private int[] shadow(Bounds b) {
            ScannerProfile.Source s = view.source();
            ScannerProfile.Detector d = view.detector();
            double ey = (d.y1_mm() - d.y0_mm()) / d.length_mm();
            double ez = (d.z1_mm() - d.z0_mm()) / d.length_mm();
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int corner = 0; corner < 4; corner++) {
                double y = corner % 2 == 0 ? b.y0() : b.y1();
                double z = corner < 2 ? b.z0() : b.z1();
                double towards = view.depth_mm(y, z);
                if (!(towards > 1)) {
                    return new int[] {0, d.pixels() - 1}; // a corner beside the source shades anything
                }
                double scale = view.sourceToDetector_mm() / towards;
                double py = s.y_mm() + (y - s.y_mm()) * scale - d.y0_mm();
                double pz = s.z_mm() + (z - s.z_mm()) * scale - d.z0_mm();
                double place = (py * ey + pz * ez) / d.pitch_mm();
                low = Math.min(low, place);
                high = Math.max(high, place);
            }
            int slack = 1 + (int) Math.ceil(BLUR_MM / d.pitch_mm());
            return new int[] {(int) Math.floor(low) - slack, (int) Math.ceil(high) + slack};
        }
    }

    /** Follows the ray from one point to another. */
    private static boolean follow(Scene.Probe probe, double ax, double ay, double az, double bx, double by, double bz) {
        double dx = bx - ax;
        double dy = by - ay;
        double dz = bz - az;
        double one = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
        return probe.follow(ax, ay, az, dx * one, dy * one, dz * one);
    }

    private static double weigh(float[] weights, int from, float[] passed, float[] tube) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int n = passed.length;
        int k = 0;
        for (; k + 3 < n; k += 4) { // four sums, since one would wait for itself
            a += weights[from + k] * (passed[k] * tube[k]);
            b += weights[from + k + 1] * (passed[k + 1] * tube[k + 1]);
            c += weights[from + k + 2] * (passed[k + 2] * tube[k + 2]);
            d += weights[from + k + 3] * (passed[k + 3] * tube[k + 3]);
        }
        for (; k < n; k++) {
            a += weights[from + k] * (passed[k] * tube[k]);
        }
        return (double) a + b + c + d;
    }
}
