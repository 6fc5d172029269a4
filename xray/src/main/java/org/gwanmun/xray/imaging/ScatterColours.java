package org.gwanmun.xray.imaging;

import java.util.Optional;

/**
 * How scatter is coloured; the shaders repeat it. With L the low-density index of a head, T from above, B from below:
 *
 * <ul>
 *   <li>a head alone: v = (L/{@value #BRIGHTEST})^{@value #EXPONENT}, bright where much is scattered, {@value #UNKNOWN} where it cannot
 *       be known;
 *   <li>overlay: t = (max(T, B) − {@value #FAINTEST})/{@value #SPAN} in 0 … 1 mixes the grey with magenta, a hue that no material has;
 *       where t exceeds {@value #DOTTED} dark dots say the same in black and white;
 *   <li>difference: v = ½ + (T − B)/(2 · {@value #LARGEST_DIFFERENCE}), yellow where bright, violet where dark.
 * </ul>
 */
final class ScatterColours {
    private static final double BRIGHTEST = 1.3;
    private static final double EXPONENT = 0.7;
    private static final double UNKNOWN = 0.35;
    private static final double FAINTEST = 0.25;
    private static final double SPAN = 0.6;
    private static final double STRENGTH = 0.8;
    private static final double DOTTED = 0.4;
    private static final double DOT = 0.5;
    private static final int DOT_GRID = 6;
    private static final int DOT_SIZE = 2;
    private static final double LARGEST_DIFFERENCE = 0.8;
    private static final double[] LIGHT = {0.86, 0.22, 0.78};
    private static final double[] ABOVE = {0.98, 0.86, 0.3};
    private static final double[] BELOW = {0.36, 0.12, 0.5};

    private final PictureSettings settings;
    private final float[] top;
    private final float[] bottom;
    private final float[] head;

    private ScatterColours(PictureSettings settings, float[] top, float[] bottom, float[] head) {
        this.settings = settings;
        this.top = top;
        this.bottom = bottom;
        this.head = head;
    }

    static ScatterColours of(Optional<CompositeMaps> composite, PictureSettings settings) {
        boolean shown = composite.isPresent() && settings.scatter() != PictureSettings.Scatter.OFF;
        return new ScatterColours(
                shown ? settings : settings.withScatter(PictureSettings.Scatter.OFF),
                index(composite, "back_top"),
                index(composite, "back_bottom"),
                index(
                        composite,
                        switch (settings.scatter()) {
                            case BACK_TOP -> "back_top";
                            case BACK_BOTTOM -> "back_bottom";
                            default -> "forward";
                        }));
    }

    private static float[] index(Optional<CompositeMaps> composite, String name) {
        return composite
                .flatMap(it -> it.channel(name))
                .map(CompositeMaps.Channel::index)
                .orElse(new float[0]);
    }

    private static double at(float[] index, int i) {
        return index.length == 0 ? Double.NaN : index[i];
    }

    /** Red, green and blue of a sample with grey v; false if scatter is not shown. Modified: out. */
    boolean colour(int i, int column, int row, double v, float[] out, int at) {
        switch (settings.scatter()) {
            case OFF -> {
                return false;
            }
            case BACK_TOP, BACK_BOTTOM, FORWARD -> {
                double index = at(head, i);
                double bright = Double.isNaN(index) ? UNKNOWN : Math.pow(Math.clamp(index / BRIGHTEST, 0, 1), EXPONENT);
                double grey = PictureFunctions.controlled(settings, bright);
                for (int c = 0; c < 3; c++) {
                    out[at + c] = (float)
                            (settings.colour() == PictureSettings.Colour.PSEUDO ? Palette.pseudo(grey, c) : grey);
                }
            }
            case OVERLAY -> {
                double light = Math.max(known(at(top, i)), known(at(bottom, i)));
                double t = Math.clamp((light - FAINTEST) / SPAN, 0, 1);
                boolean dot = t > DOTTED && column % DOT_GRID < DOT_SIZE && row % DOT_GRID < DOT_SIZE;
                for (int c = 0; c < 3; c++) {
                    double tint = LIGHT[c] * (0.35 + 0.65 * v);
                    out[at + c] = (float) ((v + (tint - v) * STRENGTH * t) * (dot ? DOT : 1));
                }
            }
            case DIFFERENCE -> {
                double difference = at(top, i) - at(bottom, i);
                double d = Double.isNaN(difference) ? 0 : Math.clamp(difference / LARGEST_DIFFERENCE, -1, 1);
                for (int c = 0; c < 3; c++) {
                    double end = d > 0 ? ABOVE[c] : BELOW[c];
                    double middle = 0.5;
                    out[at + c] = (float) (middle + (end - middle) * Math.abs(d));
                }
            }
        }
        return true;
    }

    private static double known(double index) {
        return Double.isNaN(index) ? 0 : index;
    }
}
