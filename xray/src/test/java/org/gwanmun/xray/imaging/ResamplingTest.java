package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    private static ViewMaps maps(int lines, int pixels) {
        float[] empty = new float[lines * pixels];
        return new ViewMaps("top", lines, pixels, 1, 1, empty, empty, empty, empty, empty, empty);
    }

    private static Resampling.Screen whole(int lines, int pixels, double pixelsPerMm) {
        return new Resampling.Screen(
                (int) (lines * pixelsPerMm), (int) (pixels * pixelsPerMm), lines / 2.0, pixels / 2.0, pixelsPerMm);
    }

    @Property(tries = 100)
    void weightsSumToOneAndHaveTheirCentreWhereTheyAre(
            @ForAll @DoubleRange(min = 20, max = 40) double at,
            @ForAll @DoubleRange(min = 0.3, max = 64) double screenPixelsPerSample) {
        double[] weights = new double[18];
        int first = Resampling.weigh(at, screenPixelsPerSample, weights);
        double sum = 0;
        double centre = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k];
            centre += weights[k] * (first + k);
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        // Exact where the kernel is not widened; a widened one is sampled, so nearly.
        assertThat(centre).isCloseTo(at, within(screenPixelsPerSample >= 1 ? 1e-9 : 0.05));
    }

    @Test
    void atOneScreenPixelASampleEachSampleIsShownAsItIsAndLeadsToTheRight() {
        ViewMaps maps = maps(3, 2);
        float[] shown = Resampling.onScreen(new float[] {1, 2, 3, 4, 5, 6}, 1, maps, whole(3, 2, 1));
        // Row 0 of the screen is the last column of the raster; the leading edge (line 0) is at the right.
        assertThat(shown).containsExactly(6, 4, 2, 5, 3, 1);
    }

    @Test
    void aStraightRampStaysStraightAtSixtyFourTimes() {
        int lines = 9;
        float[] ramp = new float[lines * 3];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i / 3 / 10f;
        }
        Resampling.Screen screen = new Resampling.Screen(128, 3, 4.5, 1.5, 64);
        float[] shown = Resampling.onScreen(ramp, 1, maps(lines, 3), screen);
        for (int x = 0; x < 128; x++) {
            double line = lines - (4.5 + (x + 0.5 - 64) / 64) - 0.5;
            assertThat(shown[x]).isCloseTo((float) (line / 10), within(1e-5f));
        }
    }

    @Test
    void aThinWireIsDimmedButNeverLostOnACoarseScreen() {
        for (int wire = 20; wire < 28; wire++) {
            float[] samples = new float[60 * 4];
            for (int pixel = 0; pixel < 4; pixel++) {
                samples[wire * 4 + pixel] = 1;
            }
            float[] shown = Resampling.onScreen(samples, 1, maps(60, 4), whole(60, 4, 0.4));
            float brightest = 0;
            for (int x = 0; x < 24; x++) {
                brightest = Math.max(brightest, shown[x]);
            }
            assertThat(brightest).as("wire at line %d", wire).isGreaterThan(0.2f);
        }
    }
}
