package org.gwanmun.xray.twin.scatter;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Bounds;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.ScanQuality;

/**
 * Whole scatter pictures without counting noise against a Monte Carlo that follows every pixel's own pencil, single and
 * multiple scatter together, with nothing shared or smoothed between pixels. Both are what a parcel gives above the belt, over
 * the cells of 16 mm that lie in its shadow.
 */
public final class PictureCheck {
    private static final double CELL_MM = 16;
    private static final List<ScanQuality> QUALITIES = List.of(ScanQuality.values());

    private final List<PencilTwin> twins = new ArrayList<>();

    /** For the flying spots of a machine. */
    public PictureCheck(ScannerProfile profile) {
        for (int p = 0; p < profile.pencils().size(); p++) {
            twins.add(new PencilTwin(profile, profile.pencils().get(p), p));
        }
    }

    /**
     * One head's picture in one quality.
     *
     * @param deviation of the picture's sum, relative
     * @param sigma one standard deviation of that by the Monte Carlo's chance
     * @param cellRms root mean square deviation of the cells over their mean, the Monte Carlo's variance subtracted
     * @param cellChance the root of what was subtracted
     */
    public record Row(
            String channel, ScanQuality quality, double deviation, double sigma, double cellRms, double cellChance) {}

    /** Compares every head in every quality, with so many histories in each pixel. */
    public List<Row> of(Parcel parcel, int histories, long seed) {
        List<Row> rows = new ArrayList<>();
        for (int p = 0; p < twins.size(); p++) {
            rows.addAll(of(
                    twins.get(p),
                    parcel,
                    histories,
                    RandomStreams.stream(seed, p).nextLong()));
        }
        return rows;
    }

    private static List<Row> of(PencilTwin twin, Parcel parcel, int histories, long seed) {
        PencilBeam pencil = twin.pencil();
        Bounds bounds = new Scene(parcel).bounds();
        double leading_mm = bounds.x1();
        int high = (int) Math.round(CELL_MM / pencil.linePitch_mm());
        int wide = (int) Math.round(CELL_MM * pencil.columns() / (2 * Math.abs(pencil.y_mm(-0.5, 0))));
        int down = (int) Math.ceil((bounds.x1() - bounds.x0()) / CELL_MM);
        double middle = (bounds.z0() + bounds.z1()) / 2;
        int first = Math.max(0, (int) pencil.column(bounds.y0(), middle));
        int last = Math.min(pencil.columns(), (int) Math.ceil(pencil.column(bounds.y1(), middle)));
        int across = Math.max(1, (last - first) / wide);
        int lines = down * high;
        List<float[][]> pictures = new ArrayList<>();
        for (ScanQuality quality : QUALITIES) {
            pictures.add(twin.aboveBelt(parcel, quality, leading_mm, lines));
        }
        int heads = twin.channels().size();
        // By cell and head: the Monte Carlo, its variance, then each quality.
        double[][][] cells = IntStream.range(0, down * across)
                .parallel()
                .mapToObj(cell -> {
                    PencilTwin.Independent independent = twin.new Independent(parcel, leading_mm);
                    double[][] sums = new double[heads][2 + pictures.size()];
                    for (int pixel = 0; pixel < high * wide; pixel++) {
                        int line = cell / across * high + pixel / wide;
                        int column = first + cell % across * wide + pixel % wide;
                        RandomGenerator random = RandomStreams.stream(seed, line, column);
                        double[] one = independent.aboveBelt(line, column, histories / 2, random);
                        double[] two = independent.aboveBelt(line, column, histories / 2, random);
                        for (int h = 0; h < heads; h++) {
                            sums[h][0] += (one[h] + two[h]) / 2;
                            sums[h][1] += (one[h] - two[h]) * (one[h] - two[h]) / 4;
                            for (int q = 0; q < pictures.size(); q++) {
                                sums[h][2 + q] += pictures.get(q)[h][line * pencil.columns() + column];
                            }
                        }
                    }
                    return sums;
                })
                .toArray(double[][][]::new);
        List<Row> rows = new ArrayList<>();
        for (int h = 0; h < heads; h++) {
            for (int q = 0; q < pictures.size(); q++) {
                rows.add(row(twin.channels().get(h), QUALITIES.get(q), cells, h, 2 + q));
            }
        }
        return rows;
    }

    private static Row row(String channel, ScanQuality quality, double[][][] cells, int h, int of) {
        double sum = 0;
        double variance = 0;
        double twin = 0;
        double squares = 0;
        for (double[][] cell : cells) {
            double off = cell[h][of] - cell[h][0];
            sum += cell[h][0];
            variance += cell[h][1];
            twin += cell[h][of];
            squares += off * off;
        }
        double scale = Math.sqrt(cells.length) / sum; // roots of sums over cells, relative to the mean cell
        return new Row(
                channel,
                quality,
                twin / sum - 1,
                Math.sqrt(variance) / sum,
                Math.sqrt(Math.max(0, squares - variance)) * scale,
                Math.sqrt(variance) * scale);
    }
}
