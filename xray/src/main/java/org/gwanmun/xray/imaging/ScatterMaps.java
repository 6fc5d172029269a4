package org.gwanmun.xray.imaging;

import java.util.stream.IntStream;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.RawScan;

/**
 * A scatter picture in units that mean something: the low-density index, what a pixel scatters above the empty belt over what a
 * block of polyethylene 50 mm high would at the same place,
 *
 * <pre>  L = (s − air)/block,   σ² = (g max(s̄, 0) + σ_e²)/block²</pre>
 *
 * s counts without dark, s̄ their mean over 3 × 3 pixels, g variance over mean of the air scan (more than 1, since photons
 * differ in energy), σ_e² the variance of the dark scan. Not corrected for what lies above.
 *
 * @param channel {@code back_top}, {@code back_bottom}, {@code forward}
 * @param index row-major lines × columns; NaN where the block gives nothing
 * @param sigma its standard deviation by photons and electronics
 */
public record ScatterMaps(String channel, int lines, int columns, double linePitch_mm, float[] index, float[] sigma) {
    private static final int FILTER_RADIUS = 2;
    private static final double ALIKE_SIGMAS = 2;

    /** Of a channel whose block has as many columns. */
    static ScatterMaps of(RawScan.Channel channel, Calibration.Block block) {
        int lines = channel.scan().height();
        int columns = channel.scan().width();
        double[] dark = new double[columns];
        double[] air = new double[columns];
        double noise = moments(channel.dark(), channel.countsPerGrey(), dark);
        double airVariance = moments(channel.air(), channel.countsPerGrey(), air);
        double lit = 0;
        for (int c = 0; c < columns; c++) {
            air[c] -= dark[c];
            lit += air[c] / columns;
        }
        double excess = lit > 0 ? Math.max(1, (airVariance - noise) / lit) : 1;
        float[] signal = new float[lines * columns];
        for (int at = 0; at < signal.length; at++) {
            int c = at % columns;
            signal[at] = (float) (channel.scan().at(at / columns, c) * channel.countsPerGrey() - dark[c]);
        }
        float[] index = new float[signal.length];
        float[] sigma = new float[signal.length];
        IntStream.range(0, lines).parallel().forEach(line -> {
            for (int c = 0; c < columns; c++) {
                int at = line * columns + c;
                double unit = block.counts()[c];
                double mean = localMean(signal, lines, columns, line, c);
                index[at] = unit > 0 ? (float) ((signal[at] - air[c]) / unit) : Float.NaN;
                sigma[at] = unit > 0 ? (float) (Math.sqrt(excess * Math.max(mean, 0) + noise) / unit) : Float.NaN;
            }
        });
        return new ScatterMaps(channel.name(), lines, columns, channel.linePitch_mm(), index, sigma);
    }

    /** Column means in counts, and the mean variance within columns. */
    private static double moments(GreyImage picture, double countsPerGrey, double[] means) {
        double variance = 0;
        int lines = picture.height();
        for (int c = 0; c < means.length; c++) {
            double sum = 0;
            double squares = 0;
            for (int line = 0; line < lines; line++) {
                double counts = picture.at(line, c) * countsPerGrey;
                sum += counts;
                squares += counts * counts;
            }
            means[c] = sum / lines;
            variance += (squares - lines * means[c] * means[c]) / (lines - 1) / means.length;
        }
        return variance;
    }

    private static double localMean(float[] values, int lines, int columns, int line, int column) {
        double sum = 0;
        int count = 0;
        for (int i = Math.max(0, line - 1); i <= Math.min(lines - 1, line + 1); i++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
                sum += values[i * columns + c];
                count++;
            }
        }
        return sum / count;
    }

    /**
     * The index for eyes: the mean of those of 5 × 5 neighbours that differ from the local mean by no more than chance (J.-S.
     * Lee, Comput. Vis. Graph. Image Process. 24 (1983) 255). Edges stay, grain goes.
     */
    public float[] denoised() {
        float[] smooth = new float[index.length];
        IntStream.range(0, lines).parallel().forEach(line -> {
            for (int c = 0; c < columns; c++) {
                int at = line * columns + c;
                double centre = localMean(index, lines, columns, line, c);
                double tolerance = ALIKE_SIGMAS * sigma[at];
                double sum = 0;
                int count = 0;
                for (int i = Math.max(0, line - FILTER_RADIUS); i <= Math.min(lines - 1, line + FILTER_RADIUS); i++) {
                    for (int k = Math.max(0, c - FILTER_RADIUS); k <= Math.min(columns - 1, c + FILTER_RADIUS); k++) {
                        float value = index[i * columns + k];
                        if (Math.abs(value - centre) <= tolerance) {
                            sum += value;
                            count++;
                        }
                    }
                }
                smooth[at] = count == 0 ? (float) centre : (float) (sum / count);
            }
        });
        return smooth;
    }
}
