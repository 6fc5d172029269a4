package org.gwanmun.xray.twin.scatter;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.matter.TungstenTube;
import org.gwanmun.xray.scene.Bounds;
import org.gwanmun.xray.scene.Ray;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.transport.BodyTransport;
import org.gwanmun.xray.twin.transport.SceneBody;
import org.gwanmun.xray.twin.transport.Tally;

/**
 * Forced detection towards the heads against photons that fly into them by themselves, on the same random pencils, one thread:
 * whether both have the same mean, and what forced detection gains in variance × time.
 */
public final class ForcedCheck {
    private static final int PENCILS = 20;
    private static final int PARTS = 10;

    private ForcedCheck() {}

    /**
     * One head.
     *
     * @param ratio of the kept energy, forced over by themselves
     * @param sigma one standard deviation of that
     * @param gain (σ² t) of photons by themselves over (σ² t) of forced detection, at as many histories
     */
    public record Row(String channel, double ratio, double sigma, double gain) {}

    /** Every head, with so many histories in each of 20 pencils by forced detection, and some times as many without. */
    public static List<Row> of(ScannerProfile profile, Scene scene, int histories, int timesAsMany, long seed) {
        List<Row> rows = new ArrayList<>();
        for (PencilBeam pencil : profile.pencils()) {
            rows.addAll(of(pencil, scene, histories, timesAsMany, seed));
        }
        return rows;
    }

    private static List<Row> of(PencilBeam pencil, Scene scene, int histories, int timesAsMany, long seed) {
        ScannerProfile.Source source = pencil.source();
        Spectrum spectrum = TungstenTube.spectrum(source.kVp())
                .filtered(source.filter().material(), source.filter().thickness_mm());
        List<HeadOptics> heads = HeadOptics.of(pencil);
        BodyTransport transport = new BodyTransport(new SceneBody(scene), new Ray(0, 0, 1, 0, 0, 1));
        MultipleScatter eyes = new MultipleScatter(scene, transport, pencil, heads, spectrum);
        Bounds bounds = scene.bounds();
        SplittableRandom place = new SplittableRandom(seed);
        double[][] mean = new double[2][heads.size()];
        double[][] variance = new double[2][heads.size()];
        double[] time_s = new double[2];
        for (int p = -2; p < PENCILS; p++) { // the first two warm the machine up
            double x = bounds.x0() + place.nextDouble() * (bounds.x1() - bounds.x0());
            double y = bounds.y0() + place.nextDouble() * (bounds.y1() - bounds.y0());
            double column = pencil.column(y, (bounds.z0() + bounds.z1()) / 2);
            for (int forced = 0; forced < 2; forced++) {
                int share = histories / PARTS * (forced == 1 ? 1 : timesAsMany);
                double[][] parts = new double[heads.size()][PARTS];
                long start = System.nanoTime();
                for (int part = 0; part < PARTS; part++) {
                    Caught[] all = PencilTwin.none(heads.size());
                    if (forced == 1) {
                        eyes.follow(x, column, share, RandomStreams.stream(seed, 1, p, part), all, all, new Tally());
                    } else {
                        eyes.analogue(x, column, share, RandomStreams.stream(seed, 0, p, part), all);
                    }
                    for (int h = 0; h < heads.size(); h++) {
                        parts[h][part] = all[h].energy_keV / share;
                    }
                }
                if (p >= 0) {
                    time_s[forced] += (System.nanoTime() - start) / 1e9;
                    for (int h = 0; h < heads.size(); h++) {
                        add(parts[h], h, mean[forced], variance[forced]);
                    }
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int h = 0; h < heads.size(); h++) {
            double byThemselves = variance[0][h] / (mean[0][h] * mean[0][h]);
            double forced = variance[1][h] / (mean[1][h] * mean[1][h]);
            double ratio = mean[1][h] / mean[0][h];
            rows.add(new Row(
                    heads.get(h).head.channel(),
                    ratio,
                    ratio * Math.sqrt(byThemselves + forced),
                    variance[0][h] * time_s[0] / (variance[1][h] * time_s[1])));
        }
        return rows;
    }

    private static void add(double[] parts, int h, double[] mean, double[] variance) {
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        double middle = sum / PARTS;
        mean[h] += middle;
        for (double part : parts) {
            variance[h] += (part - middle) * (part - middle) / (PARTS - 1) / PARTS;
        }
    }
}
