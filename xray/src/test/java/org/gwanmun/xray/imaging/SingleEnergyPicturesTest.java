package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Map;
import org.gwanmun.core.raster.GreyImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleEnergyPicturesTest {
    private static GreyImage ramp(int width, int height, int bits) {
        short[] grey = new short[width * height];
        int top = (1 << bits) - 1;
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (short) ((long) i * top / Math.max(1, grey.length - 1));
        }
        return new GreyImage(width, height, bits, grey);
    }

    @ParameterizedTest
    @CsvSource({"60, 40, 8", "60, 40, 16", "1, 1, 8", "1, 50, 16", "50, 1, 8"})
    void everyFunctionKeepsTheSize(int width, int height, int bits) {
        Map<String, BufferedImage> all = new SingleEnergyPictures(ramp(width, height, bits)).all();
        assertThat(all.keySet())
                .containsExactly(
                        "bw",
                        "negative",
                        "high-penetration",
                        "low-penetration",
                        "edge",
                        "super-enhance",
                        "pseudo-colour");
        all.forEach((name, picture) -> {
            assertThat(picture.getWidth()).as(name).isEqualTo(width);
            assertThat(picture.getHeight()).as(name).isEqualTo(height);
        });
    }

    @Test
    void theNegativeIsTheOtherEndOfTheScale() {
        Map<String, BufferedImage> all = new SingleEnergyPictures(ramp(60, 40, 16)).all();
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 60; x++) {
                assertThat(sample(all, "negative", x, y)).isCloseTo(255 - sample(all, "bw", x, y), within(1));
            }
        }
    }

    @Test
    void highPenetrationLightensTheDarkAndLowPenetrationDarkensTheBright() {
        Map<String, BufferedImage> all = new SingleEnergyPictures(ramp(60, 40, 8)).all();
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 60; x++) {
                int plain = sample(all, "bw", x, y);
                assertThat(sample(all, "high-penetration", x, y)).isGreaterThanOrEqualTo(plain);
                assertThat(sample(all, "low-penetration", x, y)).isLessThanOrEqualTo(plain);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 8", "255, 8", "128, 8", "0, 16", "65535, 16", "12345, 16"})
    void aPictureOfOneGreyIsShownNotRefused(int grey, int bits) {
        short[] values = new short[30 * 20];
        java.util.Arrays.fill(values, (short) grey);
        Map<String, BufferedImage> all = new SingleEnergyPictures(new GreyImage(30, 20, bits, values)).all();
        for (Map.Entry<String, BufferedImage> picture : all.entrySet()) {
            int first = picture.getValue().getRGB(0, 0);
            assertThat(picture.getValue().getRGB(29, 19)).as(picture.getKey()).isEqualTo(first);
        }
    }

    @Test
    void anEdgeIsSteeperAfterEdgeEnhancement() {
        short[] values = new short[40 * 40];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (i % 40 < 10 ? 0 : i % 40 < 20 ? 100 : i % 40 < 30 ? 150 : 255);
        }
        Map<String, BufferedImage> all = new SingleEnergyPictures(new GreyImage(40, 40, 8, values)).all();
        int plain = sample(all, "bw", 20, 20) - sample(all, "bw", 19, 20);
        assertThat(sample(all, "edge", 20, 20) - sample(all, "edge", 19, 20)).isGreaterThan(plain);
    }

    private static int sample(Map<String, BufferedImage> all, String name, int x, int y) {
        BufferedImage image = all.get(name);
        assertThat(image).isNotNull();
        return image.getRaster().getSample(x, y, 0);
    }
}
