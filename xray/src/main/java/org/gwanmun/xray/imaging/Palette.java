package org.gwanmun.xray.imaging;

/**
 * Colours of the materials at middle grey, sRGB in 0 … 1.
 *
 * @param organic effective atomic number below the first border
 * @param mixed between the borders
 * @param metal above the second
 * @param unknown where the effective atomic number cannot be known
 */
public record Palette(Rgb organic, Rgb mixed, Rgb metal, Rgb unknown) {
    /** What consoles show: organic orange, mixed green, metal blue. */
    public static final Palette CONSOLE = new Palette(
            new Rgb(0.93, 0.52, 0.05), new Rgb(0.16, 0.62, 0.24), new Rgb(0.12, 0.33, 0.82), new Rgb(0.5, 0.5, 0.5));

    /**
     * For eyes that do not tell red from green: orange, sky blue, indigo. Found by maximising the least distance (CIE 1976
     * L*a*b*) between its colours as seen by normal, protan and deutan eyes at several greys; the eyes are simulated after
     * Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009) 1291, doi:10.1109/TVCG.2009.113.
     */
    public static final Palette COLOUR_VISION_SAFE = new Palette(
            new Rgb(0.94, 0.59, 0.02), new Rgb(0.1, 0.57, 0.95), new Rgb(0.14, 0.04, 0.86), new Rgb(0.5, 0.5, 0.5));

    /**
     * Pseudo-colour from opaque (first) to air (last), in equal steps: lightness grows steadily (CIE L* 2 … 99) while the hue
     * goes from violet over blue, green and yellow to white, so that order can be read without a legend, in grey print and
     * with any colour vision.
     */
    private static final double[] PSEUDO = {
        0.028, 0.028, 0.028, 0.065, 0.041, 0.187, 0.049, 0.091, 0.3, 0.001, 0.17, 0.339, 0.003, 0.243, 0.358, 0.001,
        0.313, 0.39, 0.002, 0.383, 0.42, 0.007, 0.457, 0.441, 0.011, 0.534, 0.443, 0.017, 0.615, 0.397, 0.319, 0.674,
        0.322, 0.541, 0.713, 0.288, 0.719, 0.746, 0.311, 0.866, 0.781, 0.404, 0.979, 0.824, 0.547, 0.999, 0.898, 0.802,
        0.987, 0.987, 0.987
    };

    private static final int PSEUDO_STEPS = PSEUDO.length / 3 - 1;

    /** A colour, sRGB in 0 … 1. */
    public record Rgb(double r, double g, double b) {
        public Rgb {
            if (!(r >= 0 && r <= 1 && g >= 0 && g <= 1 && b >= 0 && b <= 1)) {
                throw new IllegalArgumentException("colour (" + r + ", " + g + ", " + b + ") must lie within 0 and 1.");
            }
        }

        double channel(int c) {
            return c == 0 ? r : c == 1 ? g : b;
        }
    }

    /** Channel {@code c} of the pseudo-colour of a grey {@code v} in 0 … 1. */
    static double pseudo(double v, int c) {
        double at = v * PSEUDO_STEPS;
        int step = Math.min((int) at, PSEUDO_STEPS - 1);
        double low = PSEUDO[3 * step + c];
        return low + (PSEUDO[3 * step + 3 + c] - low) * (at - step);
    }
}
