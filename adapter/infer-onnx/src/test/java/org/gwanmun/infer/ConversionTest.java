package org.gwanmun.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.inference.Network;
import org.gwanmun.core.inference.Tensor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What converted networks answer against what TensorFlow.js answered to the same picture (src/test/tfjs/make.mjs). The networks are
 * those that are installed; where there are none they are fetched if the run may install what it lacks.
 */
class ConversionTest {
    @TempDir
    static Path fetched = Path.of("");

    private static Network open(String name, int threads) {
        ModelShelf standard = ModelShelf.standard();
        if (standard.installed(name)) {
            return standard.network(name, threads);
        }
        ModelShelf own = new ModelShelf(fetched);
        assumeTrue(
                own.installed(name) || "1".equals(System.getenv("GWANMUN_INSTALL")),
                () -> "needs the network " + name + ": ./gwanmun models install " + name);
        own.install(List.of(name), done -> {});
        return own.network(name, threads);
    }

    private static Entry golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ConversionTest.class.getResourceAsStream(name + ".json"))) {
            return DocumentReader.parse(name, in.readAllBytes());
        }
    }

    /** Whole numbers only, so that every language draws the same. */
    private static float value(int x, int y, int c) {
        return (((x * 3 + y * 5 + c * 37) ^ ((x * y) >> 4)) & 255) / 128f - 1;
    }

    private static Tensor picture(int rows, int columns) {
        float[] pixels = new float[3 * rows * columns];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    pixels[(c * rows + y) * columns + x] = value(x, y, c);
                }
            }
        }
        return new Tensor(new int[] {1, 3, rows, columns}, pixels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nanodet", "ssdlite"})
    void answersAreTheOriginalRuntimes(String name) throws IOException {
        Entry golden = golden(name);
        int side = name.equals("nanodet") ? 416 : 300;
        try (Network network = open(name, 2)) {
            List<Tensor> answers = network.run(List.of(picture(side, side)));
            assertThat(network.outputs().stream().map(Network.Port::name))
                    .containsExactlyInAnyOrderElementsOf(
                            golden.find("outputs").orElseThrow().names());
            for (int i = 0; i < answers.size(); i++) {
                String output = network.outputs().get(i).name();
                compare(
                        output,
                        golden.find("outputs").orElseThrow().find(output).orElseThrow(),
                        answers.get(i));
            }
        }
    }

    private static void compare(String output, Entry golden, Tensor answer) {
        float[] values = answer.values();
        int step = (int) golden.find("step").orElseThrow().integer(1, 1_000_000);
        double largest = golden.find("largest").orElseThrow().number(-1e9, 1e9);
        double[] samples = golden.find("samples").orElseThrow().numbers((values.length + step - 1) / step, -1e9, 1e9);
        for (int k = 0; k < samples.length; k++) {
            assertThat((double) values[k * step])
                    .as("%s[%s]", output, k * step)
                    .isCloseTo(samples[k], within(1e-4 * Math.max(1, Math.abs(largest))));
        }
        double squares = IntStream.range(0, values.length)
                .mapToDouble(k -> (double) values[k] * values[k])
                .sum();
        double wanted = golden.find("sum_of_squares").orElseThrow().number(0, 1e12);
        assertThat(squares).as("%s, sum of squares", output).isCloseTo(wanted, within(1e-4 * wanted));
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 640})
    void nanodetTakesOtherSizes(int side) {
        try (Network network = open("nanodet", 2)) {
            List<Tensor> answers = network.run(List.of(picture(side, side)));
            assertThat(answers.stream().mapToInt(tensor -> tensor.shape()[1]).distinct())
                    .containsExactlyInAnyOrder(side * side / 64, side * side / 256, side * side / 1024);
        }
    }
}
