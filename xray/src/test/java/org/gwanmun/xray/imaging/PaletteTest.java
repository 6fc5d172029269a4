package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gwanmun.xray.imaging.Palette.Rgb;
import org.junit.jupiter.api.Test;

/** Colours as eyes with and without red-green weakness see them. */
class PaletteTest {
    // Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
    private static final double[][] NORMAL = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    private static final double[][] PROTAN = {
        {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
    };
    private static final double[][] DEUTAN = {
        {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
    };
    private static final double[] GREYS = {0.25, 0.5, 0.75};

    @Test
    void aRedGreenWeakEyeTellsTheMaterialsOfTheSafePaletteApartAtEveryGrey() {
        for (double[][] eye : new double[][][] {NORMAL, PROTAN, DEUTAN}) {
            assertThat(leastDistance(Palette.COLOUR_VISION_SAFE, eye)).isGreaterThan(25);
        }
    }

    @Test
    void theConsolesOrangeAndGreenAreMuchAlikeToARedGreenWeakEye() {
        assertThat(leastDistance(Palette.CONSOLE, PROTAN)).isLessThan(15);
        assertThat(leastDistance(Palette.CONSOLE, NORMAL)).isGreaterThan(25);
    }

    @Test
    void pseudoColourGrowsLighterInEvenStepsForEveryEye() {
        for (double[][] eye : new double[][][] {NORMAL, PROTAN, DEUTAN}) {
            double before = lab(seen(pseudo(0), eye))[0];
            for (int i = 1; i <= 64; i++) {
                double lightness = lab(seen(pseudo(i / 64.0), eye))[0];
                assertThat(lightness - before).as("step %d", i).isBetween(0.5, 3.0);
                before = lightness;
            }
        }
    }

    @Test
    void aColourOutsideWhatAScreenShowsIsRefused() {
        assertThatThrownBy(() -> new Rgb(0, 1.2, 0)).hasMessageContaining("1.2");
    }

    private static double[] pseudo(double v) {
        return new double[] {Palette.pseudo(v, 0), Palette.pseudo(v, 1), Palette.pseudo(v, 2)};
    }

    private static double leastDistance(Palette palette, double[][] eye) {
        Rgb[] colours = {palette.organic(), palette.mixed(), palette.metal(), palette.unknown()};
        double least = Double.POSITIVE_INFINITY;
        for (double v : GREYS) {
            for (int i = 0; i < colours.length; i++) {
                for (int j = 0; j < i; j++) {
                    double[] one = lab(seen(toned(colours[i], v), eye));
                    double[] other = lab(seen(toned(colours[j], v), eye));
                    double distance = Math.hypot(one[0] - other[0], Math.hypot(one[1] - other[1], one[2] - other[2]));
                    least = Math.min(least, distance);
                }
            }
        }
        return least;
    }

    private static double[] toned(Rgb hue, double v) {
        double[] toned = {hue.r(), hue.g(), hue.b()};
        for (int c = 0; c < 3; c++) {
            toned[c] = v < 0.5 ? toned[c] * v / 0.5 : toned[c] + (1 - toned[c]) * (v - 0.5) / 0.5;
        }
        return toned;
    }

    /** Linear RGB as an eye sees it. */
    private static double[] seen(double[] srgb, double[][] eye) {
        double[] linear = new double[3];
        for (int c = 0; c < 3; c++) {
            linear[c] = srgb[c] <= 0.04045 ? srgb[c] / 12.92 : Math.pow((srgb[c] + 0.055) / 1.055, 2.4);
        }
        double[] seen = new double[3];
        for (int c = 0; c < 3; c++) {
            seen[c] = Math.clamp(eye[c][0] * linear[0] + eye[c][1] * linear[1] + eye[c][2] * linear[2], 0, 1);
        }
        return seen;
    }

    /** CIE 1976 L*a*b* (D65) of linear sRGB. */
    private static double[] lab(double[] rgb) {
        double x = f((0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047);
        double y = f(0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2]);
        double z = f((0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116.0;
    }
}
