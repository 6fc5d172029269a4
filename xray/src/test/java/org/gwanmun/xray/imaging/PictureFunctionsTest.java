package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The display equation at its anchors, written out a second time; the desk's shader is held to the same figures. */
class PictureFunctionsTest {
    private static final double LN2 = Math.log(2);

    private static int[] pixel(BufferedImage image, int x) {
        int rgb = image.getRGB(x, 0);
        return new int[] {rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF};
    }

    private static ViewMaps maps(float[] attenuation, float[] zeff) {
        return new ViewMaps(
                "top", 1, zeff.length, 1, 1, attenuation, attenuation, zeff, new float[zeff.length], zeff, zeff);
    }

    /** At v = ½ a pixel shows the full hue: A = ln 2 with g = 1. */
    @ParameterizedTest
    @CsvSource({
        "5, 0.93, 0.52, 0.05", // organic: orange
        "9, 0.93, 0.52, 0.05", // where the blend to green begins
        "10, 0.545, 0.57, 0.145", // half orange, half green
        "11, 0.16, 0.62, 0.24", // mixed: green
        "17, 0.16, 0.62, 0.24", // where the blend to blue begins
        "18, 0.14, 0.475, 0.53", // half green, half blue
        "30, 0.12, 0.33, 0.82", // metal: blue
        "NaN, 0.5, 0.5, 0.5"
    })
    void hueFollowsTheEffectiveAtomicNumber(float z, double r, double g, double b) {
        BufferedImage image = PictureFunctions.material(maps(new float[] {(float) LN2}, new float[] {z}), 1);
        int[] wanted = {(int) Math.round(255 * r), (int) Math.round(255 * g), (int) Math.round(255 * b)};
        for (int c = 0; c < 3; c++) {
            assertThat(pixel(image, 0)[c]).as("channel %d", c).isCloseTo(wanted[c], within(1));
        }
    }

