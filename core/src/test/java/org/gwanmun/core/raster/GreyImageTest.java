package org.gwanmun.core.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GreyImageTest {
    @TempDir
    Path folder;

    @Test
    void sixteenBitsSurviveWritingAndReading() {
        short[] grey = {0, 1, 255, 256, 32_767, (short) 32_768, (short) 65_534, (short) 65_535};
        GreyImage written = new GreyImage(4, 2, 16, grey);
        written.writePng16(folder.resolve("a.png"));
        GreyImage read = GreyImage.read(folder.resolve("a.png"));
        assertThat(read.bits()).isEqualTo(16);
        assertThat(read.grey()).containsExactly(grey);
        assertThat(read.at(1, 3)).isEqualTo(65_535);
    }

    @Test
    void aTruncatedPictureIsRefused() throws IOException {
        short[] grey = new short[200 * 200];
        Random random = new Random(1);
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (short) random.nextInt();
        }
        Path file = folder.resolve("cut.png");
        new GreyImage(200, 200, 16, grey).writePng16(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 4, 20, 40, whole.length / 2, whole.length - 20}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> GreyImage.read(file)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void aHugePictureIsRefusedFromItsHeader() throws IOException {
        Path file = folder.resolve("huge.png");
        Files.write(file, pngHeader(60_000, 60_000));
        assertThatThrownBy(() -> GreyImage.read(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("60000 × 60000")
                .hasMessageContaining("nothing was read");
    }

    @Test
    void colourAndOtherFilesAreRefused() throws IOException {
        Path colour = folder.resolve("colour.png");
        ImageIO.write(new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB), "png", colour.toFile());
        assertThatThrownBy(() -> GreyImage.read(colour))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("3 colour");
        Path text = Files.writeString(folder.resolve("text.png"), "not a picture");
        assertThatThrownBy(() -> GreyImage.read(text)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> GreyImage.read(folder.resolve("none.png"))).isInstanceOf(Refusal.class);
    }

    @Test
    void corruptedBytesNeverEscapeAsAnythingButARefusal() throws IOException {
        Path file = folder.resolve("fuzz.png");
        new GreyImage(16, 16, 16, new short[256]).writePng16(file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = whole.clone();
            for (int i = 0; i < 4; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(file, bytes);
            try {
                GreyImage.read(file);
            } catch (Refusal refusal) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void floatMapsAreReadBackByAnotherReader() throws IOException {
        Path file = folder.resolve("map.tif");
        new FloatRaster(2, 2, new float[] {1.5f, -2, Float.NaN, 3e8f}).writeTiff(file);
        float[] read = ImageIO.read(file.toFile()).getRaster().getSamples(0, 0, 2, 2, 0, (float[]) null);
        assertThat(read).containsExactly(1.5f, -2, Float.NaN, 3e8f);
    }

    private static byte[] pngHeader(int width, int height) {
        ByteBuffer out = ByteBuffer.allocate(8 + 25 + 12 + 12);
        out.putLong(0x89504E470D0A1A0AL).putInt(13);
        int start = out.position();
        out.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        out.put((byte) 16).put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 0);
        CRC32 crc = new CRC32();
        crc.update(out.array(), start, 17);
        out.putInt((int) crc.getValue())
                .putInt(0)
                .put("IDAT".getBytes(StandardCharsets.US_ASCII))
                .putInt(0x35AF061E);
        out.putInt(0).put("IEND".getBytes(StandardCharsets.US_ASCII)).putInt(0xAE426082);
        return out.array();
    }
}
