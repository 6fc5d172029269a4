package org.gwanmun.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.imaging.CompositeMaps;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.imaging.ViewMaps;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.scene.ParcelObject;
import org.gwanmun.xray.twin.ScanQuality;
import org.gwanmun.xray.twin.TwinScan;
import org.gwanmun.xray.twin.TwinScanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code gwanmun measure composite}: what scatter shows of hidden powder that transmission does not.
 *
 * <p>Each parcel is scanned with its powder and without. Where the ray's grams differ is the powder's place; the ring of
 * {@value #RING_PIXELS} pixels about it, within the parcel, is what an eye compares it with. Two numbers for every picture:
 *
 * <pre>  seen = |m_in − m_ring|/s_ring,   counted = |⟨L_with − L_without⟩|/⟨σ⟩</pre>
 *
 * m and s mean and standard deviation in the picture with powder, structure included: what stands out. L without noise, σ of one
 * pixel: what single pixels would tell somebody who knew the rest of the parcel.
 */
@Command(name = "composite", mixinStandardHelpOptions = true)
final class MeasureComposite implements Runnable {
    private static final String POWDER = "bag of powder";
    private static final String BAG = "plastic bag";
    private static final int RING_PIXELS = 14;
    private static final int GAP_PIXELS = 4;
    private static final double INSIDE = 0.5; // of the greatest difference
    private static final double HALF_LENGTH_MM = 38; // of the demonstration's bag
    private static final double HALF_WIDTH_MM = 25;
    private static final double RING_G_CM2 = 0.3; // the ring stays within what holds the powder

    private final Console console;

    @Option(names = "--parcels", paramLabel = "DIR", defaultValue = "examples/relatives")
    Path parcels = Path.of("");

    @Option(names = "--demonstration", paramLabel = "FILE", defaultValue = "examples/parcels/hard-disk-demo.yaml")
    Path demonstration = Path.of("");

    @Option(names = "--scanner", paramLabel = "PROFILE", defaultValue = "mail-composite")
    String scanner = "";

    @Option(names = "--ma", split = ",", paramLabel = "MA", defaultValue = "1,2,5,10")
    List<Double> currents_mA = List.of();

    @Option(names = "--quality", paramLabel = "desk|reference", defaultValue = "desk")
    ScanQuality quality = ScanQuality.DESK;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1")
    long seed;

    @Option(names = "--json")
    boolean json;

    MeasureComposite(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ScannerProfile profile = ScannerProfile.find(scanner);
        if (profile.pencils().isEmpty()) {
            throw Refusal.badInput(CliMessage.NO_SCATTER_HEADS, profile.name());
        }
        Calibration calibration = Calibration.shipped(profile.name()).orElseThrow();
        List<Path> files = new ArrayList<>(List.of(demonstration));
        files.addAll(MeasureMass.files(parcels));
        List<Object> rows = new ArrayList<>();
        for (double current_mA : currents_mA) {
            double times = current_mA / profile.pencils().getFirst().source().current_mA();
            ScannerProfile driven = profile.withPencilCurrent(current_mA);
            TwinScanner twin = TwinScanner.composite(driven);
            Machine machine =
                    new Machine(twin, ImagingPipeline.forProfile(driven), calibration.withPencilCurrent(times));
            for (Path file : files) {
                Map<String, double[]> figures = machine.figures(ParcelFile.read(file));
                report(file.getFileName().toString().replace(".yaml", ""), current_mA, figures, rows);
            }
        }
        if (json) {
            console.print(Json.object("scanner", profile.name(), "seed", seed, "rows", rows));
        }
    }

    private void report(String parcel, double current_mA, Map<String, double[]> figures, List<Object> rows) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s %4.0f mA", parcel, current_mA));
        figures.forEach((picture, figure) -> {
            rows.add(Json.object(
                    "parcel", parcel,
                    "ma", current_mA,
                    "picture", picture,
                    "seen", figure[0],
                    "counted", figure[1]));
            line.append(String.format(Locale.ROOT, "  %s %.1f (%.1f)", picture, figure[0], figure[1]));
        });
        if (!json) {
            console.out().println(line);
        }
    }

    /** A twin driven at some current, with the calibration that its pictures need. */
    private final class Machine {
        private final TwinScanner twin;
        private final ImagingPipeline pipeline;
        private final Calibration calibration;

        Machine(TwinScanner twin, ImagingPipeline pipeline, Calibration calibration) {
            this.twin = twin;
            this.pipeline = pipeline;
            this.calibration = calibration;
        }

        /** Seen and counted, by picture. */
        Map<String, double[]> figures(Parcel parcel) {
            Parcel without = without(parcel);
            TwinScan with = twin.scan(parcel, quality, seed, Instant.EPOCH);
            TwinScan bare = twin.scan(without, quality, seed, Instant.EPOCH);
            Inspection seen = pipeline.process(calibrated(with.raw()));
            ViewMaps view = seen.views().getFirst();
            float[] withGrams = with.truth().getFirst().arealDensity_g_cm2().values();
            float[] bareGrams = bare.truth().getFirst().arealDensity_g_cm2().values();
            boolean[] inside = place(parcel, view, withGrams, bareGrams);
            boolean[] ring = ring(inside, withGrams, view.lines(), view.pixels());
            Map<String, double[]> figures = new LinkedHashMap<>();
            figures.put("grams", new double[] {
                seen(view.arealDensity_g_cm2(), inside, ring),
                counted(withGrams, bareGrams, view.arealSigma_g_cm2(), inside)
            });
            figures.put("Zeff", new double[] {seen(view.zeff(), inside, ring), Double.NaN});
            CompositeMaps composite = seen.composite().orElseThrow();
            for (CompositeMaps.Channel channel : composite.channels()) {
                int k = composite.channels().indexOf(channel);
                float[] sigma = sigmaOnView(
                        seen,
                        channel.name(),
                        with.scatterOnView().get(k).lowDensityIndex().values());
                figures.put(channel.name(), new double[] {
                    seen(channel.measured(), inside, ring),
                    counted(
                            with.scatterOnView().get(k).lowDensityIndex().values(),
                            bare.scatterOnView().get(k).lowDensityIndex().values(),
                            sigma,
                            inside)
                });
                figures.put(
                        channel.name() + " corrected", new double[] {seen(channel.index(), inside, ring), Double.NaN});
            }
            return figures;
        }

        private RawScan calibrated(RawScan raw) {
            return new RawScan(
                    raw.id(), raw.scanner(), raw.height_mm(), raw.started(), raw.channels(), Optional.of(calibration));
        }
    }

    /** The σ of single pixels of a channel, one value for all places: their mean where the parcel scatters at all. */
    private static float[] sigmaOnView(Inspection seen, String channel, float[] like) {
        double sum = 0;
        int count = 0;
        for (var maps : seen.scatter()) {
            for (int i = 0; maps.channel().equals(channel) && i < maps.sigma().length; i++) {
                if (maps.index()[i] > 0.1) {
                    sum += maps.sigma()[i];
                    count++;
                }
            }
        }
        float[] sigma = new float[like.length];
        Arrays.fill(sigma, count == 0 ? Float.NaN : (float) (sum / count));
        return sigma;
    }

    private static Parcel without(Parcel parcel) {
        List<ParcelObject> rest = parcel.objects().stream()
                .filter(object ->
                        !object.name().equals(POWDER) && !object.name().equals(BAG))
                .toList();
        return new Parcel(
                parcel.id(),
                parcel.length_mm(),
                parcel.width_mm(),
                parcel.height_mm(),
                parcel.wall(),
                parcel.declaration(),
                rest);
    }

    /** Where the powder is; of a parcel without one, where the demonstration has its own: the middle. */
    private static boolean[] place(Parcel parcel, ViewMaps view, float[] with, float[] bare) {
        double most = 0;
        for (int i = 0; i < with.length; i++) {
            most = Math.max(most, with[i] - bare[i]);
        }
        boolean[] inside = new boolean[with.length];
        boolean has = parcel.objects().stream().anyMatch(object -> object.name().equals(POWDER));
        for (int i = 0; i < with.length; i++) {
            double x = (i / view.pixels() - view.lines() / 2) * view.linePitch_mm() / HALF_LENGTH_MM;
            double y = (i % view.pixels() - view.pixels() / 2) * view.pixelPitch_mm() / HALF_WIDTH_MM;
            inside[i] = has ? with[i] - bare[i] > INSIDE * most : x * x + y * y < 1;
        }
        return inside;
    }

    private static boolean[] ring(boolean[] inside, float[] grams, int lines, int pixels) {
        boolean[] near = grown(inside, lines, pixels, GAP_PIXELS);
        boolean[] far = grown(inside, lines, pixels, GAP_PIXELS + RING_PIXELS);
        boolean[] ring = new boolean[inside.length];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = far[i] && !near[i] && grams[i] > RING_G_CM2;
        }
        return ring;
    }

    private static boolean[] grown(boolean[] inside, int lines, int pixels, int by) {
        boolean[] grown = new boolean[inside.length];
        for (int line = 0; line < lines; line++) {
            for (int p = 0; p < pixels; p++) {
                if (inside[line * pixels + p]) {
                    for (int y = Math.max(0, line - by); y <= Math.min(lines - 1, line + by); y++) {
                        Arrays.fill(
                                grown,
                                y * pixels + Math.max(0, p - by),
                                y * pixels + Math.min(pixels - 1, p + by) + 1,
                                true);
                    }
                }
            }
        }
        return grown;
    }

    private static double seen(float[] picture, boolean[] inside, boolean[] ring) {
        double[] in = moments(picture, inside);
        double[] out = moments(picture, ring);
        return Math.abs(in[0] - out[0]) / out[1];
    }

    private static double[] moments(float[] picture, boolean[] where) {
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < picture.length; i++) {
            if (where[i] && !Float.isNaN(picture[i])) {
                n++;
                sum += picture[i];
                squares += picture[i] * (double) picture[i];
            }
        }
        double mean = sum / n;
        return new double[] {mean, Math.sqrt(Math.max(0, squares / n - mean * mean))};
    }

    private static double counted(float[] with, float[] bare, float[] sigma, boolean[] where) {
        double n = 0;
        double difference = 0;
        double noise = 0;
        for (int i = 0; i < with.length; i++) {
            if (where[i] && !Float.isNaN(sigma[i]) && !Float.isNaN(with[i] - bare[i])) {
                n++;
                difference += with[i] - bare[i];
                noise += sigma[i];
            }
        }
        return n == 0 ? Double.NaN : Math.abs(difference) / noise;
    }
}
