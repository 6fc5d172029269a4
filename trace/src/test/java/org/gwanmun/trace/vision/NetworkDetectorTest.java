package org.gwanmun.trace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.inference.Network;
import org.gwanmun.core.inference.Tensor;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;

class NetworkDetectorTest {
    private static final String NANODET = """
            gwanmun: detector/1
            name: small
            kind: nanodet
            input: {width_px: 64, height_px: 32, order: bgr, mean: [10, 20, 30], std: [2, 4, 5]}
            person_class: 1
            """;

    /** Answers what it is told and remembers what it was shown. */
    private static final class FakeNetwork implements Network {
        private final List<Port> inputs;
        private final List<Tensor> answer;
        private final List<Tensor> shown = new ArrayList<>();

        FakeNetwork(int[] input, List<Tensor> answer) {
            this.inputs = List.of(new Port("in", Arrays.stream(input).boxed().toList()));
            this.answer = answer;
        }

        @Override
        public List<Port> inputs() {
            return inputs;
        }

        @Override
        public List<Port> outputs() {
            return answer.stream()
                    .map(tensor -> new Port(
                            "out", Arrays.stream(tensor.shape()).boxed().toList()))
                    .toList();
        }

        @Override
        public List<Tensor> run(List<Tensor> tensors) {
            tensors.forEach(tensor ->
                    shown.add(new Tensor(tensor.shape(), tensor.values().clone())));
            return answer;
        }

        @Override
        public void close() {
            shown.clear();
        }
    }

