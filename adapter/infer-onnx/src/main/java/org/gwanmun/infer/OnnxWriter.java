package org.gwanmun.infer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a network as ONNX: nodes in an order in which everything is there before it is used, constants, inputs, outputs.
 *
 * <p>Source: the ONNX schema, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, operator set {@value #OPERATOR_SET}.
 */
public final class OnnxWriter {
    private static final int OPERATOR_SET = 18;
    private static final int FORMAT = 9;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final List<Protobuf> nodes = new ArrayList<>();
    private final List<Protobuf> constants = new ArrayList<>();
    private final List<Protobuf> inputs = new ArrayList<>();
    private final List<Protobuf> outputs = new ArrayList<>();

    /**
     * Adds an operation.
     *
     * @param attributes numbers ({@link Integer}, {@link Float}), texts, and lists of whole numbers ({@code int[]})
     */
    public OnnxWriter node(String operator, List<String> in, List<String> out, Map<String, Object> attributes) {
        Protobuf node = new Protobuf();
        in.forEach(name -> node.text(1, name));
        out.forEach(name -> node.text(2, name));
        node.text(3, out.get(0)).text(4, operator);
        attributes.forEach((name, value) -> node.message(5, attribute(name, value)));
        nodes.add(node);
        return this;
    }

    private static Protobuf attribute(String name, Object value) {
        Protobuf attribute = new Protobuf().text(1, name);
        switch (value) {
            case Float real -> attribute.real(2, real).number(20, 1);
            case Integer whole -> attribute.number(3, whole).number(20, 2);
            case String text -> attribute.text(4, text).number(20, 3);
            case int[] list -> {
                for (int n : list) {
                    attribute.number(8, n);
                }
                attribute.number(20, 7);
            }
            default -> throw new IllegalArgumentException("attribute " + name + " of " + value.getClass());
        }
        return attribute;
    }

    /** Adds a constant of 32-bit numbers. */
    public OnnxWriter constant(String name, int[] shape, float[] values) {
        byte[] raw = new byte[Float.BYTES * values.length];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return constant(name, shape, FLOAT, raw);
    }

    /** Adds a constant list of whole numbers. */
    public OnnxWriter constant(String name, int... values) {
        byte[] raw = new byte[Long.BYTES * values.length];
        LongBuffer longs = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        for (int value : values) {
            longs.put(value);
        }
        return constant(name, new int[] {values.length}, INT64, raw);
    }

    private OnnxWriter constant(String name, int[] shape, int type, byte[] raw) {
        Protobuf tensor = new Protobuf();
        for (int n : shape) {
            tensor.number(1, n);
        }
        constants.add(tensor.number(2, type).text(8, name).bytes(9, raw));
        return this;
    }

    /** Names an input; -1 where a size may be any. */
    public OnnxWriter input(String name, int... shape) {
        inputs.add(port(name, shape));
        return this;
    }

    /** Names an output; -1 where a size may be any. */
    public OnnxWriter output(String name, int... shape) {
        outputs.add(port(name, shape));
        return this;
    }

    private static Protobuf port(String name, int[] shape) {
        Protobuf sizes = new Protobuf();
        for (int i = 0; i < shape.length; i++) {
            sizes.message(
                    1, shape[i] >= 0 ? new Protobuf().number(1, shape[i]) : new Protobuf().text(2, name + "_" + i));
        }
        Protobuf tensor = new Protobuf().number(1, FLOAT).message(2, sizes);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }

    /** The whole model. */
    public byte[] toBytes() {
        Protobuf graph = new Protobuf();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, "gwanmun");
        constants.forEach(constant -> graph.message(5, constant));
        inputs.forEach(input -> graph.message(11, input));
        outputs.forEach(output -> graph.message(12, output));
        return new Protobuf()
                .number(1, FORMAT)
                .text(2, "gwanmun")
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, OPERATOR_SET))
                .toBytes();
    }
}
