package org.gwanmun.xray.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.core.raster.PngFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawScanFolderTest {
    @TempDir
    Path temp;

    private Path folder = Path.of("");

    @BeforeEach
    void aFolderAsAMachineHandsItOver() {
        folder = temp.resolve("scan");
        RawScanFolder.write(SCAN, folder);
    }

    private static final RawScan SCAN = new RawScan(
            "parcel-7",
            "mail-composite",
            OptionalDouble.of(81.5),
            Instant.parse("2026-11-22T05:00:00Z"),
            List.of(channel("top/low", 1), channel("top/high", 2)),
            Optional.empty());

    private static RawScan.Channel channel(String name, int first) {
        return new RawScan.Channel(
                name, 1.25, -300, 0.5, 0.25, 60_000, ramp(9, 5, first), ramp(9, 64, 3 + first), ramp(9, 70, 7 + first));
    }

    /** Grey values over the whole 16-bit range. */
    private static GreyImage ramp(int width, int height, int step) {
        short[] grey = new short[width * height];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (short) (65_535 - 7919 * step * i);
        }
        return new GreyImage(width, height, 16, grey);
    }

    // --- what is written is read -------------------------------------------------------------------------------------

    @Test
    void aScanComesBackExactly() {
        assertSame(RawScanFolder.read(folder), SCAN);
    }

    @Test
    void aScanBringsItsOwnCalibrationAlong() {
        Calibration own = CalibrationTest.small("mail-composite");
        RawScan with = new RawScan(
                SCAN.id(), SCAN.scanner(), OptionalDouble.empty(), SCAN.started(), SCAN.channels(), Optional.of(own));
        RawScanFolder.write(with, folder);
        RawScan read = RawScanFolder.read(folder);
        assertThat(read.height_mm()).isEmpty();
        assertThat(read.calibration()).hasValueSatisfying(calibration -> CalibrationTest.assertSame(calibration, own));
    }

    @Test
    void truthIsNeverLookedAt() throws IOException {
        Path truth = Files.createDirectory(folder.resolve("truth"));
        Files.writeString(truth.resolve("labels.json"), "{ this is not even JSON");
        Files.writeString(truth.resolve("top.zeff.tif"), "nor this a TIFF");
        assertSame(RawScanFolder.read(folder), SCAN);
        Files.delete(truth.resolve("labels.json"));
        Files.delete(truth.resolve("top.zeff.tif"));
        Files.delete(truth);
        assertSame(RawScanFolder.read(folder), SCAN);
    }

    @Test
    void fieldsOfANewerMachineAreAccepted() throws IOException {
        edit("\"id\": \"parcel-7\"", "\"humidity\": 0.4, \"id\": \"parcel-7\"");
        edit("\"plane_x_mm\"", "\"temperature_c\": [20, 21], \"plane_x_mm\"");
        assertSame(RawScanFolder.read(folder), SCAN);
    }

    private static void assertSame(RawScan read, RawScan written) {
        assertThat(read.id()).isEqualTo(written.id());
        assertThat(read.scanner()).isEqualTo(written.scanner());
        assertThat(read.height_mm()).isEqualTo(written.height_mm());
        assertThat(read.started()).isEqualTo(written.started());
        assertThat(read.channels()).hasSameSizeAs(written.channels());
        for (int c = 0; c < written.channels().size(); c++) {
            RawScan.Channel a = read.channels().get(c);
            RawScan.Channel b = written.channels().get(c);
            assertThat(a)
                    .usingRecursiveComparison()
                    .ignoringFields("scan", "air", "dark")
                    .isEqualTo(b);
            assertThat(a.scan().grey()).isEqualTo(b.scan().grey());
            assertThat(a.air().grey()).isEqualTo(b.air().grey());
            assertThat(a.dark().grey()).isEqualTo(b.dark().grey());
            assertThat(List.of(a.dark().width(), a.dark().height())).isEqualTo(List.of(9, 70));
        }
    }

    // --- what is refused ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {"../x.png", "/etc/passwd", "a/b.png", "..", ".hidden.png", "C:\\\\x.png", "x\\u0000.png", ""})
    void aFileNameWithAPathIsRefused(String name) throws IOException {
        Files.copy(folder.resolve("top_low.png"), temp.resolve("x.png")); // it would be there
        edit("\"file\": \"top_low.png\"", "\"file\": \"" + name + "\"");
        assertRefused("channels[0].file", "without a path");
        for (String reference : List.of("air", "dark")) {
            RawScanFolder.write(SCAN, folder);
            edit("\"" + reference + "\": \"top_low_" + reference + ".png\"", "\"" + reference + "\": \"" + name + "\"");
            assertRefused("channels[0]." + reference, "without a path");
        }
    }

    @ParameterizedTest
    @CsvSource({"'\"lines\": 5', '\"lines\": 6', 9 × 6", "'\"pixels\": 9', '\"pixels\": 8', 8 × 5"})
    void aPictureOfAnotherSizeThanDescribedIsRefused(String from, String to, String wanted) throws IOException {
        edit(from, to);
        assertRefused("top_low.png", "9 × 5", wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"lines\": 0", "\"lines\": 1e9", "\"lines\": -5", "\"lines\": \"five\"", "\"lines\": 2147483648"
            })
    void anImpossibleNumberOfLinesIsRefused(String lines) throws IOException {
        edit("\"lines\": 5", lines);
        assertRefused("channels[0].lines");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(folder.resolve("top_high_air.png"));
        assertRefused("top_high_air.png", "no such file");
    }

    @Test
    void aChannelWithoutAirIsRefused() throws IOException {
        edit("\"air\": \"top_low_air.png\",", "");
        edit("\"dark\": \"top_low_dark.png\"", "\"note\": 1");
        assertRefused("air", "dark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"air", "dark"})
    void aReferenceOfTooFewLinesIsRefused(String reference) {
        ramp(9, 63, 1).writePng16(folder.resolve("top_low_" + reference + ".png"));
        assertRefused("top_low_" + reference + ".png", "63", "64");
    }

    @Test
    void eightBitsAreRefused() {
        PngFiles.write(new BufferedImage(9, 5, BufferedImage.TYPE_BYTE_GRAY), folder.resolve("top_high.png"));
        assertRefused("top_high.png", "16-bit");
    }

    @Test
    void aPictureCutShortIsRefused() throws IOException {
        Path file = folder.resolve("top_low_dark.png");
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 7, 30, whole.length / 2, whole.length - 5}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused("top_low_dark.png");
        }
    }

    @Test
    void aChannelOfTheSameNameIsRefused() throws IOException {
        edit("\"name\": \"top/high\"", "\"name\": \"top/low\"");
        assertRefused("channels[1]", "top/low", "second time");
    }

    @Test
    void aFolderWithoutDescriptionIsNoScan() throws IOException {
        Files.delete(folder.resolve("scan.json"));
        assertRefused("holds no scan.json", "Maybe");
    }

    @Test
    void everyMistakeOfTheDescriptionIsSaidAtOnce() throws IOException {
        edit("\"scan/1\"", "\"scan/9\"");
        edit("\"started\": \"2026-11-22T05:00:00Z\"", "\"started\": \"yesterday\"");
        edit("\"line_pitch_mm\": 1.25", "\"line_pitch_mm\": 0");
        edit("\"counts_per_grey\": 0.25", "\"counts_per_grey\": nan");
        edit("\"name\": \"top/high\"", "\"name\": \"top/../../x\"");
        assertRefused(
                "scan/9", "yesterday", "channels[0].line_pitch_mm", "channels[0].counts_per_grey", "channels[1].name");
    }

    private void assertRefused(String... words) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> RawScanFolder.read(folder));
        assertThat(refusal).isNotNull();
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BAD_INPUT);
        assertThat(refusal.in(Language.EN)).contains(words);
        assertThat(refusal.in(Language.KO)).isNotBlank();
    }

    /** Replaces the first occurrence of a text in scan.json. */
    private void edit(String from, String to) throws IOException {
        Path file = folder.resolve("scan.json");
        String text = Files.readString(file);
        int at = text.indexOf(from);
        assertThat(at).as(from).isNotNegative();
        Files.writeString(file, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    // --- writing -----------------------------------------------------------------------------------------------------

    @Test
    void anotherPersonsFolderStaysUntouched() throws IOException {
        Path foreign = Files.createDirectory(temp.resolve("thesis"));
        Files.writeString(foreign.resolve("chapter1.txt"), "years of work");
        assertNotWritten(foreign, Refusal.Kind.BAD_INPUT);
        assertThat(foreign.resolve("chapter1.txt")).hasContent("years of work");
        assertThat(names(foreign)).containsExactly("chapter1.txt");
    }

    @Test
    void aFileOfThatNameStaysUntouched() throws IOException {
        Path file = Files.writeString(temp.resolve("notes.txt"), "mine");
        assertNotWritten(file, Refusal.Kind.BAD_INPUT);
        assertThat(file).hasContent("mine");
    }

    @Test
    void aFolderThatCannotExistIsAResourceProblem() throws IOException {
        Path file = Files.writeString(temp.resolve("notes.txt"), "mine");
        assertNotWritten(file.resolve("below").resolve("it"), Refusal.Kind.UNAVAILABLE);
    }

    private void assertNotWritten(Path target, Refusal.Kind kind) throws IOException {
        List<String> before = names(temp);
        assertThatThrownBy(() -> RawScanFolder.write(SCAN, target)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.in(Language.EN)).contains(String.valueOf(target.getFileName()));
        });
        assertThat(names(temp)).isEqualTo(before);
    }

    @Test
    void aWriteThatFailsHalfwayLeavesNothingAndKeepsTheEarlierScan() throws IOException {
        List<String> before = names(temp);
        assertThatThrownBy(() -> RawScanFolder.write(SCAN, folder, growing -> {
                    assertThat(growing.resolve("top_low.png")).exists();
                    throw new IllegalStateException("disk full");
                }))
                .hasMessage("disk full");
        assertThatThrownBy(() -> RawScanFolder.write(SCAN, temp.resolve("new"), growing -> {
                    throw Refusal.unavailable(MachineMessage.CANNOT_WRITE, growing, "disk full");
                }))
                .isInstanceOf(Refusal.class);
        assertThat(names(temp)).isEqualTo(before);
        assertSame(RawScanFolder.read(folder), SCAN);
    }

    @Test
    void anEarlierScanIsReplacedWhole() throws IOException {
        Files.writeString(folder.resolve("side_low.png"), "of the earlier scan");
        RawScanFolder.write(SCAN, folder);
        assertThat(folder.resolve("side_low.png")).doesNotExist();
        assertSame(RawScanFolder.read(folder), SCAN);
    }

    @Test
    void whatSomebodyPutBesideAScanIsNotLost() throws IOException {
        Files.writeString(folder.resolve("my notes.txt"), "mine");
        assertThatThrownBy(() -> RawScanFolder.write(SCAN, folder))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("my notes.txt");
        assertThat(folder.resolve("my notes.txt")).exists();
        assertSame(RawScanFolder.read(folder), SCAN);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
