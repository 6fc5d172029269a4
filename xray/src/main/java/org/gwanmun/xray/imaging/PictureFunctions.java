package org.gwanmun.xray.imaging;

import java.awt.image.BufferedImage;
import java.util.Optional;
import org.gwanmun.xray.imaging.PictureSettings.Range;

/**
 * What the officer sees: the reference arithmetic of the picture functions, which the desk's shaders repeat to 1/255.
 *
 * <p>Grey. With A the low-energy attenuation of a sample, H the high-energy one, g gamma and γ = g/{@value
 * PictureSettings#NEUTRAL_GAMMA}:
 *
 * <ul>
 *   <li>exponential v = e^{−gA}; low penetration v = e^{−{@value #LOW_PENETRATION} g A};
 *   <li>high penetration v = 1 − γ(H − {@value #HIGH_FROM})/({@value #HIGH_TO} − {@value #HIGH_FROM});
 *   <li>super-enhanced v = 1 − γ({@value #BASE_GAIN} c + {@value #COARSE_GAIN} d(f − c) + {@value #FINE_GAIN} d(u − f))/u(12) with u the logarithmic attenuation, f and c its {@link LocalMeans}
 *       and d(x) = x · x²/(x² + t²)/(1 + |x|/L): what is less than the noise t ({@value #NOISE}; {@value
 *       #SMOOTH_NOISE} for f − c) vanishes, what is more than L is not
 *       exaggerated;
 *   <li>within an absorption window v = {@value #WINDOW_LIGHT} − {@value #WINDOW_SPAN} (A − low)/(high − low).
 * </ul>
 *
 * Edges subtract e · d(u − blurred)/2; then contrast and brightness v → ½ + contrast (v − ½) + brightness; then the negative 1 − v;
 * everything is kept within 0 … 1.
 *
 * <p>Colour. Material: the hue h of the effective atomic number Z (bands blended linearly; unknown Z neutral) with black at v = 0,
 * the full hue at ½, white at 1. Black and white: v. Pseudo-colour: a table. What a material function or a window leaves out
 * becomes a faint grey. Borders of windows are soft, so that noise does not fray them and rounding does not matter.
 *
 * <p>Scatter ({@link ScatterColours}) takes the place of these colours, or is laid over the grey.
 *
 * <p>A density alert is a fourth channel, 0 … 1, hatched in red on the screen.
 */
public final class PictureFunctions {
    /** g of the neutral picture. */
    public static final double NEUTRAL_GAMMA = PictureSettings.NEUTRAL_GAMMA;

    private static final double LOW_PENETRATION = 5;
    private static final double HIGH_FROM = 0.1;
    private static final double HIGH_TO = 5;
    private static final double COARSE_GAIN = 3.5;
    private static final double FINE_GAIN = 1.5;
    private static final double BASE_GAIN = 0.9;
    private static final double NOISE = 0.03; // t of single samples
    private static final double SMOOTH_NOISE = 0.01; // t of what the fine filter has smoothed
    private static final double LIMIT = 0.4; // L
    private static final double WINDOW_LIGHT = 0.92;
    private static final double WINDOW_SPAN = 0.8;
    private static final double WINDOW_SOFT = 0.06; // of the window's width
    private static final double ZEFF_SOFT = 0.5;
    private static final double ALERT_SOFT = 0.04; // of the threshold
    private static final double GHOST = 0.14;
    private static final double OUTSIDE = 0.35;
    private static final double[] ALERT = {0.86, 0.05, 0.1};
    private static final double ALERT_STRENGTH = 0.8;
    private static final int HATCH = 8;
    private static final int STRIPE = 3;
    private static final int CHANNELS = 4;

    private PictureFunctions() {}

    /** Material colour picture of a view. */
    public static BufferedImage material(ViewMaps maps, double gamma) {
        return picture(maps, PictureSettings.NEUTRAL.withGrey(gamma, 0, 1));
    }

    /** Black and white, or its negative. */
    public static BufferedImage blackWhite(ViewMaps maps, double gamma, boolean negative) {
        return picture(
                maps,
                PictureSettings.NEUTRAL
                        .withColour(PictureSettings.Colour.BLACK_WHITE)
                        .withGrey(gamma, 0, 1)
                        .withNegative(negative));
    }

    /** The picture of a view on its own raster: one pixel a sample, row 0 = leading edge. */
    public static BufferedImage picture(ViewMaps maps, PictureSettings settings) {
        return picture(maps, Optional.empty(), settings);
    }

