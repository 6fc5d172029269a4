package org.gwanmun.xray.scene;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import org.gwanmun.core.message.MessageKey;

/**
 * Reads the triangles of OBJ files of one folder: {@code v} and {@code f}, negative indices, polygons as fans. All else,
 * such as normals, groups and {@code mtllib}, is passed over; no path of a file's content is ever followed. Vertices in the
 * same place are one, and faces that look the wrong way are turned over ({@link Facing}). Limits hold before memory is asked for, and for all meshes of a folder together.
 */
final class MeshFile {
    static final long LIMIT_BYTES = 64L << 20;
    static final int LIMIT_COUNT = 2_000_000;
    private static final double LARGEST = 1e9;

    /** Why a mesh cannot be used. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient MessageKey key;
        private final transient Object[] arguments;

        Wrong(MessageKey key, Object... arguments) {
            super(key.toString());
            this.key = key;
            this.arguments = arguments;
        }

        MessageKey key() {
            return key;
        }

        Object[] arguments() {
            return arguments.clone();
        }
    }

    /** A surface in the file's own units and place. */
    record Surface(double[] vertices, int[] triangles) {}

    private final Path folder;
    private final Map<Path, Surface> read = new HashMap<>();
    private long budget = LIMIT_BYTES;
    private int verticesLeft = LIMIT_COUNT;
    private int trianglesLeft = LIMIT_COUNT;

    MeshFile(Path folder) {
        this.folder = folder;
    }

    /** The mesh in a file of the folder, its box's centre at the origin, its units × scale in millimetres. */
    Mesh mesh(String name, double scale, double smallest_mm, double largest_mm) throws Wrong {
        Surface surface = surface(name);
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int corner : surface.triangles) { // vertices that no face uses do not count
            for (int axis = 0; axis < 3; axis++) {
                double place = surface.vertices[3 * corner + axis];
                low[axis] = Math.min(low[axis], place);
                high[axis] = Math.max(high[axis], place);
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            double extent = (high[axis] - low[axis]) * scale;
            if (!(extent >= smallest_mm && extent <= largest_mm)) {
                throw new Wrong(SceneMessage.MESH_SIZE, name, "xyz".charAt(axis), extent, smallest_mm, largest_mm);
            }
        }
        double[] vertices = new double[surface.vertices.length];
        for (int i = 0; i < vertices.length; i++) {
            vertices[i] = (surface.vertices[i] - (low[i % 3] + high[i % 3]) / 2) * scale;
        }
        return new Mesh(vertices, surface.triangles);
    }

    private Surface surface(String name) throws Wrong {
        Path file = file(name);
        Surface known = read.get(file);
        if (known != null) {
            return known;
        }
        try {
            if (!Files.isRegularFile(file)) {
                throw new Wrong(SceneMessage.MESH_NO_FILE, name);
            }
            if (Files.size(file) > budget) {
                throw new Wrong(SceneMessage.MESH_TOO_LARGE, name, LIMIT_BYTES >> 20, LIMIT_COUNT);
            }
            byte[] bytes = Files.readAllBytes(file);
            budget -= bytes.length;
            Surface surface = parse(name, bytes, verticesLeft, trianglesLeft);
            verticesLeft -= surface.vertices.length / 3;
            trianglesLeft -= surface.triangles.length / 3;
            read.put(file, surface);
            return surface;
        } catch (IOException e) {
            throw new Wrong(SceneMessage.MESH_NO_FILE, name);
        }
    }

