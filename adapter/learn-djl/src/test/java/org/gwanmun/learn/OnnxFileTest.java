package org.gwanmun.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.gwanmun.core.random.RandomStreams;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void offline() {
        Torch.quiet();
    }

    @Test
    void lossFallsAndTheExportedNetworkGivesTheSameNumbers() throws IOException, OrtException {
        AppearanceTraining training = new AppearanceTraining(new AppearanceTraining.Plan(3, 24, 6, 3, 0), null);
        double[] losses = new double[24];
        try (NDManager manager = NDManager.newBaseManager()) {
            training.run(manager, (step, loss) -> losses[step - 1] = loss);
            assertThat(mean(losses, 16, 24)).isLessThan(mean(losses, 0, 4));

            float[] crops = AppearanceTraining.crops(RandomStreams.stream(8), 4, 2);
            float[] ours = training.net().embed(manager, crops);
            float[] exported = run(OnnxFile.of(training.net()), crops);
            assertThat(exported).hasSize(8 * EmbeddingNet.DIMENSION);
            for (int i = 0; i < ours.length; i++) {
                assertThat(exported[i]).isCloseTo(ours[i], within(1e-5f));
            }
        }
    }

    @Test
    void aTrainingStoppedAndResumedIsTheTrainingNotStopped() throws IOException {
        AppearanceTraining.Plan plan = new AppearanceTraining.Plan(5, 4, 4, 2, 0);
        AppearanceTraining whole = new AppearanceTraining(plan, null);
        Path file = folder.resolve("checkpoint");
        AppearanceTraining resumed = new AppearanceTraining(plan, null);
        try (NDManager manager = NDManager.newBaseManager()) {
            whole.run(manager, (step, _) -> {
                if (step == 2) {
                    whole.save(file);
                }
            });
            assertThat(resumed.resume(file)).isTrue();
            assertThat(resumed.done()).isEqualTo(2);
            resumed.run(manager, (_, _) -> {});
        }
        whole.net().weights().forEach((name, it) -> assertThat(resumed.net().values(name))
                .as(name)
                .containsExactly(it.values(), within(1e-4f)));
        assertThat(new AppearanceTraining(new AppearanceTraining.Plan(6, 4, 4, 2, 0), null).resume(file))
                .isFalse();
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    private static float[] run(byte[] model, float[] crops) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long n = crops.length / (3L * EmbeddingNet.HEIGHT * EmbeddingNet.WIDTH);
        try (OrtSession session = environment.createSession(model);
                OnnxTensor input = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(crops), new long[] {n, 3, EmbeddingNet.HEIGHT, EmbeddingNet.WIDTH
                        });
                OrtSession.Result result = session.run(Map.of("crops", input))) {
            FloatBuffer numbers = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[numbers.remaining()];
            numbers.get(values);
            return values;
        }
    }
}