    @Test
    void nothingIsWhiteAndTheOpaqueIsBlackWhateverTheMaterial() {
        float[] z = {5, 9, 10, 11, 17, 18, 30, Float.NaN};
        BufferedImage thin = PictureFunctions.material(maps(new float[z.length], z), 0.55);
        float[] deep = new float[z.length];
        java.util.Arrays.fill(deep, 100);
        BufferedImage thick = PictureFunctions.material(maps(deep, z), 0.55);
        for (int x = 0; x < z.length; x++) {
            assertThat(pixel(thin, x)).containsExactly(255, 255, 255);
            assertThat(pixel(thick, x)).containsExactly(0, 0, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0.5769498", "2, 0.3328711", "12, 0.0013604"})
    void greyIsAnExponentialOfTheAttenuation(double attenuation, double v) {
        assertThat(PictureFunctions.grey(attenuation, PictureFunctions.NEUTRAL_GAMMA))
                .isCloseTo(v, within(1e-6));
        ViewMaps maps = maps(new float[] {(float) attenuation}, new float[] {7});
        int bw = pixel(PictureFunctions.blackWhite(maps, 0.55, false), 0)[0];
        int negative = PictureFunctions.blackWhite(maps, 0.55, true).getRaster().getSample(0, 0, 0);
        assertThat(PictureFunctions.blackWhite(maps, 0.55, false).getRaster().getSample(0, 0, 0))
                .isEqualTo((int) Math.round(255 * v));
        assertThat(negative).isCloseTo((int) Math.round(255 * (1 - v)), within(1));
        assertThat(bw).isBetween(0, 255);
    }

    @Property(tries = 200)
    void moreStuffIsNeverBrighter(
            @ForAll @DoubleRange(min = 0, max = 12) double a,
            @ForAll @DoubleRange(min = 0, max = 2) double more,
            @ForAll @DoubleRange(min = 4, max = 40) double z) {
        float zeff = (float) z;
        int[] thin = pixel(PictureFunctions.material(maps(new float[] {(float) a}, new float[] {zeff}), 0.55), 0);
        int[] thick =
                pixel(PictureFunctions.material(maps(new float[] {(float) (a + more)}, new float[] {zeff}), 0.55), 0);
        for (int c = 0; c < 3; c++) {
            assertThat(thick[c]).isLessThanOrEqualTo(thin[c]);
        }
    }

    @Test
    void attenuationThatNoiseMadeNegativeIsWhite() {
        assertThat(PictureFunctions.grey(-0.3, 0.55)).isEqualTo(1);
    }

    private static final PictureSettings NEUTRAL = PictureSettings.NEUTRAL;

    private static int[] shown(double attenuation, double z, PictureSettings settings) {
        float[] a = {(float) attenuation};
        return pixel(PictureFunctions.picture(maps(a, new float[] {(float) z}), settings), 0);
    }

    private static int chroma(int[] rgb) {
        return Math.max(rgb[0], Math.max(rgb[1], rgb[2])) - Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
    }

    @ParameterizedTest
    @CsvSource({"ORGANIC_ONLY, 7, 26", "ORGANIC_STRIPPED, 13, 7", "METAL_ONLY, 26, 13"})
    void whatAMaterialFunctionLeavesOutIsAFaintGreyGhost(PictureSettings.Material material, double kept, double left) {
        PictureSettings settings = NEUTRAL.withMaterial(material);
        assertThat(shown(1, kept, settings)).isEqualTo(shown(1, kept, NEUTRAL));
        int[] ghost = shown(1, left, settings);
        assertThat(chroma(ghost)).isZero();
        assertThat(ghost[0]).isBetween(230, 250);
    }

    @ParameterizedTest
    @CsvSource({"ORGANIC_ONLY", "ORGANIC_STRIPPED", "METAL_ONLY"})
    void whatCannotBeKnownIsNeverHiddenAndNeverColoured(PictureSettings.Material material) {
        PictureSettings windowed = NEUTRAL.withMaterial(material).withZeffWindow(new PictureSettings.Range(6, 8));
        for (double a : new double[] {0.1, 2, 12}) {
            assertThat(shown(a, Double.NaN, windowed)).isEqualTo(shown(a, Double.NaN, NEUTRAL));
            assertThat(chroma(shown(a, Double.NaN, windowed))).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void bandsAreWhereTheyAreSet() {
        PictureSettings wide = NEUTRAL.withPalette(Palette.CONSOLE, new PictureSettings.Bands(12, 20, 0.5));
        assertThat(shown(1, 11, wide)).isEqualTo(shown(1, 7, NEUTRAL));
        assertThat(shown(1, 19, wide)).isEqualTo(shown(1, 14, NEUTRAL));
    }

    @Test
    void aWindowShowsWhatLiesInItAndGreysTheRest() {
        PictureSettings zeff = NEUTRAL.withZeffWindow(new PictureSettings.Range(6, 8));
        assertThat(shown(1, 7, zeff)).isEqualTo(shown(1, 7, NEUTRAL));
        assertThat(chroma(shown(1, 13, zeff))).isZero();
        PictureSettings absorption = NEUTRAL.withAbsorptionWindow(new PictureSettings.Range(1, 2));
        assertThat(chroma(shown(0.5, 7, absorption))).isZero();
        assertThat(chroma(shown(3, 7, absorption))).isZero();
        // The window's whole grey lies between its ends.
        PictureSettings grey = absorption.withColour(PictureSettings.Colour.BLACK_WHITE);
        assertThat(shown(1.1, 7, grey)[0] - shown(1.9, 7, grey)[0]).isGreaterThan(140);
    }

    @Test
    void deepFunctionsTellThickStepsApartAndThinOnesTellHair() {
        PictureSettings grey = NEUTRAL.withColour(PictureSettings.Colour.BLACK_WHITE);
        PictureSettings deep = grey.withTone(PictureSettings.Tone.HIGH_PENETRATION);
        PictureSettings thin = grey.withTone(PictureSettings.Tone.LOW_PENETRATION);
        assertThat(shown(3.5, 26, deep)[0] - shown(4.5, 26, deep)[0])
                .isGreaterThan(2 * (shown(3.5, 26, grey)[0] - shown(4.5, 26, grey)[0]));
        assertThat(shown(0, 7, thin)[0] - shown(0.02, 7, thin)[0])
                .isGreaterThan(3 * (shown(0, 7, grey)[0] - shown(0.02, 7, grey)[0]));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "6, true", "60, false", "NaN, false"})
    void aDensityAlertTakesWhatLiesInItsRange(float areal, boolean alerted) {
        assertThat(alert(areal, new PictureSettings.Range(5, 20)) > 0.5).isEqualTo(alerted);
    }

    @Test
    void anAlertWithoutAnEndTakesInTheOpaque() {
        assertThat(alert(Float.NaN, new PictureSettings.Range(5, PictureSettings.NO_END)))
                .isEqualTo(1);
    }

    private static float alert(float areal, PictureSettings.Range range) {
        float[] one = {2};
        ViewMaps maps = new ViewMaps("top", 1, 1, 1, 1, one, one, one, new float[] {areal}, one, one);
        return PictureFunctions.colours(maps, java.util.Optional.empty(), NEUTRAL.withDensityAlert(range))[3];
    }

    /** A disc of sugar on a plate of steel and the same disc in the air, both with the noise of a scan. */
    @Test
    void superEnhancementShowsThickAndThinAtOnceWithoutHalos() {
        int size = 64;
        float[] attenuation = new float[size * size];
        RandomGenerator random = new SplittableRandom(3);
        for (int i = 0; i < attenuation.length; i++) {
            int x = i % size;
            int y = i / size;
            double a = x < 32 ? 0 : 4;
            a += Math.hypot(x % 32 - 16, y - 32) < 7 ? 0.35 : 0;
            attenuation[i] =
                    (float) Math.max(0, a * (1 + 0.004 * random.nextGaussian()) + 0.004 * random.nextGaussian());
        }
        float[] z = new float[attenuation.length];
        ViewMaps maps = new ViewMaps("top", size, size, 1, 1, attenuation, attenuation, z, z, z, z);
        PictureSettings grey = NEUTRAL.withColour(PictureSettings.Colour.BLACK_WHITE);
        float[] plain = PictureFunctions.colours(maps, java.util.Optional.empty(), grey);
        float[] enhanced = PictureFunctions.colours(
                maps, java.util.Optional.empty(), grey.withTone(PictureSettings.Tone.SUPER_ENHANCED));
        double onSteel = mean(enhanced, size, 58, 32) - mean(enhanced, size, 48, 32);
        double before = mean(plain, size, 58, 32) - mean(plain, size, 48, 32);
        assertThat(onSteel).isGreaterThan(2 * before);
        assertThat(mean(enhanced, size, 3, 32) - mean(enhanced, size, 16, 32)).isGreaterThan(0.1);
        // No halo: beside the steel the air is as bright as far away.
        assertThat(mean(enhanced, size, 28, 5)).isCloseTo(mean(enhanced, size, 8, 5), within(0.02));
    }

    private static double mean(float[] colours, int size, int x, int y) {
        double sum = 0;
        for (int dy = -2; dy <= 2; dy++) {
            for (int dx = -2; dx <= 2; dx++) {
                sum += colours[4 * ((y + dy) * size + x + dx)] / 25;
            }
        }
        return sum;
    }

    @Test
    void settingsThatCannotBeShownAreRefused() {
        assertThatThrownBy(() -> NEUTRAL.withGrey(0, 0, 1)).hasMessageContaining("gamma (0.0)");
        assertThatThrownBy(() -> NEUTRAL.withEdge(-1)).hasMessageContaining("edge");
        assertThatThrownBy(() -> new PictureSettings.Range(2, 2)).hasMessageContaining("2.0");
        assertThatThrownBy(() -> new PictureSettings.Bands(10, 11, 1)).hasMessageContaining("overlap");
    }
}
