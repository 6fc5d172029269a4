package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseFilterTest {
    private static final int LINES = 120;
    private static final int PIXELS = 160;

    private static NoiseFilter.Filtered filtered(int radius, Channels.Scene scene) {
        return NoiseFilter.apply(
                Normalisation.of(Channels.of("top/low", LINES, PIXELS, 1, scene)),
                Normalisation.of(Channels.of("top/high", LINES, PIXELS, 2, scene)),
                radius,
                new ViewMaps.Window(0, 0, LINES, PIXELS));
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0", "3, 1.0", "1, 0.3", "3, 0.3", "3, 0.02"})
    void noiseOfAFlatFieldFallsToTheStatedVariance(int radius, double transmission) {
        NoiseFilter.Filtered out = filtered(radius, (line, pixel) -> transmission);
        double measured = 0;
        double stated = 0;
        double mean = 0;
        int n = 0;
        for (int line = radius; line < LINES - radius; line++) {
            for (int pixel = radius; pixel < PIXELS - radius; pixel++) {
                double value = out.low()[line * PIXELS + pixel];
                measured += (value - transmission) * (value - transmission);
                stated += out.varianceLow()[line * PIXELS + pixel];
                mean += value;
                n++;
            }
        }
        assertThat(mean / n).isCloseTo(transmission, within(1e-3 * transmission + 2e-4));
        // The references are themselves measured: 256 lines each, which adds 2/256 of a pixel's variance that no filter
        // along the belt takes away.
        assertThat(measured / n).isCloseTo(stated / n, within(0.1 * stated / n + 2.0 / 256 / Channels.PHOTONS));
        assertThat(stated / n).isLessThan(0.35 * (transmission + 0.02) / Channels.PHOTONS);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.6", "3, 0.6", "1, 0.1", "3, 0.1", "3, 0.85"})
    void aWireOfOnePixelKeepsItsContrast(int radius, double wire) {
        assertThat(keptAcross(radius, wire)).isGreaterThanOrEqualTo(0.8);
        assertThat(keptAlong(radius, wire)).isGreaterThanOrEqualTo(0.8);
    }

    private static double keptAcross(int radius, double wire) {
        NoiseFilter.Filtered out = filtered(radius, (line, pixel) -> pixel == 80 ? wire : 1);
        double mean = 0;
        for (int line = 10; line < LINES - 10; line++) {
            mean += out.low()[line * PIXELS + 80] / (LINES - 20);
        }
        return (1 - mean) / (1 - wire);
    }

    private static double keptAlong(int radius, double wire) {
        NoiseFilter.Filtered out = filtered(radius, (line, pixel) -> line == 60 ? wire : 1);
        double mean = 0;
        for (int pixel = 10; pixel < PIXELS - 10; pixel++) {
            mean += out.low()[60 * PIXELS + pixel] / (PIXELS - 20);
        }
        return (1 - mean) / (1 - wire);
    }

    @Test
    void anEdgeStaysWhereItIs() {
        NoiseFilter.Filtered out = filtered(3, (line, pixel) -> pixel < 80 ? 1 : 0.4);
        double before = 0;
        double behind = 0;
        for (int line = 10; line < LINES - 10; line++) {
            before += out.low()[line * PIXELS + 78] / (LINES - 20);
            behind += out.low()[line * PIXELS + 81] / (LINES - 20);
        }
        assertThat(before).isCloseTo(1, within(0.02));
        assertThat(behind).isCloseTo(0.4, within(0.02));
    }
}
