package org.gwanmun.trace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.inference.Network;
import org.gwanmun.core.inference.Tensor;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;

class AppearanceTest {
    private static final BodyCrop BODY = new BodyCrop(16, 32, false);

    /** Gives the mean of each colour of the crop. */
    private record Means(int batch, List<Integer> output) implements Network {
        @Override
        public List<Port> inputs() {
            return List.of(new Port("crops", List.of(batch, 3, 32, 16)));
        }

        @Override
        public List<Port> outputs() {
            return List.of(new Port("embedding", output));
        }

        @Override
        public List<Tensor> run(List<Tensor> inputs) {
            Tensor crops = inputs.get(0);
            int n = crops.shape()[0];
            float[] means = new float[3 * n];
            for (int i = 0; i < crops.values().length; i++) {
                means[i / 512] += crops.values()[i] / 512;
            }
            return List.of(new Tensor(new int[] {n, 3}, means));
        }

        @Override
        public void close() {}
    }

    private static Frame noise(int w, int h, long seed) {
        byte[] bgr = new byte[3 * w * h];
        new SplittableRandom(seed).nextBytes(bgr);
        return new Frame(w, h, 0, bgr);
    }

    /** A person of two colours, red or blue above, dark below. */
    private static Frame person(int x, int r, int g, int b) {
        byte[] bgr = new byte[3 * 120 * 120];
        java.util.Arrays.fill(bgr, (byte) 150);
        for (int row = 10; row < 110; row++) {
            for (int column = x + 8; column < x + 32; column++) {
                int at = 3 * (row * 120 + column);
                boolean upper = row < 65;
                bgr[at] = (byte) (upper ? b : 20);
                bgr[at + 1] = (byte) (upper ? g : 20);
                bgr[at + 2] = (byte) (upper ? r : 20);
            }
        }
        return new Frame(120, 120, 0, bgr);
    }

    @Property(tries = 100)
    void nothingOfTheHeadIsInTheCrop(
            @ForAll @DoubleRange(min = -10, max = 50) double left,
            @ForAll @DoubleRange(min = -20, max = 50) double top,
            @ForAll @DoubleRange(min = 5, max = 60) double h) {
        Frame one = noise(64, 96, 1);
        Frame other = noise(64, 96, 1);
        int line = (int) Math.ceil(Math.max(0, top + BodyCrop.HEAD * h));
        java.util.Arrays.fill(other.bgr(), 0, Math.min(other.bgr().length, 3 * 64 * line), (byte) 7);
        for (boolean whole : new boolean[] {false, true}) {
            BodyCrop crop = new BodyCrop(16, 32, whole);
            float[] a = new float[crop.size()];
            float[] b = new float[crop.size()];
            assertThat(crop.cut(one, left, top, h / 2, h, a, 0)).isEqualTo(crop.cut(other, left, top, h / 2, h, b, 0));
            assertThat(a).containsExactly(b);
        }
    }

    @Test
    void ofTheWholeBoxTheHeadsRowsStayEmpty() {
        BodyCrop crop = new BodyCrop(16, 32, true);
        float[] values = new float[crop.size()];
        assertThat(crop.emptyRows()).isEqualTo(7);
        assertThat(crop.cut(noise(64, 96, 2), 10, 10, 30, 70, values, 0)).isTrue();
        for (int i = 0; i < 7 * 16; i++) {
            assertThat(values[i]).isZero();
        }
        assertThat(values[7 * 16]).isPositive();
    }

    @Test
    void aBoxOutsideThePictureHasNoLook() {
        float[] values = new float[BODY.size()];
        Frame frame = noise(64, 96, 3);
        assertThat(BODY.cut(frame, 100, 10, 30, 70, values, 0)).isFalse();
        assertThat(BODY.cut(frame, 10, -200, 30, 70, values, 0)).isFalse();
        assertThat(BODY.cut(frame, 10, 10, Double.NaN, 70, values, 0)).isFalse();
        assertThat(BODY.cut(frame, 10, 10, 0, 0, values, 0)).isFalse();
        assertThat(values).containsOnly(0);
        Candidates people = new Candidates();
        people.add(100, 10, 30, 70, 1);
        StripedColour colour = new StripedColour();
        float[] look = new float[colour.dimension()];
        look[0] = 1;
        colour.describe(frame, people, look);
        assertThat(look).containsOnly(0);
    }

    @Test
    void colourTellsRedFromBlueWhereverThePersonStands() {
        double same = likeness(person(20, 200, 30, 30), 20, person(60, 200, 30, 30), 60);
        double other = likeness(person(20, 200, 30, 30), 20, person(60, 30, 30, 200), 60);
        assertThat(same).isCloseTo(1, within(1e-3));
        assertThat(other).isLessThan(0.75);
    }

    private static double likeness(Frame a, int xa, Frame b, int xb) {
        StripedColour colour = new StripedColour();
        float[][] looks = new float[2][colour.dimension()];
        for (int i = 0; i < 2; i++) {
            Candidates people = new Candidates();
            people.add(i == 0 ? xa : xb, 10, 40, 100, 1);
            colour.describe(i == 0 ? a : b, people, looks[i]);
        }
        double product = 0;
        for (int k = 0; k < colour.dimension(); k++) {
            product += looks[0][k] * looks[1][k];
        }
        return product;
    }

    private static AppearanceProfile profile(String order) {
        return AppearanceProfile.of(
                DocumentReader.parse("slot.yaml", """
                gwanmun: embedding/1
                name: slot
                input: {width_px: 16, height_px: 32, order: %s}
                dimension: 3
                """.formatted(order).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aNetworkSeesTheColoursInItsOrderAndGivesLengthOne() {
        for (int batch : new int[] {1, Network.ANY}) {
            Candidates people = new Candidates();
            people.add(500, 10, 40, 100, 1);
            people.add(30, 20, 20, 60, 1);
            float[] look = new float[6];
            new LearnedAppearance(new Means(batch, List.of(batch, 3)), profile("rgb"))
                    .describe(person(20, 200, 20, 20), people, look);
            assertThat(look[0]).isZero();
            assertThat(look[3]).isGreaterThan(2 * look[4]);
            assertThat(Math.hypot(Math.hypot(look[3], look[4]), look[5])).isCloseTo(1, within(1e-6));
            float[] turned = new float[6];
            new LearnedAppearance(new Means(batch, List.of(batch, 3)), profile("bgr"))
                    .describe(person(20, 200, 20, 20), people, turned);
            assertThat(turned[5]).isEqualTo(look[3]);
        }
    }

    @Test
    void aNetworkOfOtherShapesIsRefused() {
        assertThatThrownBy(() -> new LearnedAppearance(new Means(4, List.of(4, 3)), profile("rgb")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("slot")
                .hasMessageContaining("[[4, 3, 32, 16]]");
        assertThatThrownBy(() -> new LearnedAppearance(new Means(1, List.of(1, 7)), profile("rgb")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("[[1, 7]]");
    }

    @Test
    void aProfileSaysAllThatIsWrongWithIt() {
        assertThatThrownBy(() ->
                        AppearanceProfile.of(DocumentReader.parse("slot.yaml", """
                gwanmun: embedding/1
                name: slot
                input: {width_px: 4, height_px: 32, ordr: rgb}
                region: face
                """.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Refusal.class)
                .satisfies(e -> assertThat(e.getMessage()).contains("width_px", "ordr", "face", "dimension"));
    }
}
