package org.gwanmun.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.trace.vision.VisionMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideosTest {
    @TempDir
    private Path folder;

    private static List<Frame> all(Path film, VideoSettings settings) {
        List<Frame> frames = new ArrayList<>();
        try (Footage footage = Videos.open(film.toString(), settings)) {
            for (Frame next = footage.next(); next != null; next = footage.next()) {
                frames.add(next);
            }
        }
        return frames;
    }

    private static double[] times(List<Frame> frames) {
        return frames.stream().mapToDouble(Frame::time_s).toArray();
    }

    /** What is said, in one line, in both languages. */
    private static List<MessageKey> refused(Path film) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> all(film, VideoSettings.AS_IS));
        assertThat(refusal).as(film.toString()).isNotNull();
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BAD_INPUT);
        assertThat(refusal.problems()).hasSize(1);
        for (Language language : Language.values()) {
            assertThat(refusal.in(language)).startsWith(film.toString()).doesNotContain("{", "MISSING");
        }
        Said said = refusal.problems().getFirst();
        return Stream.concat(
                        Stream.of(said.key()),
                        said.arguments().stream().filter(Said.class::isInstance).map(inner -> ((Said) inner).key()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"101,77", "64,48", "33,1", "3,33", "2,2", "130,99"})
    void everyPixelIsRight(int w, int h) throws IOException {
        Path film = folder.resolve("a.mkv");
        Clips.lossless(film, w, h, Clips.at(10, 4));
        List<Frame> frames = all(film, VideoSettings.AS_IS);
        assertThat(frames).hasSize(4);
        for (int n = 0; n < 4; n++) {
            Frame frame = frames.get(n);
            assertThat(frame.width_px()).isEqualTo(w);
            assertThat(frame.height_px()).isEqualTo(h);
            byte[] expected = new byte[3 * w * h];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = Clips.value(n, i / 3 % w, i / 3 / w, i % 3);
            }
            assertThat(frame.bgr()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "avi", "mkv", "ts", "mov"})
    void oddPicturesWithHalvedColoursHaveTheirLastRowAndColumn(String container) throws IOException {
        Path film = folder.resolve("a." + container);
        Clips.mpeg4(film, 101, 77, Clips.at(25, 5));
        List<Frame> frames = all(film, VideoSettings.AS_IS);
        assertThat(frames).hasSize(5);
        Frame frame = frames.get(3);
        assertThat(frame.width_px()).isEqualTo(101);
        assertThat(frame.height_px()).isEqualTo(77);
        assertThat(times(frames)).containsExactly(Clips.at(25, 5), within(2e-3));
        double[] edge = new double[2];
        for (int y = 20; y < 30; y++) {
            edge[0] += Math.abs((frame.bgr()[frame.at(100, y)] & 0xff) - (frame.bgr()[frame.at(99, y)] & 0xff)) / 10.0;
        }
        for (int x = 0; x < 40; x++) {
            edge[1] += Math.abs((frame.bgr()[frame.at(x, 76)] & 0xff) - (frame.bgr()[frame.at(x, 75)] & 0xff)) / 40.0;
        }
        assertThat(edge[0]).isLessThan(30);
        assertThat(edge[1]).isLessThan(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "mp4"})
    void aFilmOfVariableRateKeepsItsTimes(String container) throws IOException {
        Path film = folder.resolve("a." + container);
        double[] times_s = {0, 0.04, 0.1, 0.5, 0.533, 2.75, 2.8};
        Clips.mpeg4(film, 64, 48, times_s);
        assertThat(times(all(film, VideoSettings.AS_IS))).containsExactly(times_s, within(1e-3));
        assertThat(times(all(film, VideoSettings.AS_IS.atRate(2)))).containsExactly(0, 0.5, 1, 1.5, 2, 2.5, 3);
    }

    @Test
    void theRateIsTheFilmsUnlessOneIsGiven() throws IOException {
        Path film = folder.resolve("a.avi");
        Clips.mpeg4(film, 64, 48, Clips.at(12, 6));
        try (Footage footage = Videos.open(film.toString(), VideoSettings.AS_IS)) {
            assertThat(footage.framesPerSecond()).isCloseTo(12, within(1e-6));
        }
        try (Footage footage = Videos.open(film.toString(), VideoSettings.AS_IS.atRate(7))) {
            assertThat(footage.framesPerSecond()).isEqualTo(7);
        }
        assertThatThrownBy(() -> VideoSettings.AS_IS.atRate(0)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> VideoSettings.AS_IS.atRate(-3)).isInstanceOf(Refusal.class);
    }

    @Test
    void picturesAreMadeSmallerButNeverLarger() throws IOException {
        Path film = folder.resolve("a.mkv");
        Clips.lossless(film, 202, 154, 0);
        Frame half = all(film, new VideoSettings(Double.NaN, 101)).getFirst();
        assertThat(half.width_px()).isEqualTo(101);
        assertThat(half.height_px()).isEqualTo(77);
        assertThat(half.bgr()[half.at(5, 5)] & 0xff)
                .isCloseTo(
                        ((Clips.value(0, 10, 10, 0) & 0xff)
                                        + (Clips.value(0, 11, 10, 0) & 0xff)
                                        + (Clips.value(0, 10, 11, 0) & 0xff)
                                        + (Clips.value(0, 11, 11, 0) & 0xff))
                                / 4,
                        within(2));
        assertThat(all(film, new VideoSettings(Double.NaN, 2000)).getFirst().width_px())
                .isEqualTo(202);
    }

    @Test
    void eightKIsReadAndMoreIsRefused() throws IOException {
        Path film = folder.resolve("8k.avi");
        Clips.mjpeg(film, 7680, 4320, Clips.at(25, 2));
        int n = 0;
        try (Footage footage = Videos.open(film.toString(), VideoSettings.AS_IS)) {
            for (Frame next = footage.next(); next != null; next = footage.next()) {
                assertThat(next.width_px()).isEqualTo(7680);
                n++;
            }
        }
        assertThat(n).isEqualTo(2);
        Path large = folder.resolve("large.avi");
        Clips.mjpeg(large, 8208, 16, Clips.at(25, 2));
        assertThat(refused(large)).containsExactly(VisionMessage.TOO_LARGE);
        // The header lies.
        byte[] bytes = Files.readAllBytes(large);
        byte[] width = {0x10, 0x20, 0, 0, 0x10, 0, 0, 0};
        for (int i = 0; i + 8 < 400; i++) {
            if (Arrays.equals(bytes, i, i + 8, width, 0, 8)) {
                bytes[i] = 0x40;
                bytes[i + 1] = 0;
            }
        }
        Files.write(large, bytes);
        assertThat(refused(large)).containsExactly(VisionMessage.TOO_LARGE);
    }

    @Test
    void whatIsNoFilmIsRefusedInOneLine() throws IOException {
        Path file = folder.resolve("film.mp4");
        assertThat(refused(file)).containsExactly(VisionMessage.NOT_FOUND);
        Files.write(file, new byte[0]);
        assertThat(refused(file)).containsExactly(VisionMessage.EMPTY);
        Files.writeString(file, "Dear sir, this is no film.\n".repeat(1000));
        assertThat(refused(file)).containsExactly(VisionMessage.BROKEN, VideoMessage.NO_FORMAT);
        Files.write(file, new byte[100_000]);
        assertThat(refused(file).getFirst()).isEqualTo(VisionMessage.BROKEN);
        Files.write(file, new byte[] {0, 0, 0, 24, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm'});
        assertThat(refused(file).getFirst()).isEqualTo(VisionMessage.BROKEN);
        assumeTrue(Files.exists(Path.of("/dev/zero")));
        assertThat(refused(Path.of("/dev/zero"))).containsExactly(VisionMessage.NOT_ALLOWED, VideoMessage.NO_FILE);
    }

    private Path brokenOff(String container) throws IOException {
        Path film = folder.resolve("a." + container);
        Clips.mpeg4(film, 320, 240, Clips.at(25, 50));
        byte[] bytes = Files.readAllBytes(film);
        Files.write(film, Arrays.copyOf(bytes, bytes.length * 6 / 10));
        return film;
    }

    @Test
    void aFilmThatBreaksOffSaysSoAfterItsPictures() throws IOException {
        assertThat(refused(brokenOff("mp4"))).containsExactly(VisionMessage.BROKEN, VideoMessage.NO_FORMAT);
        Path film = brokenOff("avi");
        assertThat(refused(film)).containsExactly(VisionMessage.BROKEN, VideoMessage.CUT_OFF);
        try (Footage footage = Videos.open(film.toString(), VideoSettings.AS_IS)) {
            for (int n = 0; n < 20; n++) {
                assertThat(footage.next()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "ts"})
    void aRecordingWithoutEndMarkEndsWhereItEnds(String container) throws IOException {
        assertThat(all(brokenOff(container), VideoSettings.AS_IS)).hasSizeBetween(20, 40);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.2, 0.5, 0.9})
    void damagedFilmsNeitherHangNorCrash(double share) throws IOException {
        Path film = folder.resolve("a.mkv");
        Clips.mpeg4(film, 160, 120, Clips.at(25, 40));
        byte[] bytes = Files.readAllBytes(film);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < bytes.length; i++) {
            if (i > 500 && random.nextDouble() < share * 0.05) {
                bytes[i] = (byte) random.nextInt();
            }
        }
        Files.write(film, bytes);
        try {
            assertThat(all(film, VideoSettings.AS_IS)).hasSizeLessThan(1000);
        } catch (Refusal e) {
            assertThat(e.kind()).isEqualTo(Refusal.Kind.BAD_INPUT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nSECRET\n#EXT-X-ENDLIST\n",
                "\uFEFF#EXTM3U\n#EXTINF:10,\nSECRET\n",
                "ffconcat version 1.0\nfile 'SECRET'\n",
                "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 5004 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n",
                "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><BaseURL>SECRET</BaseURL></Period></MPD>"
            })
    void listsThatPointElsewhereAreRefusedByTheirContent(String list) throws IOException {
        Path secret = folder.resolve("secret.avi");
        Clips.mpeg4(secret, 64, 48, Clips.at(25, 5));
        for (String name : List.of("list.mp4", "list.m3u8", "list.avi", "list.txt", "list.ffconcat", "list.sdp")) {
            Path file = folder.resolve(name);
            Files.writeString(file, list.replace("SECRET", secret.toString()), StandardCharsets.UTF_8);
            assertThat(refused(file)).containsExactly(VisionMessage.NOT_ALLOWED, VideoMessage.PLAYLIST);
            // FFmpeg itself would not follow it either.
            Files.writeString(file, "\n \n" + list.replace("SECRET", secret.toString()), StandardCharsets.UTF_8);
            assertThat(refused(file).getFirst()).isIn(VisionMessage.NOT_ALLOWED, VisionMessage.BROKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/a.mp4",
                "file:///etc/passwd",
                "HTTPS://x/a",
                "udp://127.0.0.1:1",
                "srt://x",
                "concat:a.ts|b.ts",
                "subfile,,start,0,end,9,,:a.avi",
                "lavfi:testsrc",
                "data:text/plain,a",
                "\0"
            })
    void otherProtocolsAreRefused(String source) {
        assertThatThrownBy(() -> Videos.open(source, VideoSettings.AS_IS)).isInstanceOf(Refusal.class);
    }

    @Test
    void aPasswordIsNotRepeated() {
        assertThatThrownBy(() -> Videos.open("http://admin:secret@10.0.0.1/a", VideoSettings.AS_IS))
                .hasMessageContaining("http://10.0.0.1/a")
                .hasMessageNotContaining("secret");
        assertThat(RtspCamera.shown("rtsp://admin:p@ss@10.0.0.1:554/live?a=b@c"))
                .isEqualTo("rtsp://10.0.0.1:554/live?a=b@c");
    }

    @Test
    void namesThatLookLikePatternsAreFiles() throws IOException {
        for (String name : List.of("a%d.avi", "a[1].avi", "http:x.avi", "a b'ü한.avi", "-i.avi")) {
            Path film = folder.resolve(name);
            Clips.mpeg4(folder.resolve("plain.avi"), 64, 48, Clips.at(25, 3));
            Files.move(folder.resolve("plain.avi"), film);
            assertThat(all(film, VideoSettings.AS_IS)).as(name).hasSize(3);
        }
    }

    @Test
    void aFolderOfPicturesIsAFilm() throws IOException {
        for (int n : new int[] {1, 2, 10, 9}) {
            var image = new BufferedImage(31, 17, BufferedImage.TYPE_3BYTE_BGR);
            for (int i = 0; i < 31 * 17; i++) {
                image.setRGB(i % 31, i / 31, n << 16 | i % 31 << 8 | i / 31);
            }
            ImageIO.write(
                    image,
                    n == 9 ? "jpg" : "png",
                    folder.resolve("p" + n + (n == 9 ? ".JPG" : ".png")).toFile());
        }
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        Files.writeString(folder.resolve(".hidden.png"), "no picture");
        List<Frame> frames = all(folder, VideoSettings.AS_IS.atRate(4));
        assertThat(times(frames)).containsExactly(0, 0.25, 0.5, 0.75);
        assertThat(frames.stream().map(frame -> frame.bgr()[2] & 0xff)).satisfies(red -> {
            assertThat(red.get(0)).isEqualTo(1);
            assertThat(red.get(1)).isEqualTo(2);
            assertThat(red.get(2)).isCloseTo(9, within(3));
            assertThat(red.get(3)).isEqualTo(10);
        });
        Frame last = frames.getLast();
        assertThat(last.bgr()).startsWith(0, 0, 10, 0, 1, 10).endsWith(16, 30, 10);
        assertThatThrownBy(() -> Videos.open(folder.toString(), VideoSettings.AS_IS))
                .hasMessageContaining("--fps");
        Files.writeString(folder.resolve("p3.png"), "no picture");
        assertThatThrownBy(() -> all(folder, VideoSettings.AS_IS.atRate(4))).hasMessageContaining("p3.png");
    }

    @Test
    void anEmptyFolderIsNoFilm() {
        assertThat(refused(folder)).containsExactly(VisionMessage.EMPTY);
    }

    @Test
    void numbersInNamesCount() {
        assertThat(Stream.of("a10", "a2", "b1", "a02", "a", "a2b", "a1.5", "999999999999999999999", "3")
                        .sorted(PictureFolder.NATURAL))
                .containsExactly("3", "999999999999999999999", "a", "a1.5", "a02", "a2", "a2b", "a10", "b1");
    }
}
