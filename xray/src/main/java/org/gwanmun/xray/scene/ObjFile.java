package org.gwanmun.xray.scene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.gwanmun.core.message.Refusal;

/**
 * Reads the shape of a Wavefront OBJ file: vertices ({@code v}) and faces ({@code f}, polygons cut into triangles from their
 * first corner, indices from 1 or from the end). Everything else, {@code mtllib} above all, is passed over: no name in the
 * file is ever opened.
 */
final class ObjFile {
    private static final long LIMIT_BYTES = 64L << 20;
    private static final int LIMIT_VERTICES = 2_000_000;
    private static final int LIMIT_TRIANGLES = 2_000_000;
    private static final double LIMIT_COORDINATE = 1e7;

    private final Path file;
    private double[] vertices = new double[3 * 1024];
    private int vertexCount;
    private int[] triangles = new int[3 * 1024];
    private int triangleCount;

    private ObjFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a mesh.
     *
     * @param scale millimetres in one unit of the file
     * @throws Refusal if it cannot be read, breaks a limit, or has a bad line
     * @throws IllegalArgumentException if its surface is not closed
     */
    static Mesh read(Path file, double scale) {
        try {
            if (!Files.isRegularFile(file)) {
                throw Refusal.badInput(SceneMessage.NO_MESH_FILE, file);
            }
            if (Files.size(file) > LIMIT_BYTES) {
                throw Refusal.badInput(SceneMessage.MESH_TOO_LARGE, file, Files.size(file), LIMIT_BYTES);
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return new ObjFile(file).parse(text, scale);
        } catch (IOException e) {
            throw Refusal.unavailable(SceneMessage.NO_MESH_FILE, file);
        }
    }

    private Mesh parse(String text, double scale) {
        int number = 0;
        int from = 0;
        while (from < text.length()) {
            int to = text.indexOf('\n', from);
            to = to < 0 ? text.length() : to;
            number++;
            char kind = text.charAt(from);
            if (to - from > 2 && Character.isWhitespace(text.charAt(from + 1))) {
                if (kind == 'v') {
                    vertex(text.substring(from + 2, to).trim().split("\\s+"), number, scale);
                } else if (kind == 'f') {
                    face(text.substring(from + 2, to).trim().split("\\s+"), number);
                }
            }
            from = to + 1;
        }
        return new Mesh(Arrays.copyOf(vertices, 3 * vertexCount), Arrays.copyOf(triangles, 3 * triangleCount));
    }

    private void vertex(String[] words, int line, double scale) {
        if (words.length < 3) {
            throw wrong(line, String.join(" ", words));
        }
        if (vertexCount == LIMIT_VERTICES) {
            throw Refusal.badInput(SceneMessage.MESH_TOO_LARGE, file, "> " + LIMIT_VERTICES, LIMIT_VERTICES);
        }
        if (3 * vertexCount + 3 > vertices.length) {
            vertices = Arrays.copyOf(vertices, 2 * vertices.length);
        }
        for (int axis = 0; axis < 3; axis++) {
            double value = number(words[axis], line) * scale;
            if (!(Math.abs(value) <= LIMIT_COORDINATE)) {
                throw wrong(line, words[axis]);
            }
            vertices[3 * vertexCount + axis] = value;
        }
        vertexCount++;
    }

    private void face(String[] words, int line) {
        if (words.length < 3) {
            throw wrong(line, String.join(" ", words));
        }
        int first = index(words[0], line);
        int previous = index(words[1], line);
        for (int corner = 2; corner < words.length; corner++) {
            if (triangleCount == LIMIT_TRIANGLES) {
                throw Refusal.badInput(SceneMessage.MESH_TOO_LARGE, file, "> " + LIMIT_TRIANGLES, LIMIT_TRIANGLES);
            }
            if (3 * triangleCount + 3 > triangles.length) {
                triangles = Arrays.copyOf(triangles, 2 * triangles.length);
            }
            int next = index(words[corner], line);
            triangles[3 * triangleCount] = first;
            triangles[3 * triangleCount + 1] = previous;
            triangles[3 * triangleCount + 2] = next;
            triangleCount++;
            previous = next;
        }
    }

    private int index(String word, int line) {
        int slash = word.indexOf('/');
        double value = number(slash < 0 ? word : word.substring(0, slash), line);
        double index = value < 0 ? vertexCount + value : value - 1;
        if (!(index >= 0 && index < vertexCount) || index != Math.rint(index)) {
            throw wrong(line, word);
        }
        return (int) index;
    }

    private double number(String word, int line) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw wrong(line, word);
        }
    }

    private Refusal wrong(int line, String word) {
        String shown = word.length() > 60 ? word.substring(0, 60) + "…" : word;
        return Refusal.badInput(SceneMessage.BAD_MESH_LINE, file, line, shown);
    }
}
