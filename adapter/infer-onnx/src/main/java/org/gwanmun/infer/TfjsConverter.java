package org.gwanmun.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.infer.TfjsGraph.Node;
import org.gwanmun.infer.TfjsGraph.Weight;

/**
 * Converts a graph of TensorFlow.js to ONNX, from an input to outputs of one's choice, so that what comes before (scaling of pictures)
 * and after (choice of boxes) can be left out. TensorFlow keeps colours last, ONNX first: each convolution is set between two
 * transpositions, which the engine cancels against each other. What depends on constants alone is worked out here.
 *
 * <p>Shapes are followed with the size for which the graph was made; resizing becomes a factor of them, so that the network takes
 * other sizes too.
 */
final class TfjsConverter {
    private static final int[] FIRST = {0, 3, 1, 2};
    private static final int[] LAST = {0, 2, 3, 1};

    private final TfjsGraph graph;
    private final OnnxWriter onnx = new OnnxWriter();
    private final Map<String, Weight> known = new HashMap<>();
    private final Map<String, int[]> shapes = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private final Set<String> done = new HashSet<>();

    private TfjsConverter(TfjsGraph graph) {
        this.graph = graph;
        this.known.putAll(graph.weights());
    }

    /**
     * Converts.
     *
     * @param input tensor that becomes the input {@code pictures} of shape (1, 3, rows, columns)
     * @param shape of that tensor in the graph, colours first or last
     * @param sizes whether the network takes pictures of other sizes
     * @param outputs names of tensors that become outputs, by the names that they get
     * @throws Refusal if the graph has an operation that is not known here
     */
    static byte[] convert(TfjsGraph graph, String input, int[] shape, boolean sizes, Map<String, String> outputs) {
        TfjsConverter converter = new TfjsConverter(graph);
        boolean last = shape[3] == 3;
        int rows = shape[last ? 1 : 2];
        int columns = shape[last ? 2 : 3];
        converter.onnx.input("pictures", 1, 3, sizes ? -1 : rows, sizes ? -1 : columns);
        if (last) {
            converter.transpose("pictures", LAST, input);
        } else {
            converter.emit("Identity", List.of("pictures"), input, Map.of());
        }
        converter.shapes.put(input, shape);
        converter.done.add(input);
        new TreeMap<>(outputs).forEach((name, tensor) -> {
            converter.visit(tensor.split(":", 2)[0]);
            int[] size = converter.shape(tensor).clone();
            if (sizes) {
                size[1] = -1; // as many cells as the picture has
            }
            converter.emit("Identity", List.of(tensor), name, Map.of());
            converter.onnx.output(name, size);
        });
        return converter.onnx.toBytes();
    }

    /** A node after all that it needs; the graph may be deeper than the stack. */
    private void visit(String last) {
        List<String> stack = new ArrayList<>(List.of(last));
        while (!stack.isEmpty()) {
            String name = stack.get(stack.size() - 1);
            int before = stack.size();
            if (!done.contains(name) && !known.containsKey(name)) {
                for (String in : graph.node(name).inputs()) {
                    String needed = node(in);
                    if (!done.contains(needed) && !known.containsKey(needed)) {
                        stack.add(needed);
                    }
                }
            }
            if (stack.size() > 100_000) {
                throw graph.cannot("a loop");
            }
            if (stack.size() == before) {
                stack.remove(before - 1);
                if (!known.containsKey(name) && done.add(name)) {
                    convert(graph.node(name));
                }
            }
        }
    }

