package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
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
}
