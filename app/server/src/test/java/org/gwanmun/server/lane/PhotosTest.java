package org.gwanmun.server.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that lie about what they are. */
class PhotosTest {
    private static final int WIDTH_AT = 16; // in a PNG: signature, length, "IHDR", width, height
    private static final int HEADER_AT = 12;
    private static final int HEADER_BYTES = 17;

    @Test
    void aPhotographIsKeptOnceUnderItsSum(@TempDir Path root) throws IOException {
        Photos photos = new Photos(root);
        String name = photos.keep(picture("png"));
        assertThat(photos.keep(picture("png"))).isEqualTo(name);
        assertThat(photos.find(name).orElseThrow().type()).isEqualTo("image/png");
        assertThat(files(root)).isEqualTo(1);
    }

    @Test
    void whatIsNoPictureIsRefusedWhateverItIsCalled(@TempDir Path root) throws IOException {
        byte[] png = picture("png");
        byte[] jpeg = picture("jpeg");
        refused(root, new byte[0], ApiMessage.PHOTO_IS_NONE);
        refused(root, "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8), ApiMessage.PHOTO_IS_NONE);
        refused(root, "MZ\u0090\0 a program".getBytes(StandardCharsets.ISO_8859_1), ApiMessage.PHOTO_IS_NONE);
        refused(root, Arrays.copyOf(png, 40), ApiMessage.PHOTO_IS_NONE);
        refused(root, Arrays.copyOf(png, png.length / 2), ApiMessage.PHOTO_IS_NONE);
        refused(root, Arrays.copyOf(jpeg, 30), ApiMessage.PHOTO_IS_NONE);
        refused(root, picture("bmp"), ApiMessage.PHOTO_IS_NONE);
    }

    @Test
    void aPictureThatClaimsToBeHugeIsRefusedBeforeItIsUnpacked(@TempDir Path root) throws IOException {
        byte[] png = picture("png");
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(WIDTH_AT, 100_000).putInt(WIDTH_AT + 4, 100_000);
        CRC32 sum = new CRC32();
        sum.update(png, HEADER_AT, HEADER_BYTES);
        header.putInt(HEADER_AT + HEADER_BYTES, (int) sum.getValue());
        refused(root, png, ApiMessage.PHOTO_TOO_LARGE);
        refused(root, new byte[Photos.MOST_BYTES + 1], ApiMessage.PHOTO_TOO_LARGE);
    }

    @Test
    void aNameThatIsNoSumFindsNothing(@TempDir Path root) {
        assertThat(new Photos(root).find("../store")).isEmpty();
        assertThat(new Photos(root).find("0".repeat(64))).isEmpty();
    }

    private static void refused(Path root, byte[] bytes, ApiMessage why) throws IOException {
        assertThatThrownBy(() -> new Photos(root).keep(bytes))
                .isInstanceOf(ApiFailure.class)
                .hasMessage(why.name());
        assertThat(files(root)).isZero();
    }

    private static long files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 60; x++) {
            image.setRGB(x, x % 40, 0x3366cc * (x + 1));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }
}
