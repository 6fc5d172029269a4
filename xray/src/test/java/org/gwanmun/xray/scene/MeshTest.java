package org.gwanmun.xray.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeshTest {
    @TempDir
    Path temp;

    private static final String CUBE = """
            mtllib /etc/passwd
            v -1 -1 -1
            v 1 -1 -1
            v 1 1 -1
            v -1 1 -1
            v -1 -1 1
            v 1 -1 1
            v 1 1 1
            v -1 1 1
            f 4 3 2 1
            f 5 6 7 8
            f 1 2 6 5
            f 2 3 7 6
            f 3/1/1 4/2/1 8/3/1 7/4/1
            f -8 -4 -1 -5
            """;

    /** An upright grid of a sphere, n by 2n. */
    private static Mesh sphere(double diameter, int n) {
        int rings = n - 1;
        double[] v = new double[3 * (rings * 2 * n + 2)];
        for (int i = 0; i < rings; i++) {
            double theta = Math.PI * (i + 1) / n;
            for (int j = 0; j < 2 * n; j++) {
                double phi = Math.PI * j / n;
                int at = 3 * (i * 2 * n + j);
                v[at] = diameter / 2 * Math.sin(theta) * Math.cos(phi);
                v[at + 1] = diameter / 2 * Math.sin(theta) * Math.sin(phi);
                v[at + 2] = diameter / 2 * Math.cos(theta);
            }
        }
        int north = rings * 2 * n;
        int south = north + 1;
        v[3 * north + 2] = diameter / 2;
        v[3 * south + 2] = -diameter / 2;
        int[] t = new int[3 * 4 * n * rings];
        int k = 0;
        for (int j = 0; j < 2 * n; j++) {
            int next = (j + 1) % (2 * n);
            k = add(t, k, north, j, next);
            k = add(t, k, south, (rings - 1) * 2 * n + next, (rings - 1) * 2 * n + j);
            for (int i = 0; i + 1 < rings; i++) {
                int a = i * 2 * n;
                int b = (i + 1) * 2 * n;
                k = add(t, k, a + j, b + j, b + next);
                k = add(t, k, a + j, b + next, a + next);
            }
        }
        return new Mesh(v, java.util.Arrays.copyOf(t, k));
    }

    private static int add(int[] t, int k, int a, int b, int c) {
        t[k] = a;
        t[k + 1] = b;
        t[k + 2] = c;
        return k + 3;
    }

    @Test
    void aCubeOfTrianglesIsTheBox() throws IOException {
        Mesh mesh = ObjFile.read(Files.writeString(temp.resolve("cube.obj"), CUBE), 10);
        assertThat(mesh.size()).isEqualTo(12);
        assertThat(mesh.bounds()).isEqualTo(Bounds.centred(20, 20, 20));
        Box box = new Box(20, 20, 20);
        Random random = new Random(3);
        Intervals a = new Intervals();
        Intervals b = new Intervals();
        Workspace work = new Workspace();
        for (int i = 0; i < 20_000; i++) {
            // Every fourth ray goes exactly through grid points: vertices, edges, diagonals.
            boolean exact = i % 4 == 0;
            Ray ray = Ray.through(
                    exact ? 10 * random.nextInt(-2, 3) : 40 * (random.nextDouble() - 0.5),
                    exact ? 10 * random.nextInt(-2, 3) : 40 * (random.nextDouble() - 0.5),
                    100,
                    exact ? 10 * random.nextInt(-2, 3) : 40 * (random.nextDouble() - 0.5),
                    exact ? 10 * random.nextInt(-2, 3) : 40 * (random.nextDouble() - 0.5),
                    -100);
            mesh.intersect(ray, a, work);
            box.intersect(ray, b, work);
            if (!exact) {
                assertThat(a.length()).isCloseTo(b.length(), within(1e-9));
            } else { // a ray within a face is inside or outside, as a face is nobody's; otherwise they agree
                assertThat(a.length()).isBetween(0.0, 29.0);
                boolean grazes = Math.abs(b.length() - a.length()) > 1e-9;
                assertThat(!grazes || touchesFace(ray)).as("ray %d", i).isTrue();
            }
        }
    }

    private static boolean touchesFace(Ray ray) {
        return (ray.dx() == 0 && Math.abs(ray.ox()) == 10) || (ray.dy() == 0 && Math.abs(ray.oy()) == 10);
    }

    @Test
    void aSphereOfTrianglesComesToTheSphere() {
        Mesh mesh = sphere(50, 60);
        Ellipsoid sphere = new Ellipsoid(50, 50, 50);
        Random random = new Random(5);
        Workspace work = new Workspace();
        Intervals a = new Intervals();
        Intervals b = new Intervals();
        double sumA = 0;
        double sumB = 0;
        for (int i = 0; i < 20_000; i++) {
            Ray ray = Ray.through(
                    60 * (random.nextDouble() - 0.5),
                    60 * (random.nextDouble() - 0.5),
                    300,
                    60 * (random.nextDouble() - 0.5),
                    60 * (random.nextDouble() - 0.5),
                    -300);
            mesh.intersect(ray, a, work);
            sphere.intersect(ray, b, work);
            assertThat(a.count()).isLessThanOrEqualTo(1);
            sumA += a.length();
            sumB += b.length();
        }
        // The polyhedron is inscribed; its volume is smaller by the order of (π/60)².
        assertThat(sumA / sumB).isBetween(0.994, 0.9995);
    }

    @Test
    void partsThatRunIntoEachOtherAreTheirUnion() throws IOException {
        StringBuilder two = new StringBuilder(CUBE);
        for (String line : CUBE.split("\n", -1)) { // the same cube again, moved by 1 along x
            if (line.startsWith("v ")) {
                String[] w = line.split(" ", -1);
                two.append("v ")
                        .append(Double.parseDouble(w[1]) + 1)
                        .append(' ')
                        .append(w[2])
                        .append(' ')
                        .append(w[3])
                        .append('\n');
            } else if (line.startsWith("f ") && !line.contains("-")) {
                two.append("f");
                for (String word : line.substring(2).split(" ", -1)) {
                    two.append(' ').append(Integer.parseInt(word.split("/", -1)[0]) + 8);
                }
                two.append('\n');
            } else if (line.startsWith("f ")) {
                two.append(line).append('\n');
            }
        }
        Mesh mesh = ObjFile.read(Files.writeString(temp.resolve("two.obj"), two.toString()), 1);
        Intervals inside = new Intervals();
        mesh.intersect(Ray.through(-10, 0.1, 0.2, 10, 0.1, 0.2), inside);
        assertThat(inside.count()).isEqualTo(1);
        assertThat(inside.length()).isCloseTo(3, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            f 5 6 7 8|f 5 6 7|not closed
            v 1 1 1|v 1 NaN 1|line 8
            v 1 1 1|v 1 1e300 1|line 8
            v 1 1 1|v 1 1|line 8
            f 5 6 7 8|f 5 6 7 99|line 11
            f 5 6 7 8|f 5 6 0 8|line 11
            f 5 6 7 8|f 5 x 7 8|line 11
            f 5 6 7 8|f 5 6|line 11
            """)
    void whatIsWrongWithAFileIsSaidOnce(String good, String bad, String said) throws IOException {
        Files.writeString(temp.resolve("bad.obj"), CUBE.replace(good, bad));
        assertThatThrownBy(() -> ParcelFile.read(parcel("bad.obj")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("objects[0].shape.mesh")
                .hasMessageContaining(said);
    }

    private Path parcel(String mesh) throws IOException {
        return Files.writeString(temp.resolve("p.yaml"), """
                gwanmun: parcel/1
                id: p
                outer_mm: [100, 100, 100]
                objects:
                  - {name: m, shape: {mesh: "%s", scale: 10}, at_mm: [5, 0, 50], material: aluminium}
                """.formatted(mesh));
    }

    @Test
    void aMeshLiesWhereTheParcelSays() throws IOException {
        Files.createDirectory(temp.resolve("models"));
        Files.writeString(temp.resolve("models/cube.obj"), CUBE.replace("v 1 ", "v 3 "));
        Parcel parcel = ParcelFile.read(parcel("models/cube.obj"));
        Bounds b = new Scene(parcel).solids().getFirst().bounds();
        assertThat(b.x0()).isCloseTo(-15, within(1e-9));
        assertThat(b.x1()).isCloseTo(25, within(1e-9));
        double volume = 4 * 2 * 2;
        assertThat(SceneMasses.of(parcel, 64).objects().getFirst().volume_cm3())
                .isCloseTo(volume, within(1e-3 * volume));
    }

    @ParameterizedTest
    @CsvSource({"/etc/passwd", "../cube.obj", "models/../../cube.obj", "missing.obj", "models", "''"})
    void noPathLeadsOutOfTheFolder(String name) throws IOException {
        Files.createDirectory(temp.resolve("models"));
        assertThatThrownBy(() -> ParcelFile.read(parcel(name)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("objects[0].shape.mesh");
    }

    @Test
    void anUploadHasNoMeshes() {
        byte[] text = """
                {gwanmun: parcel/1, id: p, outer_mm: [10, 10, 10],
                 objects: [{shape: {mesh: cube.obj}, at_mm: [0, 0, 5], material: iron}]}
                """.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ParcelFile.parse("p.yaml", text))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("folder");
    }

    @Test
    void tooManyFacesAreRefusedBeforeTheyFillMemory() throws IOException {
        Path file = temp.resolve("many.obj");
        Files.writeString(file, "v 0 0 0\nv 1 0 0\nv 0 1 0\n" + "f 1 2 3\n".repeat(2_000_001));
        assertThatThrownBy(() -> ObjFile.read(file, 1))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2000000");
    }

    @Test
    void aMillionObjectsAreRefusedAtOnce() throws IOException {
        Path file = temp.resolve("million.yaml");
        Files.writeString(
                file,
                "gwanmun: parcel/1\nid: p\nouter_mm: [100, 100, 100]\nobjects:\n"
                        + "  - {shape: {box_mm: [1, 1, 1]}, at_mm: [0, 0, 5], material: iron}\n".repeat(1_000_000));
        long start = System.nanoTime();
        assertThatThrownBy(() -> ParcelFile.read(file)).isInstanceOf(Refusal.class);
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(30);
    }
}
