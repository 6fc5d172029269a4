package org.gwanmun.server.camera;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.gwanmun.trace.vision.Frame;

/** Pictures as JPEG, smaller where a tile is smaller. */
final class Jpeg {
    private static final float QUALITY = 0.7f;

    private Jpeg() {}

    /** Of that width, which is at most the picture's. */
    static byte[] of(Frame picture, int width_px) {
        BufferedImage image = width_px == picture.width_px() ? whole(picture) : smaller(picture, width_px);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 15);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory: cannot be
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage whole(Frame picture) {
        BufferedImage image = new BufferedImage(picture.width_px(), picture.height_px(), BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(picture.bgr(), 0, bytes(image), 0, picture.bgr().length);
        return image;
    }

    /** Each pixel the mean of those it stands for. */
    private static BufferedImage smaller(Frame picture, int width) {
        int fromW = picture.width_px();
        int fromH = picture.height_px();
        int height = Math.max(1, (int) Math.round((double) fromH * width / fromW));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] from = picture.bgr();
        byte[] to = bytes(image);
        int at = 0;
        for (int y = 0; y < height; y++) {
            int top = y * fromH / height;
            int bottom = Math.max(top + 1, (y + 1) * fromH / height);
            for (int x = 0; x < width; x++) {
                int left = x * fromW / width;
                int right = Math.max(left + 1, (x + 1) * fromW / width);
                int b = 0;
                int g = 0;
                int r = 0;
                for (int row = top; row < bottom; row++) {
                    int i = picture.at(left, row);
                    for (int column = left; column < right; column++) {
                        b += from[i++] & 0xff;
                        g += from[i++] & 0xff;
                        r += from[i++] & 0xff;
                    }
                }
                int n = (bottom - top) * (right - left);
                to[at++] = (byte) (b / n);
                to[at++] = (byte) (g / n);
                to[at++] = (byte) (r / n);
            }
        }
        return image;
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