    private static String node(String tensor) {
        String name = tensor.startsWith("^") ? tensor.substring(1) : tensor;
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static String tensor(String input) {
        return input.endsWith(":0") ? input.substring(0, input.length() - 2) : input;
    }

    private void convert(Node node) {
        List<String> in = node.inputs().stream()
                .filter(name -> !name.startsWith("^"))
                .map(TfjsConverter::tensor)
                .toList();
        String out = node.name();
        switch (node.op()) {
            case "SparseToDense" -> known.put(out, dense(in));
            case "Shape" -> known.put(out, whole(shape(in.get(0))));
            case "StridedSlice" -> known.put(out, whole(1)); // of a shape: how many pictures
            case "Pack" -> known.put(out, pack(in));
            case "Add", "AddV2", "BiasAdd", "AddN" -> add(in, out);
            case "Mul" -> multiply(in, out);
            case "Transpose" -> transpose(in.get(0), constant(in.get(1)).whole(), out);
            case "Pad", "PadV2" -> pad(in, out);
            case "Conv2D" -> convolve(node, in, false);
            case "DepthwiseConv2dNative" -> convolve(node, in, true);
            case "FusedBatchNorm", "FusedBatchNormV3" -> normalise(node, in);
            case "MaxPool" -> pool(node, in);
            case "LeakyRelu" -> same("LeakyRelu", in, out, Map.of("alpha", node.real("alpha")));
            case "Relu6" -> {
                onnx.constant(out + "/0", new int[0], new float[] {0});
                onnx.constant(out + "/6", new int[0], new float[] {6});
                shapes.put(out, shape(in.get(0)));
                emit("Clip", List.of(use(in.get(0)), out + "/0", out + "/6"), out, Map.of());
            }
            case "Relu" -> same("Relu", in, out, Map.of());
            case "Sigmoid" -> same("Sigmoid", in, out, Map.of());
            case "Identity" -> same("Identity", in, out, Map.of());
            case "ConcatV2" -> concatenate(in, out);
            case "ResizeBilinear" -> resize(in, out);
            case "SplitV" -> split(in, out);
            case "Reshape" -> reshape(in, constant(in.get(1)).whole(), out);
            case "Squeeze" -> squeeze(node, in, out);
            default -> throw graph.cannot("operation " + node.op() + " at " + node.name());
        }
    }

    private Weight constant(String name) {
        Weight weight = known.get(name);
        if (weight == null) {
            throw graph.cannot(name + " is not constant");
        }
        return weight;
    }

    private int[] shape(String name) {
        Weight weight = known.get(name);
        int[] shape = weight != null ? weight.shape() : shapes.get(name);
        if (shape == null) {
            throw graph.cannot("the shape of " + name + " is not known");
        }
        return shape;
    }

    /** The tensor's name, a constant written first. */
    private String use(String name) {
        Weight weight = known.get(name);
        if (weight != null && written.add(name)) {
            onnx.constant(name, weight.shape(), weight.values());
        }
        return name;
    }

    private void emit(String operator, List<String> in, String out, Map<String, Object> attributes) {
        onnx.node(operator, in, List.of(out), attributes);
    }

    private void same(String operator, List<String> in, String out, Map<String, Object> attributes) {
        shapes.put(out, shape(in.get(0)));
        emit(operator, List.of(use(in.get(0))), out, attributes);
    }

    private static Weight whole(int... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return new Weight(values.length == 1 ? new int[0] : new int[] {values.length}, floats);
    }

    private Weight dense(List<String> in) {
        Weight places = constant(in.get(0));
        int[] size = constant(in.get(1)).whole();
        float[] values = constant(in.get(2)).values();
        float[] filled = new float[Arrays.stream(size).reduce(1, (a, b) -> a * b)];
        Arrays.fill(filled, constant(in.get(3)).values()[0]);
        if (size.length != 1) {
            throw graph.cannot("a sparse tensor of " + size.length + " dimensions");
        }
        int[] place = places.whole();
        for (int i = 0; i < place.length; i++) {
            filled[place[i]] = values[values.length == 1 ? 0 : i];
        }
        return new Weight(size, filled);
    }

    private Weight pack(List<String> in) {
        float[] values = new float[in.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = constant(in.get(i)).values()[0];
        }
        return new Weight(new int[] {values.length}, values);
    }

    private void add(List<String> in, String out) {
        if (in.stream().allMatch(known::containsKey)) {
            Weight sum = constant(in.get(0));
            float[] values = sum.values().clone();
            for (String other : in.subList(1, in.size())) {
                float[] more = constant(other).values();
                for (int i = 0; i < values.length; i++) {
                    values[i] += more[more.length == 1 ? 0 : i];
                }
            }
            known.put(out, new Weight(sum.shape(), values));
            return;
        }
        int[] largest = shape(in.get(0));
        for (String name : in) {
            largest = shape(name).length > largest.length ? shape(name) : largest;
        }
        shapes.put(out, largest);
        emit(in.size() == 2 ? "Add" : "Sum", in.stream().map(this::use).toList(), out, Map.of());
    }

    /** A tensor by factors of its last dimension. */
    private void multiply(List<String> in, String out) {
        int[] one = shape(in.get(0));
        int[] other = shape(in.get(1));
        shapes.put(out, one.length >= other.length ? one : other);
        emit("Mul", in.stream().map(this::use).toList(), out, Map.of());
    }

    private void transpose(String in, int[] order, String out) {
        int[] from = shapes.get(in);
        if (from != null) {
            shapes.put(out, ordered(from, order));
        }
        emit("Transpose", List.of(in), out, Map.of("perm", order));
    }

    private static int[] ordered(int[] shape, int[] order) {
        return Arrays.stream(order).map(i -> shape[i]).toArray();
    }

    private void pad(List<String> in, String out) {
        int[] pads = constant(in.get(1)).whole();
        int[] from = shape(in.get(0));
        int[] to = new int[from.length];
        int[] order = new int[pads.length];
        for (int i = 0; i < from.length; i++) {
            to[i] = from[i] + pads[2 * i] + pads[2 * i + 1];
            order[i] = pads[2 * i];
            order[from.length + i] = pads[2 * i + 1];
        }
        onnx.constant(out + "/pads", order);
        List<String> given = new ArrayList<>(List.of(use(in.get(0)), out + "/pads"));
        if (in.size() > 2) {
            onnx.constant(
                    out + "/value", new int[0], new float[] {constant(in.get(2)).values()[0]});
            given.add(out + "/value");
        }
        shapes.put(out, to);
        emit("Pad", given, out, Map.of());
    }

    /** Between two transpositions: colours first, then last again. */
    private void inside(String operator, String in, List<String> more, String out, Map<String, Object> attributes) {
        transpose(use(in), FIRST, out + "/first");
        List<String> all = new ArrayList<>(List.of(out + "/first"));
        all.addAll(more);
        emit(operator, all, out + "/done", attributes);
        emit("Transpose", List.of(out + "/done"), out, Map.of("perm", LAST));
    }

    private void convolve(Node node, List<String> in, boolean depthwise) {
        Weight weight = constant(in.get(1)); // rows, columns, in, out (or times)
        int[] s = weight.shape();
        int kernels = depthwise ? s[2] * s[3] : s[3];
        int each = depthwise ? 1 : s[2];
        float[] values = new float[weight.values().length];
        for (int y = 0; y < s[0]; y++) {
            for (int x = 0; x < s[1]; x++) {
                for (int i = 0; i < s[2]; i++) {
                    for (int o = 0; o < s[3]; o++) {
                        int kernel = depthwise ? i * s[3] + o : o;
                        int to = ((kernel * each + (depthwise ? 0 : i)) * s[0] + y) * s[1] + x;
                        values[to] = weight.values()[((y * s[1] + x) * s[2] + i) * s[3] + o];
                    }
                }
            }
        }
        String out = node.name();
        onnx.constant(out + "/kernel", new int[] {kernels, each, s[0], s[1]}, values);
        int[] strides = node.list("strides");
        int[] dilations = node.list("dilations");
        int[] grown = dilations.length == 4 ? new int[] {dilations[1], dilations[2]} : new int[] {1, 1};
        boolean padded = node.text("padding").equals("SAME");
        Map<String, Object> attributes = new TreeMap<>(Map.of(
                "strides",
                new int[] {strides[1], strides[2]},
                "dilations",
                grown,
                "kernel_shape",
                new int[] {s[0], s[1]},
                "group",
                depthwise ? s[2] : 1,
                "auto_pad",
                padded ? "SAME_UPPER" : "VALID"));
        int[] from = shape(in.get(0));
        shapes.put(out, new int[] {
            from[0],
            moved(from[1], (s[0] - 1) * grown[0] + 1, strides[1], padded),
            moved(from[2], (s[1] - 1) * grown[1] + 1, strides[2], padded),
            kernels
        });
        inside("Conv", in.get(0), List.of(out + "/kernel"), out, attributes);
    }

    private static int moved(int size, int reach, int stride, boolean padded) {
        return padded ? (size + stride - 1) / stride : (size - reach) / stride + 1;
    }

    private void normalise(Node node, List<String> in) {
        shapes.put(node.name(), shape(in.get(0)));
        List<String> more = in.subList(1, 5).stream().map(this::use).toList();
        inside("BatchNormalization", in.get(0), more, node.name(), Map.of("epsilon", node.real("epsilon")));
    }

    private void pool(Node node, List<String> in) {
        int[] size = node.list("ksize");
        int[] strides = node.list("strides");
        boolean padded = node.text("padding").equals("SAME");
        int[] from = shape(in.get(0));
        shapes.put(node.name(), new int[] {
            from[0], moved(from[1], size[1], strides[1], padded), moved(from[2], size[2], strides[2], padded), from[3]
        });
        inside(
                "MaxPool",
                in.get(0),
                List.of(),
                node.name(),
                Map.of(
                        "kernel_shape", new int[] {size[1], size[2]},
                        "strides", new int[] {strides[1], strides[2]},
                        "auto_pad", padded ? "SAME_UPPER" : "VALID"));
    }

    private void concatenate(List<String> in, String out) {
        List<String> parts = in.subList(0, in.size() - 1);
        int[] shape = shape(parts.get(0)).clone();
        int axis = Math.floorMod(constant(in.get(in.size() - 1)).whole()[0], shape.length);
        shape[axis] = parts.stream().mapToInt(part -> shape(part)[axis]).sum();
        shapes.put(out, shape);
        emit("Concat", parts.stream().map(this::use).toList(), out, Map.of("axis", axis));
    }

    private void resize(List<String> in, String out) {
        int[] to = constant(in.get(1)).whole();
        int[] from = shape(in.get(0));
        shapes.put(out, new int[] {from[0], to[0], to[1], from[3]});
        float[] scales = {1, 1, (float) to[0] / from[1], (float) to[1] / from[2]};
        onnx.constant(out + "/scales", new int[] {4}, scales);
        inside(
                "Resize",
                in.get(0),
                List.of("", out + "/scales"),
                out,
                Map.of("mode", "linear", "coordinate_transformation_mode", "half_pixel"));
    }

    private void split(List<String> in, String out) {
        int[] parts = constant(in.get(1)).whole();
        int[] from = shape(in.get(0));
        int axis = Math.floorMod(constant(in.get(2)).whole()[0], from.length);
        onnx.constant(out + "/parts", parts);
        List<String> outs = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            String name = i == 0 ? out : out + ":" + i;
            int[] shape = from.clone();
            shape[axis] = parts[i];
            shapes.put(name, shape);
            outs.add(name);
        }
        onnx.node("Split", List.of(use(in.get(0)), out + "/parts"), outs, Map.of("axis", axis));
    }

    private void reshape(List<String> in, int[] wanted, String out) {
        int[] shape = wanted.clone();
        int size = Arrays.stream(shape(in.get(0))).reduce(1, (a, b) -> a * b);
        int fixed = Arrays.stream(wanted).filter(n -> n > 0).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] < 0 ? size / fixed : shape[i];
        }
        shapes.put(out, shape);
        onnx.constant(out + "/shape", wanted);
        emit("Reshape", List.of(use(in.get(0)), out + "/shape"), out, Map.of());
    }

    private void squeeze(Node node, List<String> in, String out) {
        int[] from = shape(in.get(0));
        int[] axes = node.list("squeeze_dims");
        Set<Integer> gone = new HashSet<>();
        for (int axis : axes) {
            gone.add(Math.floorMod(axis, from.length));
        }
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < from.length; i++) {
            if (gone.isEmpty() ? from[i] != 1 : !gone.contains(i)) {
                left.add(from[i]);
            }
        }
        shapes.put(out, left.stream().mapToInt(n -> n).toArray());
        onnx.constant(out + "/axes", gone.stream().mapToInt(n -> n).sorted().toArray());
        emit("Squeeze", List.of(use(in.get(0)), out + "/axes"), out, Map.of());
    }
}
