package org.gwanmun.infer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.message.Refusal;

/**
 * A graph of TensorFlow.js with its weights: {@code model.json} and the shards that it lists. Quantised weights are brought back:
 * 16-bit floats are widened, whole numbers become q · scale + min.
 *
 * <p>Source of the form: https://github.com/tensorflow/tfjs/tree/master/tfjs-converter (weights manifest).
 */
final class TfjsGraph {
    private static final int MOST_LETTERS = 1000;
    private static final int MOST_NODES = 10_000;
    private static final int MOST_WEIGHTS = 10_000;
    private static final long MOST_VALUES = 100_000_000;

    /** Reads a shard of the package. */
    interface Shards {
        byte[] read(String name);
    }

    /** A constant. Whole numbers are kept as floats: none here is beyond 2²⁴. */
    record Weight(int[] shape, float[] values) {
        int[] whole() {
            int[] whole = new int[values.length];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = Math.round(values[i]);
            }
            return whole;
        }
    }

    /** An operation; {@code inputs} name tensors, {@code name:n} the n-th output of a node. */
    record Node(String name, String op, List<String> inputs, Map<String, Entry> attributes) {
        int[] list(String name) {
            Entry list = attributes.get(name);
            if (list == null) {
                return new int[0];
            }
            return list
                    .find("list")
                    .flatMap(entry -> entry.find("i"))
                    .map(entry -> entry.list(16))
                    .orElse(List.of())
                    .stream()
                    .mapToInt(entry -> (int) entry.integer(Integer.MIN_VALUE, Integer.MAX_VALUE))
                    .toArray();
        }

        float real(String name) {
            Entry attribute = attributes.get(name);
            return attribute == null
                    ? 0
                    : (float) attribute
                            .find("f")
                            .map(entry -> entry.number(-1e30, 1e30))
                            .orElse(0.0)
                            .doubleValue();
        }

        String text(String name) {
            Entry attribute = attributes.get(name);
            return attribute == null
                    ? ""
                    : attribute
                            .find("s")
                            .map(entry -> new String(bytes(entry), StandardCharsets.UTF_8))
                            .orElse("");
        }

        /** Newer graphs write bytes in base 64, older ones as a list. */
        private static byte[] bytes(Entry entry) {
            if (entry.isScalar()) {
                return Base64.getDecoder().decode(entry.text());
            }
            List<Entry> numbers = entry.list(MOST_LETTERS);
            byte[] bytes = new byte[numbers.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) numbers.get(i).integer(0, 255);
            }
            return bytes;
        }
    }

    private final String name;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Weight> weights = new HashMap<>();

    /** Reads a graph. A {@link Refusal} if it is none. */
    TfjsGraph(String name, byte[] json, Shards shards) {
        this.name = name;
        Entry root = DocumentReader.parse(name, json);
        root.required("modelTopology")
                .flatMap(entry -> entry.required("node"))
                .map(entry -> entry.list(MOST_NODES))
                .orElse(List.of())
                .forEach(this::node);
        root.required("weightsManifest")
                .map(entry -> entry.list(100))
                .orElse(List.of())
                .forEach(group -> {
                    ByteBuffer bytes = bytes(group, shards);
                    group.required("weights")
                            .map(entry -> entry.list(MOST_WEIGHTS))
                            .orElse(List.of())
                            .forEach(weight -> weight(weight, bytes));
                });
        root.problems().refuseIfAny();
    }

    private void node(Entry entry) {
        String node = entry.required("name").map(Entry::text).orElse("");
        Map<String, Entry> attributes = new HashMap<>();
        entry.find("attr").ifPresent(attr -> attr.names()
                .forEach(key -> attr.find(key).ifPresent(value -> attributes.put(key, value))));
        List<String> inputs = entry.find("input")
                .map(list -> list.list(1000).stream().map(Entry::text).toList())
                .orElse(List.of());
        nodes.put(node, new Node(node, entry.required("op").map(Entry::text).orElse(""), inputs, attributes));
    }

    private ByteBuffer bytes(Entry group, Shards shards) {
        List<byte[]> parts = group.required("paths").map(entry -> entry.list(1000)).orElse(List.of()).stream()
                .map(entry -> shards.read(entry.text()))
                .toList();
        ByteBuffer all = ByteBuffer.allocate(
                        parts.stream().mapToInt(part -> part.length).sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        parts.forEach(all::put);
        return all.flip();
    }

    private void weight(Entry entry, ByteBuffer bytes) {
        int[] shape = entry.required("shape").map(list -> list.list(8)).orElse(List.of()).stream()
                .mapToInt(n -> (int) n.integer(0, 1 << 28))
                .toArray();
        long size = 1;
        for (int n : shape) {
            size *= n;
        }
        String type = entry.required("dtype").map(Entry::text).orElse("");
        float scale = 1;
        float min = 0;
        Entry quantised = entry.find("quantization").orElse(null);
        if (quantised != null) {
            type = quantised.required("dtype").map(Entry::text).orElse("");
            scale = (float) quantised
                    .find("scale")
                    .map(n -> n.number(-1e30, 1e30))
                    .orElse(1.0)
                    .doubleValue();
            min = (float) quantised
                    .find("min")
                    .map(n -> n.number(-1e30, 1e30))
                    .orElse(0.0)
                    .doubleValue();
        }
        int bytesEach =
                switch (type) {
                    case "float32", "int32" -> 4;
                    case "float16", "uint16" -> 2;
                    case "uint8", "bool" -> 1;
                    default -> throw cannot("weights of type " + type);
                };
        if (size > MOST_VALUES || size * bytesEach > bytes.remaining()) {
            throw cannot("weights end too soon");
        }
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case "float32" -> bytes.getFloat();
                case "int32" -> bytes.getInt();
                case "float16" -> Float.float16ToFloat(bytes.getShort());
                case "uint16" -> (bytes.getShort() & 0xFFFF) * scale + min;
                default -> (bytes.get() & 0xFF) * scale + min;
            };
        }
        weights.put(entry.required("name").map(Entry::text).orElse(""), new Weight(shape, values));
    }

    Refusal cannot(String reason) {
        return Refusal.badInput(InferMessage.CANNOT_CONVERT, name, reason);
    }

    Node node(String node) {
        Node found = nodes.get(node);
        if (found == null) {
            throw cannot("no node " + node);
        }
        return found;
    }

    Map<String, Weight> weights() {
        return weights;
    }
}
