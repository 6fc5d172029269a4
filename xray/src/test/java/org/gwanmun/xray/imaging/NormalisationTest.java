package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.RawScan;
import org.junit.jupiter.api.Test;

class NormalisationTest {
    private static final int LINES = 80;
    private static final int PIXELS = 40;

    private static final RawScan.Channel HALF = Channels.of("top/low", LINES, PIXELS, 1, (line, pixel) -> 0.5);

    @Test
    void transmissionIsSignalOverAirWithTheVarianceTheReferencesShow() {
        Normalisation t = Normalisation.of(HALF);
        double mean = 0;
        for (float value : t.transmission) {
            mean += value / t.transmission.length;
        }
        assertThat(mean).isCloseTo(0.5, within(1e-3));
        double light = Channels.AIR - Channels.DARK;
        double dark = 0;
        double full = 0;
        for (int p = 0; p < PIXELS; p++) {
            dark += t.varianceDark[p] / PIXELS;
            full += t.varianceLight[p] / PIXELS;
        }
        assertThat(dark).isCloseTo(Math.pow(Channels.SIGMA_DARK / light, 2), within(0.1 * dark));
        assertThat(full).isCloseTo(1 / Channels.PHOTONS, within(0.1 / Channels.PHOTONS));
        assertThat(t.deadPixels).isZero();
    }

    @Test
    void negativeSignalsStaySigned() {
        Normalisation t = Normalisation.of(Channels.of("top/low", LINES, PIXELS, 2, (line, pixel) -> 0));
        double mean = 0;
        int negative = 0;
        for (float value : t.transmission) {
            mean += value / t.transmission.length;
            negative += value < 0 ? 1 : 0;
        }
        double sigma = Channels.SIGMA_DARK / (Channels.AIR - Channels.DARK);
        assertThat(negative).isBetween(t.transmission.length * 4 / 10, t.transmission.length * 6 / 10);
        assertThat(mean).isCloseTo(0, within(4 * sigma / Math.sqrt(256)));
    }

    @Test
    void aDeadPixelIsFilledFromItsNeighbours() {
        for (int[] dead : new int[][] {{17}, {17, 18}, {0}, {PIXELS - 1}, {0, 1, 20, PIXELS - 1}}) {
            GreyImage scan = silenced(HALF.scan(), dead);
            Normalisation t = Normalisation.of(
                    Channels.of("top/low", scan, silenced(HALF.air(), dead), silenced(HALF.dark(), dead)));
            assertThat(t.deadPixels).isEqualTo(dead.length);
            for (int p : dead) {
                for (int line = 0; line < LINES; line++) {
                    assertThat(t.transmission[line * PIXELS + p]).isCloseTo(0.5f, within(0.06f));
                }
                assertThat(t.varianceDark[p] + t.varianceLight[p])
                        .isBetween(0.5 / Channels.PHOTONS, 2 / Channels.PHOTONS);
            }
        }
    }

    private static GreyImage silenced(GreyImage image, int... columns) {
        short[] grey = image.grey().clone();
        for (int column : columns) {
            for (int line = 0; line < image.height(); line++) {
                grey[line * image.width() + column] = 0;
            }
        }
        return new GreyImage(image.width(), image.height(), 16, grey);
    }

    @Test
    void exchangedReferencesAndATubeThatWasOffAreRefused() {
        assertThatThrownBy(() -> Normalisation.of(Channels.of("top/low", HALF.scan(), HALF.dark(), HALF.air())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("top/low")
                .hasMessageContaining("exchanged");
        assertThatThrownBy(() -> Normalisation.of(Channels.of("top/high", HALF.scan(), HALF.dark(), HALF.dark())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("top/high");
        GreyImage black = new GreyImage(PIXELS, 64, 16, new short[PIXELS * 64]);
        assertThatThrownBy(() -> Normalisation.of(Channels.of("top/high", HALF.scan(), black, black)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aTubeThatWasOffIsRefusedWhateverItsNoise() {
        GreyImage dark = Channels.image(256, PIXELS, RandomStreams.stream(9), (line, pixel) -> 0);
        GreyImage other = Channels.image(256, PIXELS, RandomStreams.stream(10), (line, pixel) -> 0);
        for (GreyImage[] pair : new GreyImage[][] {{dark, other}, {other, dark}}) {
            assertThatThrownBy(() -> Normalisation.of(Channels.of("top/low", HALF.scan(), pair[0], pair[1])))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void aScanWithoutNoiseIsStillAScan() {
        GreyImage air = constant(64, 20_600);
        GreyImage dark = constant(64, 600);
        Normalisation t = Normalisation.of(Channels.of("top/low", constant(LINES, 5_600), air, dark));
        NoiseFilter.Filtered filtered = NoiseFilter.apply(t, t, 3, new ViewMaps.Window(0, 0, t.lines, t.pixels));
        for (int i = 0; i < filtered.low().length; i++) {
            assertThat(filtered.low()[i]).isCloseTo(0.25f, within(1e-6f));
        }
    }

    private static GreyImage constant(int lines, int value) {
        short[] grey = new short[lines * PIXELS];
        java.util.Arrays.fill(grey, (short) value);
        return new GreyImage(PIXELS, lines, 16, grey);
    }
}
