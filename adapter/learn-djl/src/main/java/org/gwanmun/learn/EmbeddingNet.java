package org.gwanmun.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The network from a crop [n, 3, 64, 32] to {@value #DIMENSION} numbers: convolutions of 3 × 3 with batch normalisation, the mean
 * and the largest value of each of four stripes of the body (parts as in Y. Sun et al., ECCV 2018, doi:10.1007/978-3-030-01225-0_30),
 * one linear layer. Its numbers live here as arrays; the engine gets copies.
 */
final class EmbeddingNet {
    /** Rows of a crop. */
    static final int HEIGHT = 64;

    /** Columns of a crop. */
    static final int WIDTH = 32;

    /** Numbers of an embedding. */
    static final int DIMENSION = 96;

    /** Stripes. */
    static final int PARTS = 4;

    /** Added to a variance. */
    static final float EPSILON = 1e-5f;

    /** Taken off and divided by before the first layer. */
    static final float MEAN = 0.45f;

    /** The divisor. */
    static final float DEVIATION = 0.25f;

    private static final float MOMENTUM = 0.95f;

    /** Convolution, normalisation, cut at zero. */
    record Stage(String name, int in, int out, int stride) {}

    /** From the crop to the stripes. */
    static final List<Stage> STAGES = List.of(
            new Stage("conv1", 3, 24, 2),
            new Stage("conv2", 24, 32, 1),
            new Stage("conv3", 32, 64, 2),
            new Stage("conv4", 64, 80, 1));

    private static final Stage LAST = STAGES.getLast();

    /**
     * Numbers of one layer.
     *
     * @param learned whether they follow the gradient (others follow the data)
     */
    record Weights(long[] shape, float[] values, boolean learned) {}

    private final Map<String, Weights> weights = new LinkedHashMap<>();

    EmbeddingNet(RandomGenerator random) {
        for (Stage stage : STAGES) {
            add(stage.name + ".weight", true, normal(random, 2.0 / (9 * stage.in)), stage.out, stage.in, 3, 3);
            add(stage.name + ".gamma", true, _ -> 1, stage.out);
            add(stage.name + ".beta", true, _ -> 0, stage.out);
            add(stage.name + ".mean", false, _ -> 0, stage.out);
            add(stage.name + ".variance", false, _ -> 1, stage.out);
        }
        int parts = 2 * PARTS * LAST.out;
        add("linear.weight", true, normal(random, 1.0 / parts), DIMENSION, parts);
        add("linear.bias", true, _ -> 0, DIMENSION);
    }

    private interface Value {
        double at(int i);
    }

    private static Value normal(RandomGenerator random, double variance) {
        return _ -> Math.sqrt(variance) * random.nextGaussian();
    }

    private void add(String name, boolean learned, Value value, long... shape) {
        float[] values = new float[(int) new Shape(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.at(i);
        }
        weights.put(name, new Weights(shape, values, learned));
    }

    /** By name, in order. */
    Map<String, Weights> weights() {
        return weights;
    }

    /** Numbers of a layer. */
    float[] values(String name) {
        return java.util.Objects.requireNonNull(weights.get(name)).values;
    }

    /** Copies for the engine, which follow gradients where asked. */
    Map<String, NDArray> copies(NDManager manager, boolean gradients) {
        Map<String, NDArray> copies = new LinkedHashMap<>();
        weights.forEach((name, it) -> {
            NDArray array = manager.create(it.values, new Shape(it.shape));
            if (gradients && it.learned) {
                array.setRequiresGradient(true);
            }
            copies.put(name, array);
        });
        return copies;
    }

    /** Embeddings [n, {@value #DIMENSION}] before they are made of length one. Where it trains, running means in {@code w} follow. */
    static NDArray forward(NDArray crops, Map<String, NDArray> w, boolean training) {
        NDArray x = crops.sub(MEAN).div(DEVIATION);
        for (Stage stage : STAGES) {
            x = Conv2d.conv2d(
                            x,
                            of(w, stage.name + ".weight"),
                            null,
                            new Shape(stage.stride, stage.stride),
                            new Shape(1, 1),
                            new Shape(1, 1))
                    .singletonOrThrow();
            x = BatchNorm.batchNorm(
                            x,
                            of(w, stage.name + ".mean"),
                            of(w, stage.name + ".variance"),
                            of(w, stage.name + ".gamma"),
                            of(w, stage.name + ".beta"),
                            1,
                            MOMENTUM,
                            EPSILON,
                            training)
                    .singletonOrThrow();
            x = x.getNDArrayInternal().relu();
        }
        Shape stripe = new Shape(x.getShape().get(2) / PARTS, x.getShape().get(3));
        Shape none = new Shape(0, 0);
        NDArray mean = Pool.avgPool2d(x, stripe, stripe, none, false, true);
        NDArray most = Pool.maxPool2d(x, stripe, stripe, none, false);
        NDArray parts =
                NDArrays.concat(new NDList(mean, most), 1).reshape(x.getShape().get(0), -1);
        return Linear.linear(parts, of(w, "linear.weight"), of(w, "linear.bias"))
                .singletonOrThrow();
    }

    private static NDArray of(Map<String, NDArray> arrays, String name) {
        return java.util.Objects.requireNonNull(arrays.get(name));
    }

    /** Embeddings of crops with the running means, as the product will compute them. */
    float[] embed(NDManager manager, float[] crops) {
        try (NDManager here = manager.newSubManager()) {
            int n = crops.length / (3 * HEIGHT * WIDTH);
            return forward(here.create(crops, new Shape(n, 3, HEIGHT, WIDTH)), copies(here, false), false)
                    .toFloatArray();
        }
    }
}
