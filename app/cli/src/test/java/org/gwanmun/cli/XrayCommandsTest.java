package org.gwanmun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.raster.PngFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XrayCommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("gwanmun.root", "../.."));

    @TempDir
    static Path shared;

    @TempDir
    Path temp;

    private static Path parcel = Path.of("");
    private static Path scan = Path.of("");
    private static Run scanned = new Run(-1, "", "");

    @BeforeAll
    static void aSmallParcelIsScanned() throws IOException {
        parcel = Files.writeString(shared.resolve("small.yaml"), """
                gwanmun: parcel/1
                id: small
                outer_mm: [90, 80, 40]
                objects:
                  - {name: sugar, shape: {box_mm: [80, 60, 20]}, at_mm: [0, 0, 10], material: sucrose, density_g_cm3: 0.9}
                  - {name: plate, shape: {box_mm: [40, 40, 4]}, at_mm: [20, 0, 30], material: aluminium}
                """);
        scan = shared.resolve("scan");
        scanned = Run.of("xray", "scan", parcel.toString(), "--seed", "3", "-o", scan.toString(), "--json");
    }

    // --- scan
    // ---------------------------------------------------------------------------------------------------------

    @Test
    void aScanIsAFolderWithTruthAndPreviews() throws IOException {
        assertThat(scanned.exitCode()).as(scanned.err()).isZero();
        assertThat(scanned.json().names()).contains("id", "scanner", "seed", "folder", "lines", "pixels", "seconds");
        assertThat(scanned.number("lines")).isEqualTo(130);
        try (Stream<Path> files = Files.walk(scan)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> scan.relativize(file).toString()))
                    .contains(
                            "scan.json",
                            "top_low.png",
                            "top_low_air.png",
                            "top_low_dark.png",
                            "top_high.png",
                            "truth/labels.json",
                            "truth/top.areal_density_g_cm2.tif",
                            "truth/top.zeff.tif",
                            "preview/top.material.png");
        }
        BufferedImage low = ImageIO.read(scan.resolve("top_low.png").toFile());
        assertThat(low.getColorModel().getComponentSize(0)).isEqualTo(16);
    }

    @Test
    void mistakesOfTheParcelAreListedAndNothingIsWritten() throws IOException {
        Path wrong = Files.writeString(temp.resolve("wrong.yaml"), """
                gwanmun: parcel/1
                id: wrong
                outer_mm: [90, 80, 40]
                objects:
                  - {shape: {box_mm: [80, 60, 20]}, at_mm: [0, 0, 10], material: sucros}
                  - {shape: {box_mm: [40, -40, 4]}, at_mm: [0, 0, 30], material: aluminium}
                """);
        Run run = Run.of(
                "xray", "scan", wrong.toString(), "-o", temp.resolve("out").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("wrong.yaml:5: objects[0].material", "Maybe", "sucrose", "wrong.yaml:6: objects[1].shape");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void anUnknownScannerAndAMissingParcelAreRefused() {
        Run scanner = Run.of(
                "xray",
                "scan",
                parcel.toString(),
                "--scanner",
                "mail",
                "-o",
                temp.resolve("o").toString());
        assertThat(scanner.exitCode()).isEqualTo(2);
        assertThat(scanner.err()).contains("\"mail\"", "mail-composite");
        Run missing = Run.of(
                "xray",
                "scan",
                temp.resolve("no.yaml").toString(),
                "-o",
                temp.resolve("o").toString());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("no.yaml");
    }

    @Test
    void aFolderThatCannotBeWrittenIsExitCodeThree() throws IOException {
        String below =
                Files.writeString(temp.resolve("file"), "").resolve("out").toString();
        for (String[] command : new String[][] {
            {"xray", "scan", parcel.toString(), "-o", below},
            {"xray", "inspect", scan.toString(), "-o", below},
            {"xray", "inspect", scan.toString(), "--json", "--maps", below},
            {"xray", "calibrate", "-o", below}
        }) {
            Run run = Run.of(command);
            assertThat(run.exitCode()).as(String.join(" ", command)).isEqualTo(3);
            assertThat(run.err()).contains(below, "Maybe");
            assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(3);
        }
    }

    // --- inspect
    // ------------------------------------------------------------------------------------------------------

    @Test
    void anInspectionHasTheFieldsOtherProgramsReadOn() {
        Run run = Run.of("xray", "inspect", scan.toString(), "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        Entry json = run.json();
        assertThat(json.names())
                .contains(
                        "alarm", "threshold", "findings", "mass_g", "mass_g_low", "mass_g_high", "timings_ms", "notes");
        assertThat(run.out()).contains("\"alarm\": null", "\"threshold\": null", "\"findings\": []");
        double truth_g = 8 * 6 * 2 * 0.9 + 4 * 4 * 0.4 * 2.699;
        assertThat(run.number("mass_g")).isCloseTo(truth_g, within(0.08 * truth_g));
        assertThat(run.number("mass_g_low")).isLessThan(truth_g);
        assertThat(run.number("mass_g_high")).isGreaterThan(truth_g);
        Entry timings = json.find("timings_ms").orElseThrow();
        assertThat(timings.names()).contains("read", "correct", "filter", "decompose", "pictures");
        for (String stage : timings.names()) {
            assertThat(Run.number(timings, stage)).isNotNegative();
        }
        for (Entry note : json.find("notes").orElseThrow().list(20)) {
            assertThat(note.names()).containsExactly("ko", "en");
        }
    }

    @Test
    void mapsAreFloatTiffsOnTheScansRaster() throws IOException {
        Path maps = temp.resolve("maps");
        assertThat(Run.of("xray", "inspect", scan.toString(), "--json", "--maps", maps.toString())
                        .exitCode())
                .isZero();
        Tiff areal = Tiff.read(maps.resolve("top.areal_density_g_cm2.tif"));
        Tiff zeff = Tiff.read(maps.resolve("top.zeff.tif"));
        assertThat(areal.width).isEqualTo(960);
        assertThat(areal.height).isEqualTo(130);
        // Sugar alone lies in the rear half (−x comes last): row 65 + 20.
        assertThat(areal.at(85, 480)).isCloseTo(1.8f, within(0.1f));
        assertThat(zeff.at(85, 480)).isCloseTo(6.9f, within(1.0f));
        assertThat(areal.at(45, 480)).isCloseTo(1.8f + 1.08f, within(0.2f));
        assertThat(zeff.at(2, 100)).isNaN(); // air
        Tiff truth = Tiff.read(scan.resolve("truth").resolve("top.areal_density_g_cm2.tif"));
        assertThat(truth.width).isEqualTo(areal.width);
        assertThat(truth.at(85, 480)).isCloseTo(1.8f, within(0.01f));
    }

    /** The least that a TIFF reader must know, written against the TIFF 6.0 specification. */
    private record Tiff(int width, int height, float[] values) {
        static Tiff read(Path file) throws IOException {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(in.getShort(0)).isEqualTo((short) 0x4949);
            assertThat(in.getShort(2)).isEqualTo((short) 42);
            int directory = in.getInt(4);
            int width = tag(in, directory, 256);
            int height = tag(in, directory, 257);
            assertThat(tag(in, directory, 258)).as("bits").isEqualTo(32);
            assertThat(tag(in, directory, 259)).as("compression").isEqualTo(1);
            assertThat(tag(in, directory, 339)).as("sample format").isEqualTo(3);
            assertThat(tag(in, directory, 279)).as("bytes").isEqualTo(4 * width * height);
            float[] values = new float[width * height];
            in.position(tag(in, directory, 273))
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return new Tiff(width, height, values);
        }

        private static int tag(ByteBuffer in, int directory, int tag) {
            for (int i = 0; i < in.getShort(directory); i++) {
                int at = directory + 2 + 12 * i;
                if ((in.getShort(at) & 0xFFFF) == tag) {
                    return in.getShort(at + 2) == 3 ? in.getShort(at + 8) & 0xFFFF : in.getInt(at + 8);
                }
            }
            throw new AssertionError("no tag " + tag);
        }

        float at(int row, int column) {
            return values[row * width + column];
        }
    }

    @Test
    void truthPlaysNoPartInAnInspection() throws IOException {
        Path copy = temp.resolve("copy");
        Files.createDirectory(copy);
        try (Stream<Path> files = Files.list(scan)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
            }
        }
        Run with = Run.of("xray", "inspect", scan.toString(), "--json");
        Run without = Run.of("xray", "inspect", copy.toString(), "--json");
        assertThat(without.exitCode()).as(without.err()).isZero();
        assertThat(withoutTimings(without)).isEqualTo(withoutTimings(with));
    }

    private static String withoutTimings(Run run) {
        return run.out().replaceAll("(?s)\"timings_ms\": \\{.*?}", "");
    }

    @Test
    void peopleReadMassAndWhereThePicturesAre() {
        String out = temp.resolve("pictures").toString();
        Run english = Run.of("xray", "inspect", scan.toString(), "-o", out);
        assertThat(english.exitCode()).as(english.err()).isZero();
        assertThat(english.out()).contains("View top", "Mass:", "Pictures: " + out);
        assertThat(temp.resolve("pictures").resolve("top.material.png")).exists();
        assertThat(DocumentReader.read(temp.resolve("pictures").resolve("inspection.json"))
                        .names())
                .contains("mass_g", "findings");
        Run korean = Run.in(Language.KO, "xray", "inspect", scan.toString(), "-o", out);
        assertThat(korean.out()).contains("질량:", "영상: " + out, "이 버전에는").doesNotContain("Mass");
    }

    @Test
    void whatIsNoScanIsRefused() {
        Run empty = Run.of("xray", "inspect", temp.toString(), "--json");
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err()).contains("scan.json", "Maybe");
        Run missing = Run.of("xray", "inspect", temp.resolve("nowhere").toString());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("nowhere");
        assertThat(missing.out()).isEmpty();
    }

    // --- a picture of one energy
    // --------------------------------------------------------------------------------------

    @Test
    void aPlainPictureIsShownAndNothingIsSaidOfZeff() throws IOException {
        BufferedImage image = new BufferedImage(70, 50, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 70 * 50; i++) {
            image.getRaster().setSample(i % 70, i / 70, 0, i % 256);
        }
        Path file = temp.resolve("plain.png");
        PngFiles.write(image, file);
        assertOneEnergy(file, 70, 50, 8);
    }

    @Test
    void aRealXrayPictureIsShownAndNothingIsSaidOfZeff() throws IOException {
        String configured = System.getenv("GWANMUN_SHARED");
        Path data = configured == null ? ROOT.resolveSibling("shared") : Path.of(configured);
        Path file = data.resolve("data").resolve("xray").resolve("pencase.png");
        assumeTrue(Files.isRegularFile(file), file + " is not here (GWANMUN_SHARED names the folder)");
        BufferedImage image = ImageIO.read(file.toFile());
        assertOneEnergy(file, image.getWidth(), image.getHeight(), 8);
    }

    private void assertOneEnergy(Path file, int width, int height, int bits) throws IOException {
        Path out = temp.resolve("functions");
        Run run = Run.of("xray", "inspect", file.toString(), "--json", "-o", out.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.number("energies")).isEqualTo(1);
        assertThat(run.number("width")).isEqualTo(width);
        assertThat(run.number("height")).isEqualTo(height);
        assertThat(run.number("bits")).isEqualTo(bits);
        assertThat(run.out())
                .contains(
                        "\"zeff\": null", "\"alarm\": null", "\"mass_g\": null", "\"findings\": []", "One energy only");
        for (String function : List.of(
                "bw", "negative", "high-penetration", "low-penetration", "edge", "super-enhance", "pseudo-colour")) {
            BufferedImage picture = ImageIO.read(out.resolve(function + ".png").toFile());
            assertThat(picture.getWidth()).isEqualTo(width);
            assertThat(picture.getHeight()).isEqualTo(height);
        }
        assertThat(out.resolve("material.png")).doesNotExist();
    }

    @Test
    void aPictureCutShortIsRefusedInOneLine() throws IOException {
        Path file = temp.resolve("short.png");
        byte[] whole = Files.readAllBytes(scan.resolve("top_low.png"));
        for (int length : new int[] {0, 8, 33, whole.length / 2, whole.length - 6}) {
            Files.write(file, Arrays.copyOf(whole, length));
            Run run = Run.of("xray", "inspect", file.toString(), "--json");
            assertThat(run.exitCode()).as("%d bytes", length).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("short.png").doesNotContain("\tat ");
        }
    }

    @Test
    void anEnormousPictureIsRefusedBeforeItIsDecoded() throws IOException {
        Path file = temp.resolve("enormous.png");
        Files.write(file, pngHeader(60_000, 60_000));
        Run run = Run.of("xray", "inspect", file.toString(), "--json");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("enormous.png", "60000 × 60000");
    }

    /** A PNG of the size, complete in its chunks, with next to no data. */
    private static byte[] pngHeader(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(width).putInt(height).put(new byte[] {8, 0, 0, 0, 0});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", new byte[] {0x78, (byte) 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01});
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    // --- spectrum and calibration
    // -------------------------------------------------------------------------------------

    @Test
    void aSpectrumSumsToOneAndEndsAtTheTubeVoltage() {
        Run run = Run.of("xray", "spectrum", "--kvp", "120", "--filter", "al:2.5,cu:0.1", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        double sum = 0;
        List<Double> energies = new ArrayList<>();
        for (Entry bin : run.json().find("bins").orElseThrow().list(300)) {
            sum += Run.number(bin, "photons");
            energies.add(Run.number(bin, "energy_kev"));
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(energies.getLast()).isLessThan(120);
        assertThat(run.number("hvl2_mm_al")).isGreaterThan(run.number("hvl1_mm_al"));
        assertThat(Run.of("xray", "spectrum").out()).contains("keV", "HVL").contains("█");
    }

    @Test
    void aCalibrationMadeHereIsUsedInsteadOfTheShippedOne() throws IOException {
        Path own = temp.resolve("own");
        Run again = Run.of("xray", "scan", parcel.toString(), "--seed", "4", "-o", own.toString());
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains(String.format(Locale.ROOT, "%s: scanned", own));
        Path calibration = Files.createDirectory(own.resolve("calibration")).resolve("calibration.json");
        Run made = Run.of("xray", "calibrate", "--seed", "9", "-o", calibration.toString(), "--json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        Run inspected = Run.of("xray", "inspect", own.toString(), "--json");
        assertThat(inspected.exitCode()).as(inspected.err()).isZero();
        Files.writeString(
                calibration, Files.readString(calibration).replace("\"mail-composite\"", "\"baggage-compact\""));
        Run foreign = Run.of("xray", "inspect", own.toString(), "--json");
        assertThat(foreign.exitCode()).isEqualTo(2);
        assertThat(foreign.err()).contains("baggage-compact");
    }
}
