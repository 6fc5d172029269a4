package org.gwanmun.infer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gwanmun.core.message.Refusal;

/**
 * Looks through a model's bytes before the engine sees them: that it is one, and that it names no other file. (ONNX lets a tensor
 * lie in a file of any path; the engine would open it.)
 */
final class OnnxCheck {
    /** Largest model. */
    static final long LIMIT_BYTES = 512L << 20;

    private static final int LIMIT_DEPTH = 16;

    /** What may hold a tensor: which field of which message leads where. */
    private enum Message {
        MODEL,
        GRAPH,
        NODE,
        ATTRIBUTE,
        SPARSE,
        FUNCTION,
        TENSOR;

        private static Message[] none() {
            return new Message[0];
        }
    }

    private final Path file;
    private final byte[] bytes;
    private boolean graph;

    private OnnxCheck(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** The bytes of a model that may be opened. A {@link Refusal} otherwise. */
    static byte[] read(Path file) {
        byte[] bytes;
        try {
            if (!Files.isRegularFile(file)) {
                throw Refusal.badInput(InferMessage.NO_MODEL_FILE, file);
            }
            if (Files.size(file) > LIMIT_BYTES) {
                throw Refusal.badInput(InferMessage.MODEL_TOO_LARGE, file, Files.size(file), LIMIT_BYTES);
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw Refusal.unavailable(InferMessage.CANNOT_READ, file, String.valueOf(e.getMessage()));
        }
        OnnxCheck check = new OnnxCheck(file, bytes);
        check.message(Message.MODEL, 0, bytes.length, 0);
        if (!check.graph) {
            throw Refusal.badInput(InferMessage.NOT_ONNX, file);
        }
        return bytes;
    }

    private void message(Message kind, int from, int to, int depth) {
        if (depth > LIMIT_DEPTH) {
            throw Refusal.badInput(InferMessage.NOT_ONNX, file);
        }
        int at = from;
        while (at < to) {
            long[] key = varint(at, to);
            at = (int) key[1];
            int field = (int) (key[0] >>> 3);
            switch ((int) (key[0] & 7)) {
                case 0 -> {
                    long[] value = varint(at, to);
                    at = (int) value[1];
                    if (kind == Message.TENSOR && field == 14 && value[0] != 0) {
                        throw Refusal.badInput(InferMessage.EXTERNAL_DATA, file);
                    }
                }
                case 1 -> at = skip(at, 8, to);
                case 2 -> {
                    long[] length = varint(at, to);
                    int begin = (int) length[1];
                    at = skip(begin, length[0], to);
                    if (kind == Message.TENSOR && field == 13) {
                        throw Refusal.badInput(InferMessage.EXTERNAL_DATA, file);
                    }
                    graph |= kind == Message.MODEL && field == 7;
                    for (Message inner : inside(kind, field)) {
                        message(inner, begin, at, depth + 1);
                    }
                }
                case 5 -> at = skip(at, 4, to);
                default -> throw Refusal.badInput(InferMessage.NOT_ONNX, file);
            }
        }
    }

    private static Message[] inside(Message kind, int field) {
        Message inner =
                switch (kind) {
                    case MODEL -> field == 7 ? Message.GRAPH : field == 25 ? Message.FUNCTION : null;
                    case GRAPH ->
                        field == 1 ? Message.NODE : field == 5 ? Message.TENSOR : field == 15 ? Message.SPARSE : null;
                    case NODE -> field == 5 ? Message.ATTRIBUTE : null;
                    case FUNCTION -> field == 7 ? Message.NODE : field == 11 ? Message.ATTRIBUTE : null;
                    case SPARSE -> field == 1 || field == 2 ? Message.TENSOR : null;
                    case ATTRIBUTE ->
                        field == 5 || field == 10
                                ? Message.TENSOR
                                : field == 6 || field == 11
                                        ? Message.GRAPH
                                        : field == 22 || field == 23 ? Message.SPARSE : null;
                    case TENSOR -> null;
                };
        return inner == null ? Message.none() : new Message[] {inner};
    }

    private int skip(int at, long length, int to) {
        if (length < 0 || length > to - at) {
            throw Refusal.badInput(InferMessage.NOT_ONNX, file);
        }
        return at + (int) length;
    }

    /** A number, and where it ends. */
    private long[] varint(int from, int to) {
        long value = 0;
        for (int i = 0; i < 10 && from + i < to; i++) {
            byte b = bytes[from + i];
            value |= (long) (b & 0x7F) << (7 * i);
            if (b >= 0) {
                return new long[] {value, from + i + 1};
            }
        }
        throw Refusal.badInput(InferMessage.NOT_ONNX, file);
    }
}
