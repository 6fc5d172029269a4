package org.gwanmun.core.raster;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.gwanmun.core.message.Refusal;

/** Writes pictures as PNG. */
public final class PngFiles {
    private PngFiles() {}

    /** Writes a picture; a {@link Refusal} if the file cannot be written. */
    public static void write(BufferedImage image, Path file) {
        // In memory: what ImageIO keeps in a file of its own it closes by itself when the program is told to end.
        try (OutputStream out = Files.newOutputStream(file);
                ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(image, "png", stream)) {
                throw new IllegalArgumentException("no PNG form for picture type " + image.getType());
            }
        } catch (IOException e) {
            throw Refusal.unavailable(RasterMessage.CANNOT_WRITE, file, String.valueOf(e.getMessage()));
        }
    }
}
