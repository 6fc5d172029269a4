package org.gwanmun.xray.imaging;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gwanmun.core.raster.GreyImage;

/**
 * The picture functions that one energy allows, for a plain greyscale X-ray picture whose scale, exposure and material are
 * unknown: nothing here speaks of Zeff, grams or millimetres.
 *
 * <p>The darkest and brightest half percent are taken as the ends of the scale.
 */
public final class SingleEnergyPictures {
    private final int width;
    private final int height;
    private final double[] level; // 0 = darkest, 1 = brightest

    /** Of one picture; high grey = much radiation. */
    public SingleEnergyPictures(GreyImage image) {
        width = image.width();
        height = image.height();
        int[] histogram = new int[image.maximum() + 1];
        for (short grey : image.grey()) {
            histogram[grey & 0xFFFF]++;
        }
        int low = quantile(histogram, image.grey().length, 0.005);
        int high = Math.max(low + 1, quantile(histogram, image.grey().length, 0.995));
        level = new double[image.grey().length];
        for (int i = 0; i < level.length; i++) {
            level[i] = Math.clamp(((image.grey()[i] & 0xFFFF) - low) / (double) (high - low), 0, 1);
        }
    }

    /** All functions by the name of their key: bw, negative, high-penetration, low-penetration, edge, super-enhance, pseudo-colour. */
    public Map<String, BufferedImage> all() {
        Map<String, BufferedImage> all = new LinkedHashMap<>();
        all.put("bw", grey(level));
        all.put("negative", grey(map(level, v -> 1 - v)));
        all.put("high-penetration", grey(map(level, v -> Math.pow(v, 0.45))));
        all.put("low-penetration", grey(map(level, v -> v * v)));
        all.put("edge", grey(edge()));
        all.put("super-enhance", grey(locallyEqualised()));
        all.put("pseudo-colour", pseudoColour());
        return all;
    }

    /** Picture plus half of what a 5 × 5 mean takes away. */
    private double[] edge() {
        double[] mean = boxMean(level, 2);
        double[] sharp = new double[level.length];
        for (int i = 0; i < level.length; i++) {
            sharp[i] = Math.clamp(level[i] + 1.5 * (level[i] - mean[i]), 0, 1);
        }
        return sharp;
    }

    /** Contrast relative to the neighbourhood's mean and spread, so that faint detail shows in dark and bright alike. */
    private double[] locallyEqualised() {
        int radius = Math.max(4, Math.min(width, height) / 16);
        double[] mean = boxMean(level, radius);
        double[] square = boxMean(map(level, v -> v * v), radius);
        double[] out = new double[level.length];
        for (int i = 0; i < level.length; i++) {
            double spread = Math.sqrt(Math.max(0, square[i] - mean[i] * mean[i]));
            double local = 0.5 + 0.25 * (level[i] - mean[i]) / (spread + 0.03);
            out[i] = Math.clamp(0.35 * level[i] + 0.65 * local, 0, 1);
        }
        return out;
    }

    private BufferedImage pseudoColour() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < level.length; i++) {
            // Dark violet over red and yellow to white: luminance rises all the way, for every kind of colour vision.
            double v = level[i];
            int r = (int) Math.round(255 * Math.clamp(2.2 * v, 0, 1));
            int g = (int) Math.round(255 * Math.clamp(2.2 * v - 0.8, 0, 1));
            int b = (int) Math.round(
                    255 * Math.clamp(v < 0.3 ? 0.9 * v + 0.1 : v < 0.6 ? 0.37 - (v - 0.3) : 2.4 * v - 1.37, 0, 1));
            image.setRGB(i % width, i / width, r << 16 | g << 8 | b);
        }
        return image;
    }

    private BufferedImage grey(double[] values) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < values.length; i++) {
            image.getRaster().setSample(i % width, i / width, 0, (int) Math.round(255 * values[i]));
        }
        return image;
    }

    private static double[] map(double[] values, java.util.function.DoubleUnaryOperator f) {
        return Arrays.stream(values).map(f).toArray();
    }

    private double[] boxMean(double[] values, int radius) {
        // Summed-area table, so that the cost does not depend on the radius.
        double[] sum = new double[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sum[(y + 1) * (width + 1) + x + 1] = values[y * width + x]
                        + sum[y * (width + 1) + x + 1]
                        + sum[(y + 1) * (width + 1) + x]
                        - sum[y * (width + 1) + x];
            }
        }
        double[] mean = new double[values.length];
        for (int y = 0; y < height; y++) {
            int y0 = Math.max(0, y - radius);
            int y1 = Math.min(height, y + radius + 1);
            for (int x = 0; x < width; x++) {
                int x0 = Math.max(0, x - radius);
                int x1 = Math.min(width, x + radius + 1);
                double total = sum[y1 * (width + 1) + x1]
                        - sum[y0 * (width + 1) + x1]
                        - sum[y1 * (width + 1) + x0]
                        + sum[y0 * (width + 1) + x0];
                mean[y * width + x] = total / ((y1 - y0) * (x1 - x0));
            }
        }
        return mean;
    }

    private static int quantile(int[] histogram, int count, double share) {
        long below = 0;
        for (int grey = 0; grey < histogram.length; grey++) {
            below += histogram[grey];
            if (below > share * count) {
                return grey;
            }
        }
        return histogram.length - 1;
    }
}
