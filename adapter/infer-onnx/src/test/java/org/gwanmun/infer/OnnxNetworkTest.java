package org.gwanmun.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.inference.Network;
import org.gwanmun.core.inference.Tensor;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.trace.vision.AppearanceProfile;
import org.gwanmun.trace.vision.DetectorProfile;
import org.gwanmun.trace.vision.LearnedAppearance;
import org.gwanmun.trace.vision.NetworkDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of a few bytes, good and bad. */
class OnnxNetworkTest {
    @TempDir
    Path folder;

    /** y = 2 x + 1 on pictures of any size. */
    private static OnnxWriter line() {
        return new OnnxWriter()
                .input("x", 1, 3, -1, -1)
                .constant("two", new int[0], new float[] {2})
                .constant("one", new int[0], new float[] {1})
                .node("Mul", List.of("x", "two"), List.of("xx"), Map.of())
                .node("Add", List.of("xx", "one"), List.of("y"), Map.of())
                .output("y", 1, 3, -1, -1);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "model", ".onnx"), bytes);
    }

    @Test
    void aGraphIsRunAsItIsWritten() throws IOException {
        try (Network network = new OnnxNetwork(file(line().toBytes()), 1)) {
            assertThat(network.inputs())
                    .containsExactly(new Network.Port("x", List.of(1, 3, Network.ANY, Network.ANY)));
            for (int n : new int[] {4, 2, 7}) { // the buffer is used again, smaller and larger
                float[] values = new float[3 * n * n];
                for (int i = 0; i < values.length; i++) {
                    values[i] = i;
                }
                Tensor answer = network.run(List.of(new Tensor(new int[] {1, 3, n, n}, values)))
                        .get(0);
                assertThat(answer.shape()).containsExactly(1, 3, n, n);
                for (int i = 0; i < values.length; i++) {
                    assertThat(answer.values()[i]).isEqualTo(2 * i + 1f);
                }
            }
        }
    }

    @Test
    void aConvolutionIsTheSumByHand() throws IOException {
        float[] kernel = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        byte[] model = new OnnxWriter()
                .input("x", 1, 1, 4, 5)
                .constant("k", new int[] {1, 1, 3, 3}, kernel)
                .node(
                        "Conv",
                        List.of("x", "k"),
                        List.of("y"),
                        Map.of("kernel_shape", new int[] {3, 3}, "strides", new int[] {1, 1}, "auto_pad", "VALID"))
                .output("y", 1, 1, 2, 3)
                .toBytes();
        float[] x = new float[20];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i * 7) % 11;
        }
        try (Network network = new OnnxNetwork(file(model), 2)) {
            float[] y = network.run(List.of(new Tensor(new int[] {1, 1, 4, 5}, x)))
                    .get(0)
                    .values();
            for (int row = 0; row < 2; row++) {
                for (int column = 0; column < 3; column++) {
                    double sum = 0;
                    for (int k = 0; k < 9; k++) {
                        sum += kernel[k] * x[(row + k / 3) * 5 + column + k % 3];
                    }
                    assertThat((double) y[row * 3 + column]).isCloseTo(sum, within(1e-4));
                }
            }
        }
    }

    @Test
    void aPictureOfAnotherSizeThanTheNetworkTakesIsRefused() throws IOException {
        byte[] model = new OnnxWriter()
                .input("x", 1, 3, 8, 8)
                .node("Relu", List.of("x"), List.of("y"), Map.of())
                .output("y", 1, 3, 8, 8)
                .toBytes();
        try (Network network = new OnnxNetwork(file(model), 1)) {
            Tensor other = new Tensor(new int[] {1, 3, 4, 4}, new float[48]);
            assertThatThrownBy(() -> network.run(List.of(other))).isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "not a model", "<html>", "PK\u0003\u0004", "\u0008\u0009", "GIF89a"})
    void whatIsNoModelIsRefused(String text) throws IOException {
        Path file = file(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new OnnxNetwork(file, 1))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aModelCutOffAnywhereIsRefusedOrWholeAndNeverKillsTheProcess() throws IOException {
        byte[] whole = line().toBytes();
        for (int length = 0; length < whole.length; length++) {
            refusedOrRun(Arrays.copyOf(whole, length));
        }
        RandomGenerator random = RandomStreams.stream(7);
        for (int i = 0; i < 300; i++) {
            byte[] changed = whole.clone();
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            refusedOrRun(changed);
        }
    }

    private void refusedOrRun(byte[] bytes) throws IOException {
        try (Network network = new OnnxNetwork(file(bytes), 1)) {
            network.run(List.of(new Tensor(new int[] {1, 3, 2, 2}, new float[12])));
        } catch (Refusal refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Test
    void aMissingFileAndAFolderAreRefused() {
        assertThatThrownBy(() -> new OnnxNetwork(folder.resolve("none.onnx"), 1))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new OnnxNetwork(folder, 1)).isInstanceOf(Refusal.class);
    }

    /** A tensor whose numbers lie in another file, wherever it is hidden. */
    @ParameterizedTest
    @ValueSource(strings = {"constant", "place alone", "attribute", "inner graph", "sparse"})
    void aModelThatNamesOtherFilesIsNotOpened(String where) throws IOException {
        Protobuf place = new Protobuf().text(1, "location").text(2, "/etc/passwd");
        Protobuf tensor = new Protobuf().number(1, 4).number(2, 1).text(8, "k").message(13, place);
        if (!where.equals("place alone")) {
            tensor.number(14, 1);
        }
        Protobuf graph = new Protobuf().text(2, "g");
        switch (where) {
            case "attribute" ->
                graph.message(
                        1,
                        new Protobuf()
                                .text(2, "k")
                                .text(4, "Constant")
                                .message(5, new Protobuf().text(1, "value").message(5, tensor)));
            case "inner graph" ->
                graph.message(
                        1,
                        new Protobuf()
                                .text(4, "If")
                                .message(
                                        5,
                                        new Protobuf()
                                                .text(1, "then_branch")
                                                .message(6, new Protobuf().message(5, tensor))));
            case "sparse" -> graph.message(15, new Protobuf().message(1, tensor));
            default -> graph.message(5, tensor);
        }
        Path file = file(new Protobuf()
                .number(1, 9)
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, 18))
                .toBytes());
        assertThatThrownBy(() -> new OnnxNetwork(file, 1)).isInstanceOfSatisfying(Refusal.class, refused -> assertThat(
                        refused.problems().get(0).key())
                .isEqualTo(InferMessage.EXTERNAL_DATA));
    }

    @Test
    void anUnknownOperationIsRefusedByName() throws IOException {
        Path file = file(new OnnxWriter()
                .input("x", 1, 1)
                .node("Telepathy", List.of("x"), List.of("y"), Map.of())
                .output("y", 1, 1)
                .toBytes());
        assertThatThrownBy(() -> new OnnxNetwork(file, 1))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Telepathy");
    }

    @Test
    void aDetectorWithOtherShapesIsRefusedWithBoth() throws IOException {
        DetectorProfile profile = DetectorProfile.of(DocumentReader.parse("p", """
                gwanmun: detector/1
                name: small
                kind: nanodet
                input: {width_px: 64, height_px: 32}
                """.getBytes(StandardCharsets.UTF_8)));
        try (Network network = new OnnxNetwork(file(line().toBytes()), 1)) {
            assertThatThrownBy(() -> new NetworkDetector(network, profile, 1))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("[1, 32, 44]");
        }
    }

    @Test
    void anEmbeddingWithOtherShapesIsRefusedWithBoth() throws IOException {
        AppearanceProfile profile =
                AppearanceProfile.of(DocumentReader.parse("p", """
                gwanmun: embedding/1
                name: small
                input: {width_px: 32, height_px: 64}
                dimension: 16
                """.getBytes(StandardCharsets.UTF_8)));
        try (Network network = new OnnxNetwork(file(line().toBytes()), 1)) {
            assertThatThrownBy(() -> new LearnedAppearance(network, profile))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("16");
        }
    }
}
