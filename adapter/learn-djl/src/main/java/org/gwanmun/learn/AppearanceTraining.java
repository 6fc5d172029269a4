package org.gwanmun.learn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.trace.vision.BodyCrop;
import org.jspecify.annotations.Nullable;

/**
 * Teaches an {@link EmbeddingNet} that pictures of the same drawn person are alike.
 *
 * <p>Each step draws P people, half of them relatives of another, K pictures of each by one camera, puts people of a film in the place of some ({@link Tracklets}), and
 * descends the supervised contrastive loss L = −1/N Σᵢ 1/(K−1) Σ_{p of the same person} ln( e^{zᵢ·zₚ/τ} / Σ_{a≠i} e^{zᵢ·zₐ/τ} ), z of length one, τ = {@value
 * #TEMPERATURE} (P. Khosla et al. 2020, arXiv:2004.11362) by Adam (D. P. Kingma, J. Ba 2014, arXiv:1412.6980) with decoupled decay,
 * the rate rising over the first steps and falling as a cosine.
 *
 * <p>Step i depends on the seed, i and the numbers before it alone: a training stopped and resumed is the training not stopped.
 */
final class AppearanceTraining {
    private static final double TEMPERATURE = 0.1;
    private static final double RATE = 2e-3;
    private static final double DECAY = 1e-2;
    private static final int WARM_UP = 100;
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final int MARK = 0x47574E32;

    static final BodyCrop CROP = new BodyCrop(EmbeddingNet.WIDTH, EmbeddingNet.HEIGHT, false);

    /**
     * How much.
     *
     * @param steps of descent
     * @param people a step, even
     * @param pictures of each
     * @param real how many of the people, at most, are of a film instead of drawn
     */
    record Plan(long seed, int steps, int people, int pictures, int real) {}

    /** Hears how it goes; the loss is NaN where a step was not taken because its numbers were not finite. */
    interface Listener {
        void step(int step, double loss) throws IOException;
    }

    private final Plan plan;
    private final @Nullable Tracklets tracklets;
    private final EmbeddingNet net;
    private final Map<String, float[]> first = new LinkedHashMap<>();
    private final Map<String, float[]> second = new LinkedHashMap<>();
    private int done;

    AppearanceTraining(Plan plan, @Nullable Tracklets tracklets) {
        this.plan = plan;
        this.tracklets = tracklets;
        net = new EmbeddingNet(RandomStreams.stream(plan.seed, 0));
        net.weights().forEach((name, it) -> {
            if (it.learned()) {
                first.put(name, new float[it.values().length]);
                second.put(name, new float[it.values().length]);
            }
        });
    }

    EmbeddingNet net() {
        return net;
    }

    /** Steps taken. */
    int done() {
        return done;
    }

    /** Goes on to the end of the plan. */
    void run(NDManager manager, Listener listener) throws IOException {
        CompletableFuture<float[]> next = CompletableFuture.supplyAsync(() -> batch(done));
        while (done < plan.steps) {
            float[] crops = next.join();
            int following = done + 1;
            next = CompletableFuture.supplyAsync(() -> batch(following));
            double loss = step(manager, crops);
            done++;
            listener.step(done, loss);
        }
        next.join();
    }

    /** Crops of one step, person by person. */
    private float[] batch(int step) {
        float[] crops = crops(RandomStreams.stream(plan.seed, 1, step), plan.people, plan.pictures);
        if (tracklets != null) {
            tracklets.draw(RandomStreams.stream(plan.seed, 2, step), plan.real, plan.pictures, crops);
        }
        return crops;
    }

