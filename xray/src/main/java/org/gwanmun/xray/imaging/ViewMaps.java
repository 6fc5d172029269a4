package org.gwanmun.xray.imaging;

import java.util.Arrays;

/**
 * What is known of one view, on its raster: row 0 = leading edge, columns increase with +y.
 *
 * @param pixelPitch_mm width of a pixel at half the parcel's height
 * @param attenuation −ln T at low energy, lightly filtered, 0 … {@link #OPAQUE}
 * @param attenuationHigh −ln T at high energy, the same way
 * @param zeff effective atomic number; NaN = cannot be known (opaque, or too little there)
 * @param arealDensity_g_cm2 along the ray, signed; NaN = cannot be known (opaque)
 * @param zeffSigma standard deviation of {@code zeff} by photon noise, after the filter; NaN where that is
 * @param arealSigma_g_cm2 standard deviation of {@code arealDensity_g_cm2}, the same way
 */
public record ViewMaps(
        String view,
        int lines,
        int pixels,
        double linePitch_mm,
        double pixelPitch_mm,
        float[] attenuation,
        float[] attenuationHigh,
        float[] zeff,
        float[] arealDensity_g_cm2,
        float[] zeffSigma,
        float[] arealSigma_g_cm2) {
    /** The attenuation shown for what lets nothing through. */
    public static final float OPAQUE = 12;

    private static final int BLOCK = 8;
    private static final double PRESENCE = 0.03;

    /** A rectangle of a raster. */
    public record Window(int firstLine, int firstPixel, int lines, int pixels) {
        /** This part of a row-major raster whose lines have so many pixels. */
        float[] of(float[] values, int ofPixels) {
            float[] part = new float[lines * pixels];
            for (int line = 0; line < lines; line++) {
                System.arraycopy(values, (firstLine + line) * ofPixels + firstPixel, part, line * pixels, pixels);
            }
            return part;
        }
    }

    /** Maps of which nothing is known yet. */
    static ViewMaps blank(String view, int lines, int pixels, double linePitch_mm, double pixelPitch_mm) {
        float[][] unknown = new float[4][lines * pixels];
        for (float[] map : unknown) {
            Arrays.fill(map, Float.NaN);
        }
        return new ViewMaps(
                view,
                lines,
                pixels,
                linePitch_mm,
                pixelPitch_mm,
                new float[lines * pixels],
                new float[lines * pixels],
                unknown[0],
                unknown[1],
                unknown[2],
                unknown[3]);
    }

    /**
     * The part of the raster that holds the parcel, with a margin: what a desk shows, since most of a belt is empty. Found
     * where means over 8 × 8 pixels are darker than air by more than {@value #PRESENCE}; the whole raster if nothing is.
     */
    public Window parcelWindow(double margin_mm) {
        return window(attenuation, 0, 1, lines, pixels, (int) Math.ceil(margin_mm / linePitch_mm), (int)
                Math.ceil(margin_mm / pixelPitch_mm));
    }

    /** The same of a picture in transmission, with a margin of two blocks. */
    static Window presence(float[] transmission, int lines, int pixels) {
        return window(transmission, 1, -1, lines, pixels, 2 * BLOCK, 2 * BLOCK);
    }

    /** Where the mean of sign · (value − air) exceeds {@link #PRESENCE}. */
    private static Window window(
            float[] values, double air, int sign, int lines, int pixels, int marginLines, int marginPixels) {
        int firstLine = lines;
        int lastLine = -1;
        int firstPixel = pixels;
        int lastPixel = -1;
        for (int line = 0; line + BLOCK <= lines; line += BLOCK) {
            for (int pixel = 0; pixel + BLOCK <= pixels; pixel += BLOCK) {
                double sum = 0;
                for (int y = line; y < line + BLOCK; y++) {
                    for (int x = pixel; x < pixel + BLOCK; x++) {
                        sum += values[y * pixels + x] - air;
                    }
                }
                if (sign * sum > PRESENCE * BLOCK * BLOCK) {
                    firstLine = Math.min(firstLine, line);
                    lastLine = Math.max(lastLine, line + BLOCK);
                    firstPixel = Math.min(firstPixel, pixel);
                    lastPixel = Math.max(lastPixel, pixel + BLOCK);
                }
            }
        }
        if (lastLine < 0) {
            return new Window(0, 0, lines, pixels);
        }
        int line0 = Math.max(0, firstLine - marginLines);
        int pixel0 = Math.max(0, firstPixel - marginPixels);
        int line1 = Math.min(lines, lastLine + marginLines);
        int pixel1 = Math.min(pixels, lastPixel + marginPixels);
        return new Window(line0, pixel0, line1 - line0, pixel1 - pixel0);
    }

    /** The same with other grams. */
    ViewMaps withArealDensity(float[] other_g_cm2) {
        return new ViewMaps(
                view,
                lines,
                pixels,
                linePitch_mm,
                pixelPitch_mm,
                attenuation,
                attenuationHigh,
                zeff,
                other_g_cm2,
                zeffSigma,
                arealSigma_g_cm2);
    }

    /** The maps of a part of the raster. */
    public ViewMaps cropped(Window window) {
        return new ViewMaps(
                view,
                window.lines,
                window.pixels,
                linePitch_mm,
                pixelPitch_mm,
                window.of(attenuation, pixels),
                window.of(attenuationHigh, pixels),
                window.of(zeff, pixels),
                window.of(arealDensity_g_cm2, pixels),
                window.of(zeffSigma, pixels),
                window.of(arealSigma_g_cm2, pixels));
    }
}
