package org.gwanmun.xray.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeshTest {
    private static final String TETRAHEDRON =
            "v 0 0 0\nv 10 0 0\nv 0 10 0\nv 0 0 10\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n";

    @TempDir
    Path folder;

    /** Faces outward, as squares. */
    private static String box(double x0, double y0, double z0, double x1, double y1, double z1, boolean outward) {
        StringBuilder obj = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            obj.append(String.format(
                    Locale.ROOT,
                    "v %s %s %s%n",
                    (i & 1) == 0 ? x0 : x1,
                    (i & 2) == 0 ? y0 : y1,
                    (i & 4) == 0 ? z0 : z1));
        }
        int[][] faces = {{1, 3, 4, 2}, {5, 6, 8, 7}, {1, 2, 6, 5}, {3, 7, 8, 4}, {1, 5, 7, 3}, {2, 4, 8, 6}};
        for (int[] f : faces) {
            int[] corners = outward ? f : new int[] {f[3], f[2], f[1], f[0]};
            obj.append('f');
            for (int corner : corners) {
                obj.append(' ').append(corner - 9); // counted from the end
            }
            obj.append('\n');
        }
        return obj.toString();
    }

    /** A ball as a net of latitudes and longitudes. */
    private static String ball(double radius, int around, int up) {
        StringBuilder obj = new StringBuilder("# a ball\nmtllib ../../etc/passwd\nusemtl /etc/passwd\n");
        for (int i = 0; i <= up; i++) {
            for (int j = 0; j < around; j++) {
                double a = Math.PI * i / up;
                double b = 2 * Math.PI * j / around;
                double s = i == 0 || i == up ? 0 : Math.sin(a);
                obj.append(String.format(
                        Locale.ROOT,
                        "v %s %s %s%n",
                        radius * s * Math.cos(b),
                        radius * s * Math.sin(b),
                        radius * Math.cos(a)));
            }
        }
        for (int i = 0; i < up; i++) {
            for (int j = 0; j < around; j++) {
                int k = (j + 1) % around;
                obj.append(String.format(
                        Locale.ROOT,
                        "f %d/1/1 %d//1 %d/1 %d%n",
                        i * around + j + 1,
                        (i + 1) * around + j + 1,
                        (i + 1) * around + k + 1,
                        i * around + k + 1));
            }
        }
        return obj.toString();
    }

    private static Mesh mesh(String obj) {
        try {
            MeshFile.Surface surface = MeshFile.parse("m.obj", obj.getBytes(StandardCharsets.UTF_8), 100_000, 100_000);
            return new Mesh(surface.vertices(), surface.triangles());
        } catch (MeshFile.Wrong e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 300)
    void aBoxOfTrianglesIsTheBox(@ForAll long seed) {
        Random random = new Random(seed);
        Mesh mesh = mesh(box(-15, -10, -5, 15, 10, 5, true));
        Box box = new Box(30, 20, 10);
        Intervals a = new Intervals();
        Intervals b = new Intervals();
        for (int i = 0; i < 20; i++) {
            Ray ray = Ray.through(
                    random.nextDouble(-50, 50), random.nextDouble(-50, 50), 100, random.nextDouble(-16, 16), 3, 1);
            mesh.intersect(ray, a);
            box.intersect(ray, b);
            assertThat(a.count()).isEqualTo(b.count());
            if (a.count() == 1) {
                assertThat(a.from(0)).isCloseTo(b.from(0), within(1e-9));
                assertThat(a.to(0)).isCloseTo(b.to(0), within(1e-9));
            }
        }
    }

    /** Lines aimed at the corners and along the edges and diagonals of the faces, where a careless test counts twice. */
    @Property(tries = 300)
    void linesThroughEdgesAndCornersCrossOnce(@ForAll long seed) {
        Random random = new Random(seed);
        Mesh ball = mesh(ball(20, 12, 8));
        Mesh box = mesh(box(-10, -10, -10, 10, 10, 10, true));
        Intervals inside = new Intervals();
        for (int i = 0; i < 20; i++) {
            double x = 10 * (random.nextInt(3) - 1);
            double y = 10 * (random.nextInt(3) - 1);
            // Along z through a corner, an edge, or the faces' diagonals: the origin's tiny shift decides which side.
            box.intersect(new Ray(x, y, 100, 0, 0, -1), inside);
            assertThat(inside.length() < 1e-9 || Math.abs(inside.length() - 20) < 1e-9)
                    .isTrue();
            double t = random.nextDouble(-9.9, 9.9);
            box.intersect(new Ray(t, t, 100, 0, 0, -1), inside); // along a diagonal
            assertThat(inside.length()).isCloseTo(20, within(1e-9));
            // Through the centre and a vertex of the ball; leaves by the opposite vertex.
            double b = 2 * Math.PI * random.nextInt(12) / 12;
            double a = Math.PI * random.nextInt(9) / 8;
            double px = 20 * Math.sin(a) * Math.cos(b);
            double py = 20 * Math.sin(a) * Math.sin(b);
            double pz = 20 * Math.cos(a);
            ball.intersect(Ray.through(5 * px, 5 * py, 5 * pz, px, py, pz), inside);
            assertThat(inside.length()).isCloseTo(40, within(1e-9));
        }
    }

    /** Faces turned over at random are turned back, a room's among them; a hole stays one. */
    @Property(tries = 30)
    void facesTurnedOverAreTurnedBack(@ForAll long seed) {
        Random random = new Random(seed);
        String good = ball(20, 12, 8) + box(-4, -4, -4, 4, 4, 4, false);
        StringBuilder mixed = new StringBuilder();
        int roomTurned = 0;
        for (String line : good.split("\\R", -1)) {
            String[] words = line.split(" ", -1);
            boolean ofRoom = words[0].equals("f") && words[1].startsWith("-");
            if (words[0].equals("f") && random.nextInt(4) == 0 && (!ofRoom || roomTurned++ < 2)) {
                line = String.join(" ", words[0], words[4], words[3], words[2], words[1]);
            }
            mixed.append(line).append('\n');
        }
        Mesh expected = mesh(good);
        Mesh turned = mesh(mixed.toString());
        Intervals a = new Intervals();
        Intervals b = new Intervals();
        int rooms = 0;
        for (int i = 0; i < 200; i++) {
            Ray ray = Ray.through(
                    random.nextDouble(-9, 9), random.nextDouble(-9, 9), 60, random.nextDouble(-9, 9), 2, -50);
            expected.intersect(ray, a);
            turned.intersect(ray, b);
            rooms += a.count() - 1;
            assertThat(b.count()).isEqualTo(a.count());
            assertThat(b.length()).isCloseTo(a.length(), within(1e-9));
        }
        assertThat(rooms).isPositive();
    }

    @Test
    void aTurnedMeshIsBoundedByItsVertices() {
        double[] turn = {30, -50, 110};
        Bounds mesh = Placed.at(mesh(box(-15, -10, -5, 15, 10, 5, true)), turn, 1, 2, 3)
                .bounds();
        Bounds box = Placed.at(new Box(30, 20, 10), turn, 1, 2, 3).bounds();
        assertThat(mesh.contains(box, 1e-9) && box.contains(mesh, 1e-9)).isTrue();
    }

    @Test
    void oneFaceTurnedOverIsTurnedBackButHolesStayOpen() throws MeshFile.Wrong {
        Mesh mesh = mesh(TETRAHEDRON.replace("f 1 3 2", "f 1 2 3"));
        Intervals inside = new Intervals();
        mesh.intersect(new Ray(1, 1, 50, 0, 0, -1), inside);
        assertThat(inside.length()).isCloseTo(8, within(1e-9));
        String hole = TETRAHEDRON.replace("f 1 3 2\n", "").replace("f 1 2 4", "f 1 4 2");
        assertThatThrownBy(() -> MeshFile.parse("m.obj", hole.getBytes(StandardCharsets.UTF_8), 100, 100))
                .isInstanceOfSatisfying(MeshFile.Wrong.class, wrong -> {
                    assertThat(wrong.key()).isEqualTo(SceneMessage.MESH_OPEN);
                    assertThat(wrong.arguments()[1]).isEqualTo(3);
                });
    }

    @Test
    void aFineBallOfTrianglesIsNearlyTheBall() {
        Mesh mesh = mesh(ball(20, 180, 90));
        assertThat(mesh.triangleCount()).isEqualTo(180 * 89 * 2);
        Ellipsoid ball = new Ellipsoid(40, 40, 40);
        Random random = new Random(3);
        Intervals a = new Intervals();
        Intervals b = new Intervals();
        for (int i = 0; i < 20_000; i++) {
            Ray ray = Ray.through(
                    random.nextDouble(-30, 30),
                    random.nextDouble(-30, 30),
                    100,
                    random.nextDouble(-12, 12),
                    random.nextDouble(-12, 12),
                    0);
            mesh.intersect(ray, a);
            ball.intersect(ray, b);
            assertThat(a.count()).isEqualTo(1);
            assertThat(a.length()).isCloseTo(b.length(), within(0.06)).isLessThanOrEqualTo(b.length() + 1e-9);
        }
    }

    @Test
    void overlappingPartsAreOneBodyAndAnInsideOutShellIsAHole() {
        Intervals inside = new Intervals();
        mesh(box(0, 0, 0, 10, 10, 10, true) + box(5, 5, 5, 20, 20, 20, true))
                .intersect(new Ray(7, 7.5, 100, 0, 0, -1), inside);
        assertThat(inside.count()).isEqualTo(1);
        assertThat(inside.length()).isCloseTo(20, within(1e-9));
        mesh(box(0, 0, 0, 10, 10, 10, true) + box(2, 2, 2, 8, 8, 8, false))
                .intersect(new Ray(7, 7.5, 100, 0, 0, -1), inside);
        assertThat(inside.count()).isEqualTo(2);
        assertThat(inside.length()).isCloseTo(4, within(1e-9));
        mesh(box(0, 0, 0, 10, 10, 10, false)).intersect(new Ray(7, 7.5, 100, 0, 0, -1), inside); // all inside out
        assertThat(inside.length()).isCloseTo(10, within(1e-9));
        // Two cubes that share an edge: four faces there, as many each way.
        mesh(box(0, 0, 0, 10, 10, 10, true) + box(10, 10, 0, 20, 20, 10, true))
                .intersect(new Ray(5, 5, 5, Math.sqrt(0.5), Math.sqrt(0.5), 0), inside);
        assertThat(inside.length()).isCloseTo(20 * Math.sqrt(2), within(1e-6));
    }

    @Test
    void polygonsThatAreNotConvexKeepTheirShape() {
        // An L of 20 × 20 × 10 with a 10 × 10 corner missing; its fan has triangles that cancel.
        int[][] outline = {{0, 20}, {0, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 20}};
        StringBuilder obj = new StringBuilder();
        for (int z = 0; z <= 10; z += 10) {
            for (int[] p : outline) {
                obj.append("v " + p[0] + " " + p[1] + " " + z + "\n");
            }
        }
        obj.append("f 6 5 4 3 2 1\nf 7 8 9 10 11 12\n");
        for (int i = 0; i < 6; i++) {
            int k = (i + 1) % 6;
            obj.append("f " + (i + 1) + " " + (k + 1) + " " + (k + 7) + " " + (i + 7) + "\n");
        }
        Mesh mesh = mesh(obj.toString());
        Intervals inside = new Intervals();
        for (double x = 0.3; x < 20; x += 0.7) {
            for (double y = 0.4; y < 20; y += 0.7) {
                mesh.intersect(new Ray(x, y, 100, 0, 0, -1), inside);
                assertThat(inside.length()).isCloseTo(x < 10 || y < 10 ? 10 : 0, within(1e-9));
            }
        }
    }

    private Parcel read(String shape) throws IOException {
        Path file = folder.resolve("p.yaml");
        Files.writeString(
                file,
                "{gwanmun: parcel/1, id: a, outer_mm: [100, 100, 50], objects: [{shape: " + shape
                        + ", at_mm: [0, 0, 25], material: aluminium}]}");
        return ParcelFile.read(file);
    }

    @Test
    void aMeshStandsWithTheCentreOfItsBoxAtItsPlaceInMillimetresTimesScale() throws IOException {
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(folder.resolve("parts/box.obj"), box(100, 200, 300, 102, 203, 304, true));
        Parcel parcel = read("{mesh: parts/box.obj, scale: 10}");
        assertThat(parcel.objects().getFirst().outside().bounds()).isEqualTo(new Bounds(-10, -15, 5, 10, 15, 45));
        Scene.Probe probe = new Scene(parcel).new Probe();
        assertThat(probe.follow(new Ray(0, 0, 100, 0, 0, -1))).isTrue();
        assertThat(probe.areal_g_cm2()[0]).isCloseTo(4 * 2.699, within(0.02));
        Parcel cut = read("{mesh: parts/box.obj, scale: 10, subtract: [{box_mm: [10, 10, 100]}]}");
        assertThat(new Scene(cut).new Probe().follow(new Ray(0, 0, 100, 0, 0, -1)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "../../etc/passwd | must be a path below",
                "/etc/passwd | must be a path below",
                "a/../../b.obj | must be a path below",
                "'..\\..\\b.obj' | must be a path below",
                "'' | must be a path below",
                "'a\\0b' | must be a path below",
                "link.obj | must be a path below",
                "missing.obj | is not a file that can be read",
                "folder.obj | is not a file that can be read",
                "empty.obj | holds no face",
                "text.obj | holds no face",
                "nan.obj | nan.obj:2: \"NaN\" is no coordinate",
                "infinite.obj | infinite.obj:1: \"1e999\" is no coordinate",
                "short.obj | short.obj:1: \"\" is no coordinate",
                "index.obj | index.obj:3: \"4\" names no vertex; there are 2 so far",
                "zero.obj | zero.obj:3: \"0\" names no vertex",
                "huge.obj | huge.obj:3: \"99999999999999999999\" names no vertex",
                "back.obj | back.obj:3: \"-3\" names no vertex",
                "line.obj | a face needs at least 3 corners, but has 2",
                "open.obj | is not closed: 3 open edges, the first from (10.0000, 0.00000, 0.00000) to (0.00000, 10.0000, 0.00000)",
                "tiny.obj | would be 1.0E-5 mm along x",
                "vertices.obj | is too large",
                "bytes.obj | is too large",
            })
    void aHostileMeshIsRefusedWithOneClearLine(String name, String said) throws IOException {
        Path outside = Files.createTempFile("outside", ".obj");
        try {
            Files.writeString(outside, TETRAHEDRON);
            Files.createSymbolicLink(folder.resolve("link.obj"), outside);
            Files.createDirectory(folder.resolve("folder.obj"));
            write("empty.obj", "");
            write("text.obj", "hello\nworld\n");
            write("nan.obj", "v 0 0 0\nv 1 NaN 0\n");
            write("infinite.obj", "v 0 1e999 0\n");
            write("short.obj", "v 0 1\n");
            write("index.obj", "v 0 0 0\nv 1 1 1\nf 1 2 4\n");
            write("zero.obj", "v 0 0 0\nv 1 1 1\nf 0 1 2\n");
            write("huge.obj", "v 0 0 0\nv 1 1 1\nf 99999999999999999999 1 2\n");
            write("back.obj", "v 0 0 0\nv 1 1 1\nf -1 -2 -3\n");
            write("line.obj", "v 0 0 0\nv 1 1 1\nf 1 2\n");
            write("open.obj", TETRAHEDRON.replace("f 2 3 4\n", ""));
            write("tiny.obj", TETRAHEDRON.replace("10", "0.00001"));
            if (name.equals("vertices.obj")) {
                write(name, "v 0 0 0\n".repeat(MeshFile.LIMIT_COUNT + 1));
            }
            if (name.equals("bytes.obj")) {
                try (var file =
                        new java.io.RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                    file.setLength(1L << 40);
                } catch (IOException e) {
                    Files.write(folder.resolve(name), new byte[(int) MeshFile.LIMIT_BYTES + 1]);
                }
            }
            String yaml = name.startsWith("'") ? name.replace('\'', '"').replace("..\\..\\", "..\\\\..\\\\") : name;
            assertThatThrownBy(() -> read("{mesh: " + yaml + "}")).isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.in(Language.EN))
                        .contains("objects[0].shape.mesh: ")
                        .contains(said);
                assertThat(refusal.in(Language.EN).lines().filter(line -> !line.startsWith("Maybe")))
                        .hasSize(1);
                assertThat(refusal.in(Language.KO)).isNotEqualTo(refusal.in(Language.EN));
            });
        } finally {
            Files.delete(outside);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void meshesTakeNoWallsAndUploadsTakeNoMeshes() throws IOException {
        write("t.obj", TETRAHEDRON);
        assertThatThrownBy(() -> read("{mesh: t.obj, wall_mm: 1}")).hasMessageContaining("a mesh takes no wall_mm");
        assertThatThrownBy(() -> read("{mesh: t.obj, scale: 1000}")).hasMessageContaining("must be between");
        assertThatThrownBy(() -> read("{mesh: t.obj, scale: -1}")).hasMessageContaining("scale");
        assertThatThrownBy(() -> read("{mesh: [1, 2]}")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read("{box_mm: [1, 2, 3], scale: 2}")).hasMessageContaining("unknown field scale");
        byte[] upload =
                "{gwanmun: parcel/1, id: a, outer_mm: [9, 9, 9], objects: [{shape: {mesh: t.obj}, at_mm: [0, 0, 1], material: water}]}"
                        .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ParcelFile.parse("up.yaml", upload))
                .hasMessageContaining("an upload, can hold no mesh");
    }

    @Test
    void aParcelOfAMillionObjectsIsRefusedBeforeItIsRead() {
        byte[] many = ("{gwanmun: parcel/1, id: a, outer_mm: [9, 9, 9], objects: [" + "{},".repeat(1_000_000) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ParcelFile.parse("many.yaml", many))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("limit");
    }
}
