package org.gwanmun.xray.imaging;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a picture is shown: everything an officer can turn at the desk, as numbers. Immutable; {@link #NEUTRAL} is the picture
 * to which one key returns.
 *
 * @param colour what carries the colour
 * @param negative light and dark exchanged
 * @param palette colours of the materials
 * @param bands which effective atomic number counts as which material
 * @param material which materials are shown; what is left out stays as a faint ghost, what cannot be known always stays
 * @param tone how attenuation becomes grey
 * @param gamma g of e^{−gA}, 0.05 … 4; with the other tones it stretches the scale by g / {@link #NEUTRAL_GAMMA}
 * @param brightness added to the grey, −0.5 … 0.5
 * @param contrast stretches the grey about its middle, 0.2 … 5
 * @param edge strength of the edge picture, 0 (off) … 4
 * @param absorptionWindow only this attenuation is shown in full, stretched over the whole grey
 * @param zeffWindow only these effective atomic numbers are shown in full
 * @param scatter what of the scatter pictures is shown in place of, or over, the transmission picture
 * @param densityAlert_g_cm2 areal densities that are hatched; with no upper end (≥ {@value #NO_END}) the opaque is as well
 */
public record PictureSettings(
        Colour colour,
        boolean negative,
        Palette palette,
        Bands bands,
        Material material,
        Tone tone,
        double gamma,
        double brightness,
        double contrast,
        double edge,
        Optional<Range> absorptionWindow,
        Optional<Range> zeffWindow,
        Optional<Range> densityAlert_g_cm2,
        Scatter scatter) {
    /** g of the neutral picture. */
    public static final double NEUTRAL_GAMMA = 0.55;

    /** An areal density that nothing measurable reaches: the upper end of a range without one. */
    public static final double NO_END = 1000;

    /** The picture with which reading begins. */
    public static final PictureSettings NEUTRAL = new PictureSettings(
            Colour.MATERIAL,
            false,
            Palette.CONSOLE,
            Bands.CONSOLE,
            Material.ALL,
            Tone.EXPONENTIAL,
            NEUTRAL_GAMMA,
            0,
            1,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Scatter.OFF);

    public PictureSettings {
        within("gamma", gamma, 0.05, 4);
        within("brightness", brightness, -0.5, 0.5);
        within("contrast", contrast, 0.2, 5);
        within("edge", edge, 0, 4);
    }

    /** What carries the colour. */
    public enum Colour {
        /** Hue by effective atomic number. */
        MATERIAL,
        /** None: grey by attenuation. */
        BLACK_WHITE,
        /** Perceptually ordered colour by attenuation. */
        PSEUDO
    }

    /** Which materials are shown. */
    public enum Material {
        ALL,
        ORGANIC_ONLY,
        ORGANIC_STRIPPED,
        METAL_ONLY
    }

    /** How attenuation becomes grey. */
    public enum Tone {
        /** e^{−gA}: thick and thin at once. */
        EXPONENTIAL,
        /** Linear in the high-energy attenuation, deep into the dark end. */
        HIGH_PENETRATION,
        /** Steep at the bright end: hair and paper. */
        LOW_PENETRATION,
        /** Local contrast kept, large differences compressed: see {@link LocalMeans}. */
        SUPER_ENHANCED
    }

    /** What is shown of scatter, where the machine has it. */
    public enum Scatter {
        /** Nothing: transmission alone. */
        OFF,
        /** The index seen from above, as brightness. */
        BACK_TOP,
        /** The same from below. */
        BACK_BOTTOM,
        /** The same forwards. */
        FORWARD,
        /** Transmission in grey, light matter seen from either side in one colour with dots. */
        OVERLAY,
        /** From above minus from below: bright lies above, dark below. */
        DIFFERENCE
    }

    /**
     * From low to high, both included.
     *
     * @param low less than {@code high}
     */
    public record Range(double low, double high) {
        public Range {
            if (!(low < high)) {
                throw new IllegalArgumentException(
                        "low (" + low + ") of a range must be less than high (" + high + ").");
            }
        }
    }

    /**
     * Bands of effective atomic number; hues blend over ± {@code blend} about each border.
     *
     * @param organicTo border between organic and mixed
     * @param mixedTo border between mixed and metal
     * @param blend half width of the blend, positive
     */
    public record Bands(double organicTo, double mixedTo, double blend) {
        /** Organic below 10, mixed to 18, metal above. */
        public static final Bands CONSOLE = new Bands(10, 18, 1);

        public Bands {
            if (!(blend > 0 && organicTo + blend <= mixedTo - blend)) {
                throw new IllegalArgumentException(
                        "bands (" + organicTo + ", " + mixedTo + ") with blend (" + blend + ") must not overlap.");
            }
        }
    }

    /** The same in another colour. */
    public PictureSettings withColour(Colour next) {
        return with(draft -> draft.colour = next);
    }

    /** The same, light and dark exchanged or not. */
    public PictureSettings withNegative(boolean next) {
        return with(draft -> draft.negative = next);
    }

    /** The same with other colours of materials and other borders between them. */
    public PictureSettings withPalette(Palette nextPalette, Bands nextBands) {
        return with(draft -> {
            draft.palette = nextPalette;
            draft.bands = nextBands;
        });
    }

    /** The same with other materials shown. */
    public PictureSettings withMaterial(Material next) {
        return with(draft -> draft.material = next);
    }

    /** The same with another tone. */
    public PictureSettings withTone(Tone next) {
        return with(draft -> draft.tone = next);
    }

    /** The same with other grey controls. */
    public PictureSettings withGrey(double nextGamma, double nextBrightness, double nextContrast) {
        return with(draft -> {
            draft.gamma = nextGamma;
            draft.brightness = nextBrightness;
            draft.contrast = nextContrast;
        });
    }

    /** The same with edges drawn with a strength. */
    public PictureSettings withEdge(double next) {
        return with(draft -> draft.edge = next);
    }

    /** The same with only some attenuation in full. */
    public PictureSettings withAbsorptionWindow(Range next) {
        return with(draft -> draft.absorptionWindow = Optional.of(next));
    }

    /** The same with only some effective atomic numbers in full. */
    public PictureSettings withZeffWindow(Range next) {
        return with(draft -> draft.zeffWindow = Optional.of(next));
    }

    /** The same with an alert on dense places. */
    public PictureSettings withDensityAlert(Range next) {
        return with(draft -> draft.densityAlert_g_cm2 = Optional.of(next));
    }

    /** The same with scatter shown. */
    public PictureSettings withScatter(Scatter next) {
        return with(draft -> draft.scatter = next);
    }

    private PictureSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new PictureSettings(
                draft.colour,
                draft.negative,
                draft.palette,
                draft.bands,
                draft.material,
                draft.tone,
                draft.gamma,
                draft.brightness,
                draft.contrast,
                draft.edge,
                draft.absorptionWindow,
                draft.zeffWindow,
                draft.densityAlert_g_cm2,
                draft.scatter);
    }

    /** Settings while one of them is being changed. */
    private static final class Draft {
        Colour colour;
        boolean negative;
        Palette palette;
        Bands bands;
        Material material;
        Tone tone;
        double gamma;
        double brightness;
        double contrast;
        double edge;
        Optional<Range> absorptionWindow;
        Optional<Range> zeffWindow;
        Optional<Range> densityAlert_g_cm2;
        Scatter scatter;

        Draft(PictureSettings from) {
            colour = from.colour;
            negative = from.negative;
            palette = from.palette;
            bands = from.bands;
            material = from.material;
            tone = from.tone;
            gamma = from.gamma;
            brightness = from.brightness;
            contrast = from.contrast;
            edge = from.edge;
            absorptionWindow = from.absorptionWindow;
            zeffWindow = from.zeffWindow;
            densityAlert_g_cm2 = from.densityAlert_g_cm2;
            scatter = from.scatter;
        }
    }

    private static void within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " (" + value + ") must lie from " + low + " to " + high + ".");
        }
    }
}