    /** The file, which links cannot carry out of the folder either. */
    private Path file(String name) throws Wrong {
        try {
            Path relative = Path.of(name);
            boolean plain = !name.isBlank() && !relative.isAbsolute() && !name.contains("\\");
            for (Path part : relative) {
                plain &= !part.toString().equals("..");
            }
            if (!plain) {
                throw new Wrong(SceneMessage.MESH_OUTSIDE, name);
            }
            Path real = folder.resolve(relative).toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw new Wrong(SceneMessage.MESH_OUTSIDE, name);
            }
            return real;
        } catch (InvalidPathException e) {
            throw new Wrong(SceneMessage.MESH_OUTSIDE, name.replace('\0', '?'));
        } catch (IOException e) {
            throw new Wrong(SceneMessage.MESH_NO_FILE, name);
        }
    }

    /** A closed surface, or why it is none. */
    static Surface parse(String name, byte[] bytes, int vertexLimit, int triangleLimit) throws Wrong {
        Parser parser = new Parser(name, vertexLimit, triangleLimit);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.ISO_8859_1))) {
            String line = lines.readLine();
            while (line != null) {
                parser.line(line);
                line = lines.readLine();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e); // bytes in memory can be read
        }
        return parser.surface();
    }

    private static final class Parser {
        private final String name;
        private final int vertexLimit;
        private final int triangleLimit;
        private double[] vertices = new double[3 * 1024];
        private int[] triangles = new int[3 * 1024];
        private int vertexCount;
        private int cornerCount;
        private int number;

        Parser(String name, int vertexLimit, int triangleLimit) {
            this.name = name;
            this.vertexLimit = vertexLimit;
            this.triangleLimit = triangleLimit;
        }

        void line(String line) throws Wrong {
            number++;
            StringTokenizer words = new StringTokenizer(line);
            if (!words.hasMoreTokens()) {
                return;
            }
            String first = words.nextToken();
            if (first.equals("v")) {
                vertex(words);
            } else if (first.equals("f")) {
                face(words);
            }
        }

        private void vertex(StringTokenizer words) throws Wrong {
            if (vertexCount == vertexLimit) {
                throw new Wrong(SceneMessage.MESH_TOO_LARGE, name, LIMIT_BYTES >> 20, LIMIT_COUNT);
            }
            if (3 * vertexCount == vertices.length) {
                vertices = Arrays.copyOf(vertices, 2 * vertices.length);
            }
            for (int axis = 0; axis < 3; axis++) {
                String word = words.hasMoreTokens() ? words.nextToken() : "";
                double value;
                try {
                    value = Double.parseDouble(word);
                } catch (NumberFormatException e) {
                    value = Double.NaN;
                }
                if (!(Math.abs(value) <= LARGEST)) {
                    throw new Wrong(SceneMessage.MESH_BAD_NUMBER, name, number, shown(word));
                }
                vertices[3 * vertexCount + axis] = value + 0.0; // no −0, so that places compare by their bits
            }
            vertexCount++;
        }

        private void face(StringTokenizer words) throws Wrong {
            int first = -1;
            int last = -1;
            int corners = 0;
            while (words.hasMoreTokens()) {
                String word = words.nextToken();
                if (word.startsWith("#")) {
                    break;
                }
                int corner = corner(word);
                if (corners++ == 0) {
                    first = corner;
                } else if (corners > 2) {
                    triangle(first, last, corner);
                }
                last = corner;
            }
            if (corners < 3) {
                throw new Wrong(SceneMessage.MESH_BAD_FACE, name, number, corners);
            }
        }

        /** The vertex of a corner such as 7, 7/1, 7//3, 7/1/3 or −1. */
        private int corner(String word) throws Wrong {
            int slash = word.indexOf('/');
            long index;
            try {
                index = Long.parseLong(slash < 0 ? word : word.substring(0, slash));
            } catch (NumberFormatException e) {
                index = 0;
            }
            long corner = index < 0 ? vertexCount + index : index - 1;
            if (corner < 0 || corner >= vertexCount) {
                throw new Wrong(SceneMessage.MESH_BAD_INDEX, name, number, shown(word), vertexCount);
            }
            return (int) corner;
        }

        private void triangle(int a, int b, int c) throws Wrong {
            if (cornerCount == 3 * triangleLimit) {
                throw new Wrong(SceneMessage.MESH_TOO_LARGE, name, LIMIT_BYTES >> 20, LIMIT_COUNT);
            }
            if (cornerCount == triangles.length) {
                triangles = Arrays.copyOf(triangles, 2 * triangles.length);
            }
            triangles[cornerCount++] = a;
            triangles[cornerCount++] = b;
            triangles[cornerCount++] = c;
        }

        Surface surface() throws Wrong {
            if (cornerCount == 0) {
                throw new Wrong(SceneMessage.MESH_EMPTY, name);
            }
            int[] one = sameOnes();
            int kept = 0;
            for (int i = 0; i < cornerCount; i += 3) {
                int a = one[triangles[i]];
                int b = one[triangles[i + 1]];
                int c = one[triangles[i + 2]];
                if (a != b && b != c && c != a) { // one without area cancels itself
                    triangles[kept++] = a;
                    triangles[kept++] = b;
                    triangles[kept++] = c;
                }
            }
            int[] faces = Arrays.copyOf(triangles, kept);
            if (kept == 0) {
                throw new Wrong(SceneMessage.MESH_EMPTY, name);
            }
            OpenEdges open = OpenEdges.of(vertexCount, faces);
            if (open.count() > 0) { // perhaps only because some faces look the wrong way
                int[] agreed = Facing.agreed(faces);
                OpenEdges left = OpenEdges.of(vertexCount, agreed);
                if (left.count() < open.count()) {
                    open = left; // what is said of it then is of holes alone
                    faces = agreed;
                }
            }
            if (open.count() > 0) {
                throw new Wrong(SceneMessage.MESH_OPEN, name, open.count(), place(open.from()), place(open.to()));
            }
            return new Surface(Arrays.copyOf(vertices, 3 * vertexCount), faces);
        }

        /** For each vertex the first one in its place. */
        private int[] sameOnes() {
            int size = Integer.highestOneBit(Math.max(16, 2 * vertexCount)) * 2;
            int[] table = new int[size];
            int[] one = new int[vertexCount];
            for (int i = 0; i < vertexCount; i++) {
                long hash = 0x9E3779B97F4A7C15L;
                for (int axis = 0; axis < 3; axis++) {
                    hash = (hash ^ Double.doubleToRawLongBits(vertices[3 * i + axis])) * 0xBF58476D1CE4E5B9L;
                    hash ^= hash >>> 32;
                }
                int slot = (int) hash & (size - 1);
                while (table[slot] != 0 && !same(table[slot] - 1, i)) {
                    slot = (slot + 1) & (size - 1);
                }
                if (table[slot] == 0) {
                    table[slot] = i + 1;
                }
                one[i] = table[slot] - 1;
            }
            return one;
        }

        private boolean same(int a, int b) {
            return vertices[3 * a] == vertices[3 * b]
                    && vertices[3 * a + 1] == vertices[3 * b + 1]
                    && vertices[3 * a + 2] == vertices[3 * b + 2];
        }

        private String place(int vertex) {
            return String.format(
                    Locale.ROOT,
                    "(%.6g, %.6g, %.6g)",
                    vertices[3 * vertex],
                    vertices[3 * vertex + 1],
                    vertices[3 * vertex + 2]);
        }

        /** A word of the file, fit to be said: short, and without what a screen might act on. */
        private static String shown(String word) {
            String plain = word.replaceAll("[^\\x21-\\x7e]", "?");
            return plain.length() > 40 ? plain.substring(0, 40) + "…" : plain;
        }
    }
}
