package org.gwanmun.learn;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a trained {@link EmbeddingNet} as an ONNX file (opset 13): normalisations are folded into the convolutions, the input's
 * scaling stands in front.
 *
 * <p>Fields as in onnx.proto of the ONNX project, IR version 8, in the encoding of protocol buffers.
 */
final class OnnxFile {
    private static final int FLOAT = 1;
    private static final int INTS = 7;
    private static final int INT = 2;

    private OnnxFile() {}

    /** The file's bytes. */
    static byte[] of(EmbeddingNet net) {
        Message graph = new Message();
        node(graph, "Sub", "sub", new String[] {"crops", "mean"}, "centred");
        node(graph, "Div", "div", new String[] {"centred", "deviation"}, "scaled");
        scalar(graph, "mean", EmbeddingNet.MEAN);
        scalar(graph, "deviation", EmbeddingNet.DEVIATION);
        String x = "scaled";
        int rows = EmbeddingNet.HEIGHT;
        int columns = EmbeddingNet.WIDTH;
        for (EmbeddingNet.Stage stage : EmbeddingNet.STAGES) {
            fold(graph, net, stage);
            String name = stage.name();
            node(
                    graph,
                    "Conv",
                    name,
                    new String[] {x, name + ".weight", name + ".bias"},
                    name + ".out",
                    ints("kernel_shape", 3, 3),
                    ints("strides", stage.stride(), stage.stride()),
                    ints("pads", 1, 1, 1, 1));
            x = name + ".cut";
            node(graph, "Relu", x, new String[] {name + ".out"}, x);
            rows /= stage.stride();
            columns /= stage.stride();
        }
        int high = rows / EmbeddingNet.PARTS;
        Message kernel = ints("kernel_shape", high, columns);
        Message strides = ints("strides", high, columns);
        node(graph, "AveragePool", "average", new String[] {x}, "average", kernel, strides);
        node(graph, "MaxPool", "most", new String[] {x}, "most", kernel, strides);
        node(graph, "Concat", "parts", new String[] {"average", "most"}, "parts", integer("axis", 1));
        node(graph, "Flatten", "flat", new String[] {"parts"}, "flat", integer("axis", 1));
        node(
                graph,
                "Gemm",
                "linear",
                new String[] {"flat", "linear.weight", "linear.bias"},
                "embedding",
                integer("transB", 1));
        tensor(graph, "linear.weight", net.values("linear.weight"), shape(net, "linear.weight"));
        tensor(graph, "linear.bias", net.values("linear.bias"), shape(net, "linear.bias"));
        graph.text(2, "gwanmun appearance");
        graph.message(11, port("crops", 3, EmbeddingNet.HEIGHT, EmbeddingNet.WIDTH));
        graph.message(12, port("embedding", EmbeddingNet.DIMENSION));
        Message opset = new Message();
        opset.text(1, "");
        opset.number(2, 13);
        Message model = new Message();
        model.number(1, 8);
        model.text(2, "gwanmun");
        model.message(7, graph);
        model.message(8, opset);
        return model.bytes();
    }

    private static long[] shape(EmbeddingNet net, String name) {
        return java.util.Objects.requireNonNull(net.weights().get(name)).shape();
    }

    /** y = γ (w∗x − μ)/√(σ² + ε) + β as one convolution. */
    private static void fold(Message graph, EmbeddingNet net, EmbeddingNet.Stage stage) {
        String name = stage.name();
        float[] weight = net.values(name + ".weight").clone();
        float[] gamma = net.values(name + ".gamma");
        float[] beta = net.values(name + ".beta");
        float[] mean = net.values(name + ".mean");
        float[] variance = net.values(name + ".variance");
        float[] bias = new float[stage.out()];
        int each = weight.length / stage.out();
        for (int o = 0; o < stage.out(); o++) {
            double by = gamma[o] / Math.sqrt((double) variance[o] + EmbeddingNet.EPSILON);
            for (int i = o * each; i < (o + 1) * each; i++) {
                weight[i] = (float) (weight[i] * by);
            }
            bias[o] = (float) (beta[o] - mean[o] * by);
        }
        tensor(graph, name + ".weight", weight, shape(net, name + ".weight"));
        tensor(graph, name + ".bias", bias, new long[] {stage.out()});
    }

    private static void node(
            Message graph, String type, String name, String[] inputs, String output, Message... attributes) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output);
        node.text(3, name);
        node.text(4, type);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
    }

    private static Message ints(String name, long... values) {
        Message attribute = new Message();
        attribute.text(1, name);
        for (long value : values) {
            attribute.number(8, value);
        }
        attribute.number(20, INTS);
        return attribute;
    }

    private static Message integer(String name, long value) {
        Message attribute = new Message();
        attribute.text(1, name);
        attribute.number(3, value);
        attribute.number(20, INT);
        return attribute;
    }

    private static void scalar(Message graph, String name, float value) {
        tensor(graph, name, new float[] {value}, new long[] {1});
    }

    private static void tensor(Message graph, String name, float[] values, long[] shape) {
        Message tensor = new Message();
        for (long n : shape) {
            tensor.number(1, n);
        }
        tensor.number(2, FLOAT);
        tensor.text(8, name);
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        tensor.raw(9, raw.array());
        graph.message(5, tensor);
    }

    /** A value of type float [n, …]. */
    private static Message port(String name, long... sizes) {
        Message shape = new Message();
        Message any = new Message();
        any.text(2, "n");
        shape.message(1, any);
        for (long n : sizes) {
            Message size = new Message();
            size.number(1, n);
            shape.message(1, size);
        }
        Message tensor = new Message();
        tensor.number(1, FLOAT);
        tensor.message(2, shape);
        Message type = new Message();
        type.message(1, tensor);
        Message port = new Message();
        port.text(1, name);
        port.message(2, type);
        return port;
    }

    /** A message of protocol buffers. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void number(int field, long value) {
            varint((long) field << 3);
            varint(value);
        }

        void text(int field, String value) {
            raw(field, value.getBytes(StandardCharsets.UTF_8));
        }

        void message(int field, Message value) {
            raw(field, value.bytes());
        }

        void raw(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~127L) != 0) {
                out.write((int) ((left & 127) | 128));
                left >>>= 7;
            }
            out.write((int) left);
        }
    }
}
