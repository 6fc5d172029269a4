package org.gwanmun.core.raster;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.gwanmun.core.message.Refusal;

/**
 * A greyscale picture as a scanner hands it over.
 *
 * @param width columns
 * @param height rows
 * @param bits 8 or 16
 * @param grey row-major, {@code grey[row * width + column]}, unsigned 16-bit values in a {@code short} (use {@link #at})
 */
public record GreyImage(int width, int height, int bits, short[] grey) {
    /** Longest side accepted. A 10 m long scan at 0.5 mm has 20,000 lines. */
    public static final int LIMIT_SIDE = 32_768;

    /** Most pixels accepted in one picture: 100 million need 200 MB, twice while decoding. */
    public static final long LIMIT_PIXELS = 100_000_000;

    public GreyImage {
        if (width < 1 || height < 1 || grey.length != width * height) {
            throw new IllegalArgumentException(width + " × " + height + " does not fit " + grey.length + " pixels");
        }
    }

    /** The grey value 0–255 or 0–65535 at a row and column. */
    public int at(int row, int column) {
        return grey[row * width + column] & 0xFFFF;
    }

    /** The largest grey value this picture can hold. */
    public int maximum() {
        return (1 << bits) - 1;
    }

    /**
     * Reads an 8- or 16-bit greyscale PNG or TIFF.
     *
     * @throws Refusal if it is missing, too large (said before allocation), damaged, coloured, or no picture
     */
    public static GreyImage read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.badInput(RasterMessage.NOT_FOUND, file);
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            if (in == null) {
                throw Refusal.badInput(RasterMessage.NOT_A_PICTURE, file);
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw Refusal.badInput(RasterMessage.NOT_A_PICTURE, file);
            }
            ImageReader reader = readers.next();
            try {
                return read(file, reader, in);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof Refusal refusal) {
                throw refusal;
            }
            // The JDK's decoders answer hostile bytes with any runtime exception.
            throw Refusal.badInput(RasterMessage.DAMAGED, file, String.valueOf(e.getMessage()));
        }
    }

    private static GreyImage read(Path file, ImageReader reader, ImageInputStream in) throws IOException {
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        if (!format.equals("png") && !format.startsWith("tif")) {
            throw Refusal.badInput(RasterMessage.NOT_A_PICTURE, file);
        }
        if (format.equals("png") && !endsWithIend(in)) {
            throw Refusal.badInput(RasterMessage.DAMAGED, file, "no IEND chunk");
        }
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width > LIMIT_SIDE || height > LIMIT_SIDE || (long) width * height > LIMIT_PIXELS) {
            throw Refusal.badInput(RasterMessage.TOO_LARGE, file, width, height, LIMIT_SIDE, LIMIT_PIXELS);
        }
        int bands = reader.getRawImageType(0).getNumBands();
        int bits = reader.getRawImageType(0).getBitsPerBand(0);
        if (bands != 1 || (bits != 8 && bits != 16)) {
            throw Refusal.badInput(RasterMessage.NOT_GREY, file, bands, bits);
        }
        Raster raster = reader.read(0).getRaster();
        if (raster.getNumBands() != 1) { // a palette: its single raw band is an index, not a grey
            throw Refusal.badInput(RasterMessage.NOT_GREY, file, raster.getNumBands(), bits);
        }
        int[] samples = raster.getSamples(0, 0, width, height, 0, (int[]) null);
        short[] grey = new short[samples.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (short) samples[i];
        }
        return new GreyImage(width, height, bits, grey);
    }

    /** The decoder forgives a missing end; a copy cut short must not pass for the whole. */
    private static boolean endsWithIend(ImageInputStream in) throws IOException {
        long length = in.length();
        byte[] tail = new byte[(int) Math.min(length, 1024)];
        in.seek(length - tail.length);
        in.readFully(tail);
        in.seek(0);
        return new String(tail, StandardCharsets.ISO_8859_1).contains("IEND");
    }

    /** Writes a 16-bit greyscale PNG; {@link Refusal} if the file cannot be written. */
    public void writePng16(Path file) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
        short[] data = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(grey, 0, data, 0, grey.length);
        PngFiles.write(image, file);
    }
}