    private static DetectorProfile profile(String text) {
        return DetectorProfile.of(DocumentReader.parse("profile.yaml", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Frame plain(int width, int height, int blue, int green, int red) {
        byte[] bgr = new byte[3 * width * height];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = (byte) blue;
            bgr[i + 1] = (byte) green;
            bgr[i + 2] = (byte) red;
        }
        return new Frame(width, height, 0, bgr);
    }

    private static List<Tensor> nanoDetAnswer() {
        List<Tensor> answer = new ArrayList<>();
        for (int cells : new int[] {32, 8, 2}) {
            answer.add(new Tensor(new int[] {1, cells, 2}, new float[2 * cells]));
            answer.add(new Tensor(new int[] {1, cells, 44}, new float[44 * cells]));
        }
        return answer;
    }

    @Test
    void aPictureKeepsItsShapeAndTheRestIsTheMean() {
        FakeNetwork network = new FakeNetwork(new int[] {1, 3, 32, 64}, nanoDetAnswer());
        try (NetworkDetector detector = new NetworkDetector(network, profile(NANODET), 1)) {
            detector.detect(plain(100, 100, 110, 120, 130), new Candidates());
            float[] planes = network.shown.get(0).values();
            assertThat(planes[0]).isCloseTo(50f, within(1e-3f));
            assertThat(planes[32 * 64]).isCloseTo(25f, within(1e-3f));
            assertThat(planes[2 * 32 * 64 + 31]).isCloseTo(20f, within(1e-3f));
            assertThat(planes[32]).isZero();
            assertThat(planes[2 * 32 * 64 + 33]).isZero();
        }
    }

    @Test
    void nanoDetBoxesLieAroundTheirCell() {
        List<Tensor> answer = nanoDetAnswer();
        float[] scores = answer.get(2).values(); // stride 16: 4 across, 2 down
        float[] sides = answer.get(3).values();
        int cell = 4 + 2;
        scores[2 * cell + 1] = 0.9f;
        int[] strides = {1, 0, 2, 0};
        for (int side = 0; side < 4; side++) {
            sides[44 * cell + 11 * side + strides[side]] = 60;
        }
        sides[44 * cell + 11 + 0] = 60; // above: half way between 0 and 1
        sides[44 * cell + 11 + 1] = 60;
        Candidates people = new Candidates();
        try (NetworkDetector detector =
                new NetworkDetector(new FakeNetwork(new int[] {1, 3, 32, 64}, answer), profile(NANODET), 1)) {
            detector.detect(plain(128, 64, 0, 0, 0), people); // twice the input
        }
        assertThat(people.count()).isEqualTo(1);
        assertThat(people.left(0)).isCloseTo(2 * (40 - 16), within(1e-6));
        assertThat(people.top(0)).isCloseTo(2 * (24 - 8), within(1e-6));
        assertThat(people.w(0)).isCloseTo(2 * 40, within(1e-6)); // to the input's edge at 64
        assertThat(people.h(0)).isCloseTo(2 * 8, within(1e-6));
        assertThat(people.score(0)).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void ssdBoxesAreOffsetsOfAnchors() {
        int anchors = 1917;
        Tensor offsets = new Tensor(new int[] {1, anchors, 4}, new float[4 * anchors]);
        Tensor scores = new Tensor(new int[] {1, anchors, 91}, new float[91 * anchors]);
        int anchor = 3 * (9 * 19 + 9) + 2; // the middle cell's tall box: scale 0.2, twice as high as wide
        scores.values()[91 * anchor + 1] = 0.8f;
        offsets.values()[4 * anchor] = 1; // a tenth of its height down
        offsets.values()[4 * anchor + 3] = (float) (5 * Math.log(2)); // twice as wide
        String ssd = NANODET.replace("kind: nanodet", "kind: ssdlite")
                .replace("64", "300")
                .replace("32", "300");
        Candidates people = new Candidates();
        FakeNetwork network = new FakeNetwork(new int[] {1, 3, 300, 300}, List.of(offsets, scores));
        try (NetworkDetector detector = new NetworkDetector(network, profile(ssd), 1)) {
            detector.detect(plain(300, 300, 0, 0, 0), people);
        }
        double h = 300 * 0.2 * Math.sqrt(2);
        double w = h / 2 * 2;
        assertThat(people.count()).isEqualTo(1);
        assertThat(people.left(0) + people.w(0) / 2).isCloseTo(150, within(1e-3));
        assertThat(people.top(0) + people.h(0) / 2).isCloseTo(150 + h / 10, within(1e-3));
        assertThat(people.w(0)).isCloseTo(w, within(1e-3));
        assertThat(people.h(0)).isCloseTo(h, within(1e-3));
    }

    @Test
    void tilesSeeSmallPeopleAndKeepOneBoxOfEach() {
        Tensor rows = new Tensor(new int[] {1, 2, 6}, new float[] {
            10, 8, 20, 28, 0.9f, 1, //
            30, 8, 40, 28, 0.9f, 7 // not a person
        });
        String kind = NANODET.replace("kind: nanodet", "kind: rows");
        FakeNetwork network = new FakeNetwork(new int[] {1, 3, -1, -1}, List.of(rows));
        Candidates people = new Candidates();
        try (NetworkDetector detector = new NetworkDetector(network, profile(kind), 2)) {
            detector.detect(plain(640, 320, 0, 0, 0), people);
            assertThat(network.shown).hasSize(4);
        }
        assertThat(people.count()).isEqualTo(4);
        assertThat(people.w(0)).isCloseTo(10 * 368 / 64.0, within(1e-6));
    }

    @Test
    void aPersonCutByATileEdgeIsNotASecondOne() {
        Candidates people = new Candidates();
        people.add(100, 100, 40, 100, 0.7);
        people.add(102, 150, 36, 50, 0.9);
        people.suppress(0.6, 0.1);
        people.suppressCut(0.7);
        assertThat(people.count()).isEqualTo(1);
        assertThat(people.h(0)).isEqualTo(100);
    }

    @Test
    void anotherNetworkIsRefusedInOneLine() {
        FakeNetwork network = new FakeNetwork(new int[] {1, 3, 224, 224}, nanoDetAnswer());
        assertThatThrownBy(() -> new NetworkDetector(network, profile(NANODET), 1))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("small")
                .hasMessageContaining("224");
        FakeNetwork mute = new FakeNetwork(new int[] {1, 3, 32, 64}, List.of());
        assertThatThrownBy(() -> new NetworkDetector(mute, profile(NANODET), 1)).isInstanceOf(Refusal.class);
    }

    @Test
    void aProfileTellsAllItsMistakesAtOnce() {
        String wrong = NANODET.replace("nanodet", "yolo").replace("width_px: 64", "width_px: 7");
        assertThatThrownBy(() -> profile(wrong))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("yolo")
                .hasMessageContaining("width_px");
    }
}