    /** The same with scatter pictures on that raster. */
    public static BufferedImage picture(ViewMaps maps, Optional<CompositeMaps> composite, PictureSettings settings) {
        float[] colours = colours(maps, composite, settings);
        BufferedImage image = new BufferedImage(maps.pixels(), maps.lines(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < maps.lines() * maps.pixels(); i++) {
            int x = i % maps.pixels();
            int y = i / maps.pixels();
            image.setRGB(x, y, hatched(colours, i * CHANNELS, x, y, 1, 0));
        }
        return image;
    }

    /**
     * The picture of a view on a screen, zoomed to any scale: row 0 at the top, the belt running to the right, columns of the
     * raster growing upwards.
     *
     * @param centreX_mm the picture's point in the middle of the screen, along the belt from the trailing edge
     * @param centreY_mm the same across the belt, from column 0
     * @param pixelsPerMm screen pixels
     */
    public static BufferedImage onScreen(
            ViewMaps maps,
            Optional<CompositeMaps> composite,
            PictureSettings settings,
            int width,
            int height,
            double centreX_mm,
            double centreY_mm,
            double pixelsPerMm) {
        Resampling.Screen screen = new Resampling.Screen(width, height, centreX_mm, centreY_mm, pixelsPerMm);
        float[] colours = Resampling.onScreen(colours(maps, composite, settings), CHANNELS, maps, screen);
        double ground = settings.negative() ? 0 : 1;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double coverage = Resampling.coverage(maps, screen, x, y);
                int rgb = hatched(colours, (y * width + x) * CHANNELS, x, height - 1 - y, coverage, ground);
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** Red, green, blue and alert of every sample, interleaved, 0 … 1. */
    static float[] colours(ViewMaps maps, Optional<CompositeMaps> composite, PictureSettings settings) {
        ScatterColours scatter = ScatterColours.of(composite, settings);
        boolean local = settings.tone() == PictureSettings.Tone.SUPER_ENHANCED || settings.edge() > 0;
        LocalMeans means = local ? LocalMeans.of(maps) : new LocalMeans(new float[0], new float[0], new float[0]);
        float[] out = new float[maps.lines() * maps.pixels() * CHANNELS];
        double ground = settings.negative() ? 0 : 1;
        double[] hue = new double[3];
        for (int i = 0; i < maps.lines() * maps.pixels(); i++) {
            double z = maps.zeff()[i];
            double windowed = absorptionMember(settings, maps.attenuation()[i]);
            double v = grey(maps, means, settings, i);
            if (scatter.colour(i, i % maps.pixels(), i / maps.pixels(), v, out, i * CHANNELS)) {
                out[i * CHANNELS + 3] = (float) alert(settings, maps.arealDensity_g_cm2()[i]);
                continue;
            }
            double member = windowed * zeffMember(settings, z);
            double shown = shown(settings, z);
            hue(settings, z, hue);
            for (int c = 0; c < 3; c++) {
                double full = colour(settings, hue[c], v, c);
                double outside = ground + (v - ground) * OUTSIDE;
                double ghost = ground + (v - ground) * GHOST;
                double inWindow = outside + (full - outside) * member;
                out[i * CHANNELS + c] = (float) (ghost + (inWindow - ghost) * shown);
            }
            out[i * CHANNELS + 3] = (float) alert(settings, maps.arealDensity_g_cm2()[i]);
        }
        return out;
    }

    /** v of an attenuation in the exponential tone. */
    static double grey(double attenuation, double gamma) {
        return Math.clamp(Math.exp(-gamma * attenuation), 0, 1);
    }

    private static double grey(ViewMaps maps, LocalMeans means, PictureSettings settings, int i) {
        double a = maps.attenuation()[i];
        double stretch = settings.gamma() / NEUTRAL_GAMMA;
        double v =
                switch (settings.tone()) {
                    case EXPONENTIAL -> Math.exp(-settings.gamma() * a);
                    case LOW_PENETRATION -> Math.exp(-settings.gamma() * LOW_PENETRATION * a);
                    case HIGH_PENETRATION ->
                        1 - stretch * (maps.attenuationHigh()[i] - HIGH_FROM) / (HIGH_TO - HIGH_FROM);
                    case SUPER_ENHANCED -> {
                        double u = LocalMeans.logarithmic(a);
                        double fine = means.fine()[i];
                        double coarse = means.coarse()[i];
                        double enhanced = BASE_GAIN * coarse
                                + COARSE_GAIN * detail(fine - coarse, SMOOTH_NOISE)
                                + FINE_GAIN * detail(u - fine, NOISE);
                        yield 1 - stretch * enhanced / LocalMeans.logarithmic(ViewMaps.OPAQUE);
                    }
                };
        if (settings.absorptionWindow().isPresent()) {
            Range window = settings.absorptionWindow().get();
            double stretched =
                    WINDOW_LIGHT - WINDOW_SPAN * Math.clamp((a - window.low()) / (window.high() - window.low()), 0, 1);
            v = Math.clamp(v, 0, 1);
            v += (stretched - v) * absorptionMember(settings, a);
        }
        if (settings.edge() > 0) {
            v = Math.clamp(v, 0, 1)
                    - settings.edge() * detail(LocalMeans.logarithmic(a) - means.blurred()[i], NOISE) / 2;
        }
        return controlled(settings, v);
    }

    /** Contrast, brightness and negative of a grey. */
    static double controlled(PictureSettings settings, double v) {
        double turned =
                Math.clamp(0.5 + settings.contrast() * (Math.clamp(v, 0, 1) - 0.5) + settings.brightness(), 0, 1);
        return settings.negative() ? 1 - turned : turned;
    }

    private static double detail(double x, double noise) {
        return x * (x * x / (x * x + noise * noise)) / (1 + Math.abs(x) / LIMIT);
    }

    /** Colour of an effective atomic number; NaN is unknown. Modified: hue. */
    private static void hue(PictureSettings settings, double z, double[] hue) {
        Palette palette = settings.palette();
        double green = beyond(settings, z, settings.bands().organicTo());
        double blue = beyond(settings, z, settings.bands().mixedTo());
        for (int c = 0; c < 3; c++) {
            double organic = palette.organic().channel(c);
            double mixed = organic + (palette.mixed().channel(c) - organic) * green;
            double known = mixed + (palette.metal().channel(c) - mixed) * blue;
            hue[c] = Double.isNaN(z) ? palette.unknown().channel(c) : known;
        }
    }

    /** How far an effective atomic number lies beyond a border, 0 … 1. */
    private static double beyond(PictureSettings settings, double z, double border) {
        double blend = settings.bands().blend();
        return Math.clamp((z - border + blend) / (2 * blend), 0, 1);
    }

    private static double colour(PictureSettings settings, double hue, double v, int c) {
        return switch (settings.colour()) {
            case MATERIAL -> v < 0.5 ? hue * (v / 0.5) : hue + (1 - hue) * ((v - 0.5) / 0.5);
            case BLACK_WHITE -> v;
            case PSEUDO -> Palette.pseudo(v, c);
        };
    }

    /** How much of a material is shown; what cannot be known is never hidden. */
    private static double shown(PictureSettings settings, double z) {
        if (Double.isNaN(z)) {
            return 1;
        }
        return switch (settings.material()) {
            case ALL -> 1;
            case ORGANIC_ONLY -> 1 - beyond(settings, z, settings.bands().organicTo());
            case ORGANIC_STRIPPED -> beyond(settings, z, settings.bands().organicTo());
            case METAL_ONLY -> beyond(settings, z, settings.bands().mixedTo());
        };
    }

    private static double absorptionMember(PictureSettings settings, double a) {
        Optional<Range> window = settings.absorptionWindow();
        return window.isEmpty()
                ? 1
                : member(
                        a,
                        window.get(),
                        WINDOW_SOFT * (window.get().high() - window.get().low()));
    }

    private static double zeffMember(PictureSettings settings, double z) {
        Optional<Range> window = settings.zeffWindow();
        return window.isEmpty() || Double.isNaN(z) ? 1 : member(z, window.get(), ZEFF_SOFT);
    }

    private static double alert(PictureSettings settings, double areal) {
        Optional<Range> range = settings.densityAlert_g_cm2();
        if (range.isEmpty()) {
            return 0;
        }
        if (Double.isNaN(areal)) {
            return range.get().high() >= PictureSettings.NO_END ? 1 : 0;
        }
        return member(
                areal,
                range.get(),
                ALERT_SOFT * Math.max(0.1, Math.abs(range.get().low())));
    }

    private static double member(double value, Range range, double soft) {
        return Math.clamp((value - range.low()) / soft + 0.5, 0, 1)
                * Math.clamp((range.high() - value) / soft + 0.5, 0, 1);
    }

    /** One pixel on the screen: ground, picture, and the hatch of an alert, which stands still when the picture is zoomed. */
    private static int hatched(float[] colours, int at, int x, int y, double coverage, double ground) {
        double alert = Math.clamp(colours[at + 3], 0, 1) * ((x + y) % HATCH < STRIPE ? ALERT_STRENGTH : 0);
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
            double shown = Math.clamp(colours[at + c], 0, 1);
            shown += (ALERT[c] - shown) * alert;
            rgb = rgb << 8 | (int) Math.round(255 * (ground + (shown - ground) * coverage));
        }
        return rgb;
    }
}
