package org.gwanmun.xray.twin.scatter;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.matter.TungstenTube;
import org.gwanmun.xray.scene.Bounds;
import org.gwanmun.xray.scene.Ray;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.ScanQuality;
import org.gwanmun.xray.twin.transport.BodyTransport;
import org.gwanmun.xray.twin.transport.SceneBody;
import org.gwanmun.xray.twin.transport.Tally;

/** Single scatter without chance against the Monte Carlo, summed over random pencils through a scene. */
public final class ScatterCheck {
    private static final int PARTS = 10;

    private ScatterCheck() {}

    /**
     * One head's sums, in keV kept of a photon of each pencil.
     *
     * @param single without chance
     * @param singleMonteCarlo by Monte Carlo
     * @param sigma one standard deviation of that
     * @param multiple what is scattered more than once, by Monte Carlo
     */
    public record Row(String channel, double single, double singleMonteCarlo, double sigma, double multiple) {
        /** Relative deviation of the single scatter. */
        public double deviation() {
            return single / singleMonteCarlo - 1;
        }

        /** One standard deviation of that. */
        public double deviationSigma() {
            return sigma / singleMonteCarlo;
        }
    }

    /** Compares every head of a profile, on this many random pencils through the scene with this many histories each. */
    public static List<Row> of(
            ScannerProfile profile, Scene scene, ScanQuality quality, int pencils, int histories, long seed) {
        List<Row> rows = new ArrayList<>();
        for (PencilBeam pencil : profile.pencils()) {
            rows.addAll(of(pencil, scene, quality, pencils, histories, seed));
        }
        return rows;
    }

    private static List<Row> of(
            PencilBeam pencil, Scene scene, ScanQuality quality, int pencils, int histories, long seed) {
        ScannerProfile.Source source = pencil.source();
        Spectrum spectrum = TungstenTube.spectrum(source.kVp())
                .filtered(source.filter().material(), source.filter().thickness_mm());
        List<HeadOptics> heads = HeadOptics.of(pencil);
        BodyTransport transport = new BodyTransport(new SceneBody(scene), new Ray(0, 0, 1, 0, 0, 1));
        Bounds bounds = scene.bounds();
        GroupTables tables = PencilTwin.tables(scene, heads, spectrum, quality);
        double[] sums = IntStream.range(0, pencils)
                .parallel()
                .mapToObj(number -> {
                    SplittableRandom place = new SplittableRandom(seed + number);
                    double x = bounds.x0() + place.nextDouble() * (bounds.x1() - bounds.x0());
                    double y = bounds.y0() + place.nextDouble() * (bounds.y1() - bounds.y0());
                    double column = pencil.column(y, (bounds.z0() + bounds.z1()) / 2);
                    PencilPath path = PencilTwin.path(pencil, tables, quality);
                    MultipleScatter eyes = new MultipleScatter(scene, transport, pencil, heads, spectrum);
                    return one(path, eyes, heads.size(), x, column, histories, seed, number);
                })
                .reduce(new double[4 * heads.size()], ScatterCheck::plus);
        return IntStream.range(0, heads.size())
                .mapToObj(h -> new Row(
                        heads.get(h).head.channel(),
                        sums[4 * h],
                        sums[4 * h + 1],
                        Math.sqrt(sums[4 * h + 2]),
                        sums[4 * h + 3]))
                .toList();
    }

    /** By head: single, single by Monte Carlo, its variance, multiple. */
    private static double[] one(
            PencilPath path,
            MultipleScatter eyes,
            int heads,
            double x,
            double column,
            int histories,
            long seed,
            int number) {
        double[] sums = new double[4 * heads];
        Caught[] exact = PencilTwin.none(heads);
        path.single(x, column, exact);
        double[][] parts = new double[heads][PARTS];
        for (int part = 0; part < PARTS; part++) {
            Caught[] once = PencilTwin.none(heads);
            Caught[] more = PencilTwin.none(heads);
            int share = Math.max(1, histories / PARTS);
            eyes.follow(x, column, share, RandomStreams.stream(seed, number, part), once, more, new Tally());
            for (int h = 0; h < heads; h++) {
                parts[h][part] = once[h].energy_keV / share;
                sums[4 * h + 1] += parts[h][part] / PARTS;
                sums[4 * h + 3] += more[h].energy_keV / share / PARTS;
            }
        }
        for (int h = 0; h < heads; h++) {
            sums[4 * h] = exact[h].energy_keV;
            for (double part : parts[h]) {
                double off = part - sums[4 * h + 1];
                sums[4 * h + 2] += off * off / (PARTS - 1) / PARTS;
            }
        }
        return sums;
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }
}