    /** Crops of people by one camera, every second of them a relative of the one before. */
    static float[] crops(RandomGenerator random, int people, int pictures) {
        DrawnPeople.Camera camera = DrawnPeople.Camera.of(random);
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            looks.add(i % 2 == 1 ? looks.get(i - 1).relative(random) : Look.of(random));
        }
        float[] crops = new float[people * pictures * CROP.size()];
        for (int i = 0; i < people * pictures; i++) {
            DrawnPeople.shot(looks.get(i / pictures), camera, random).cut(CROP, crops, i * CROP.size());
        }
        return crops;
    }

    private double step(NDManager manager, float[] crops) {
        try (NDManager here = manager.newSubManager()) {
            int n = plan.people * plan.pictures;
            NDArray input = here.create(crops, new Shape(n, 3, EmbeddingNet.HEIGHT, EmbeddingNet.WIDTH));
            Map<String, NDArray> arrays = net.copies(here, true);
            double loss;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray worth = loss(EmbeddingNet.forward(input, arrays, true), plan.pictures);
                collector.backward(worth);
                loss = worth.getFloat();
            }
            double rate = rate(done);
            Map<String, float[]> found = new LinkedHashMap<>();
            net.weights().forEach((name, it) -> {
                NDArray array = Objects.requireNonNull(arrays.get(name));
                NDArray told = it.learned() ? array.getGradient() : array;
                told.attach(here);
                found.put(name, told.toFloatArray());
            });
            // Seen once in some two thousand steps, cause unknown (the crops were finite): taken, it would end the
            // training.
            if (!Double.isFinite(loss) || !found.values().stream().allMatch(AppearanceTraining::finite)) {
                return Double.NaN;
            }
            net.weights().forEach((name, it) -> {
                float[] values = Objects.requireNonNull(found.get(name));
                if (it.learned()) {
                    descend(name, it, values, rate);
                } else {
                    System.arraycopy(values, 0, it.values(), 0, values.length);
                }
            });
            return loss;
        }
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static NDArray loss(NDArray embeddings, int pictures) {
        int n = (int) embeddings.getShape().get(0);
        NDArray z = embeddings.normalize(2, 1);
        float[] self = new float[n * n];
        float[] same = new float[n * n];
        for (int i = 0; i < n; i++) {
            self[i * n + i] = -1e4f;
            for (int j = i / pictures * pictures; j < (i / pictures + 1) * pictures; j++) {
                same[i * n + j] = i == j ? 0 : -1f / (n * (pictures - 1));
            }
        }
        NDManager manager = embeddings.getManager();
        return z.matMul(z.transpose())
                .div(TEMPERATURE)
                .toType(DataType.FLOAT32, false)
                .add(manager.create(self, new Shape(n, n)))
                .logSoftmax(1)
                .mul(manager.create(same, new Shape(n, n)))
                .sum();
    }

    private double rate(int step) {
        double rise = Math.min(1, (step + 1.0) / WARM_UP);
        return RATE * rise * (0.51 + 0.49 * Math.cos(Math.PI * step / plan.steps));
    }

    private void descend(String name, EmbeddingNet.Weights weights, float[] gradient, double rate) {
        float[] m = Objects.requireNonNull(first.get(name));
        float[] v = Objects.requireNonNull(second.get(name));
        float[] x = weights.values();
        double firstLeft = 1 - Math.pow(FIRST, done + 1);
        double secondLeft = 1 - Math.pow(SECOND, done + 1);
        double decay = weights.shape().length > 1 ? rate * DECAY : 0;
        for (int i = 0; i < x.length; i++) {
            m[i] = (float) (FIRST * m[i] + (1 - FIRST) * gradient[i]);
            v[i] = (float) (SECOND * v[i] + (1 - SECOND) * gradient[i] * gradient[i]);
            x[i] -= (float) (rate * (m[i] / firstLeft) / (Math.sqrt(v[i] / secondLeft) + 1e-8) + decay * x[i]);
        }
    }

    /** Writes where it stands; the old file stays whole until the new one is. */
    void save(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(beside)))) {
            out.writeInt(MARK);
            out.writeLong(plan.seed);
            out.writeInt(plan.steps);
            out.writeInt(plan.people);
            out.writeInt(plan.pictures);
            out.writeInt(plan.real);
            out.writeInt(done);
            for (float[] values : all()) {
                out.writeInt(values.length);
                for (float value : values) {
                    out.writeFloat(value);
                }
            }
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes up where a file stands; false where it is of another plan or network. */
    boolean resume(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MARK
                    || in.readLong() != plan.seed
                    || in.readInt() != plan.steps
                    || in.readInt() != plan.people
                    || in.readInt() != plan.pictures
                    || in.readInt() != plan.real) {
                return false;
            }
            int at = in.readInt();
            for (float[] values : all()) {
                if (in.readInt() != values.length) {
                    return false;
                }
                for (int i = 0; i < values.length; i++) {
                    values[i] = in.readFloat();
                }
            }
            done = at;
            return true;
        }
    }

    private List<float[]> all() {
        List<float[]> all = new ArrayList<>();
        net.weights().values().forEach(it -> all.add(it.values()));
        all.addAll(first.values());
        all.addAll(second.values());
        return all;
    }
}
