package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ZeffForDisplayTest {
    private static final int SIZE = 40;
    private final float[] attenuation = new float[SIZE * SIZE];
    private final float[] zeff = new float[SIZE * SIZE];

    private float[] steadied() {
        return ZeffForDisplay.steadied(new ViewMaps(
                        "top", SIZE, SIZE, 1, 1, attenuation, attenuation, zeff, attenuation, attenuation, attenuation))
                .zeff();
    }

    private static double spread(float[] z) {
        double mean = 0;
        for (float value : z) {
            mean += value / z.length;
        }
        double variance = 0;
        for (float value : z) {
            variance += (value - mean) * (value - mean) / z.length;
        }
        return Math.sqrt(variance);
    }

    @Test
    void paperAtTheBorderOfTwoBandsKeepsOneHue() {
        RandomGenerator random = new SplittableRandom(1);
        for (int i = 0; i < zeff.length; i++) {
            attenuation[i] = (float) (0.15 + 0.006 * random.nextGaussian());
            zeff[i] = (float) (9.5 + 0.8 * random.nextGaussian());
        }
        float[] steady = steadied();
        assertThat(spread(steady)).isLessThan(0.2);
        assertThat(steady[SIZE * SIZE / 2]).isCloseTo(9.5f, within(0.4f));
    }

    @Test
    void aWireOfOnePixelKeepsItsOwn() {
        Arrays.fill(attenuation, 0.1f);
        Arrays.fill(zeff, 7);
        for (int line = 0; line < SIZE; line++) {
            attenuation[line * SIZE + 20] = 0.6f;
            zeff[line * SIZE + 20] = 27;
        }
        float[] steady = steadied();
        assertThat(steady[10 * SIZE + 20]).isCloseTo(27, within(1f));
        assertThat(steady[10 * SIZE + 19]).isCloseTo(7, within(0.2f));
    }

    @Test
    void singleUnknownPixelsDoNotSpeckleASheetAndLuckyOnesNotAnOpaqueBlock() {
        RandomGenerator random = new SplittableRandom(2);
        for (int i = 0; i < zeff.length; i++) {
            boolean sheet = i < zeff.length / 2;
            boolean odd = random.nextInt(10) == 0;
            attenuation[i] = sheet ? 0.2f : 12;
            zeff[i] = sheet == odd ? Float.NaN : 8;
        }
        float[] steady = steadied();
        for (int i = 0; i < zeff.length; i++) {
            assertThat(Float.isNaN(steady[i])).as("sample %d", i).isEqualTo(i >= zeff.length / 2);
        }
    }
}
