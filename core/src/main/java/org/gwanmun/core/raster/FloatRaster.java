package org.gwanmun.core.raster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gwanmun.core.message.Refusal;

/**
 * A map of single-precision values; NaN means "cannot be known".
 *
 * @param width columns
 * @param height rows
 * @param values row-major, {@code values[row * width + column]}
 */
public record FloatRaster(int width, int height, float[] values) {
    private static final int HEADER_BYTES = 8 + 2 + 10 * 12 + 4;

    public FloatRaster {
        if (width < 1 || height < 1 || values.length != width * height) {
            throw new IllegalArgumentException(width + " × " + height + " does not fit " + values.length + " values");
        }
    }

    /** The value at a row and column. */
    public float at(int row, int column) {
        return values[row * width + column];
    }

    /**
     * Writes an uncompressed little-endian TIFF 6.0 with one 32-bit IEEE float sample a pixel in a single strip — the
     * form that every scientific reader opens. {@link Refusal} if the file cannot be written.
     */
    public void writeTiff(Path file) {
        int bytes = values.length * 4;
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        out.putShort((short) 10);
        tag(out, 256, 4, width); // ImageWidth
        tag(out, 257, 4, height); // ImageLength
        tag(out, 258, 3, 32); // BitsPerSample
        tag(out, 259, 3, 1); // Compression: none
        tag(out, 262, 3, 1); // PhotometricInterpretation: black is zero
        tag(out, 273, 4, HEADER_BYTES); // StripOffsets
        tag(out, 277, 3, 1); // SamplesPerPixel
        tag(out, 278, 4, height); // RowsPerStrip
        tag(out, 279, 4, bytes); // StripByteCounts
        tag(out, 339, 3, 3); // SampleFormat: IEEE float
        out.putInt(0);
        out.asFloatBuffer().put(values);
        try {
            Files.write(file, out.array());
        } catch (IOException e) {
            throw Refusal.unavailable(RasterMessage.CANNOT_WRITE, file, String.valueOf(e.getMessage()));
        }
    }

    private static void tag(ByteBuffer out, int tag, int type, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
    }
}
