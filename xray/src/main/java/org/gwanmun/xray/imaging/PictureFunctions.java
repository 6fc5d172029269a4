package org.gwanmun.xray.imaging;

import java.awt.image.BufferedImage;

/**
 * What the officer sees: the reference arithmetic of the picture functions, which the desk's shader repeats.
 *
 * <p>With A the attenuation and Z the effective atomic number of a pixel, v = clamp(e^{−gA}, 0, 1) is its grey; g near 0.5
 * shows thick and thin at once, less looks deeper. Material colour: organic orange below Z 10, mixed green to 18, metal blue
 * above, blended over ±1; unknown Z stays grey; v runs from black over the full hue to white.
 */
public final class PictureFunctions {
    /** g of the neutral picture. */
    public static final double NEUTRAL_GAMMA = 0.55;

    private static final double[] ORGANIC = {0.93, 0.52, 0.05};
    private static final double[] MIXED = {0.16, 0.62, 0.24};
    private static final double[] METAL = {0.12, 0.33, 0.82};
    private static final double[] UNKNOWN = {0.5, 0.5, 0.5};

    private PictureFunctions() {}

    /** Material colour picture of a view. */
    public static BufferedImage material(ViewMaps maps, double gamma) {
        BufferedImage image = new BufferedImage(maps.pixels(), maps.lines(), BufferedImage.TYPE_INT_RGB);
        double[] hue = new double[3];
        for (int i = 0; i < maps.attenuation().length; i++) {
            hue(maps.zeff()[i], hue);
            double v = grey(maps.attenuation()[i], gamma);
            image.setRGB(i % maps.pixels(), i / maps.pixels(), rgb(tone(hue[0], v), tone(hue[1], v), tone(hue[2], v)));
        }
        return image;
    }

    /** Black and white, or its negative. */
    public static BufferedImage blackWhite(ViewMaps maps, double gamma, boolean negative) {
        BufferedImage image = new BufferedImage(maps.pixels(), maps.lines(), BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < maps.attenuation().length; i++) {
            double v = grey(maps.attenuation()[i], gamma);
            int level = level(negative ? 1 - v : v);
            image.getRaster().setSample(i % maps.pixels(), i / maps.pixels(), 0, level);
        }
        return image;
    }

    /** v of an attenuation. */
    static double grey(double attenuation, double gamma) {
        return Math.clamp(Math.exp(-gamma * attenuation), 0, 1);
    }

    /** Colour of an effective atomic number; NaN is unknown. Modified: hue. */
    static void hue(double z, double[] hue) {
        double green = Math.clamp((z - 9) / 2, 0, 1);
        double blue = Math.clamp((z - 17) / 2, 0, 1);
        for (int c = 0; c < 3; c++) {
            double organic = ORGANIC[c] + (MIXED[c] - ORGANIC[c]) * green;
            hue[c] = Double.isNaN(z) ? UNKNOWN[c] : organic + (METAL[c] - organic) * blue;
        }
    }

    private static double tone(double hue, double v) {
        return v < 0.5 ? hue * (v / 0.5) : hue + (1 - hue) * ((v - 0.5) / 0.5);
    }

    private static int rgb(double r, double g, double b) {
        return level(r) << 16 | level(g) << 8 | level(b);
    }

    private static int level(double v) {
        return (int) Math.round(255 * Math.clamp(v, 0, 1));
    }
}
