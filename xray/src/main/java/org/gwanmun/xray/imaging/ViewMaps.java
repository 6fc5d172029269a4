package org.gwanmun.xray.imaging;

/**
 * What is known of one view, on its raster: row 0 = leading edge, columns increase with +y.
 *
 * @param pixelPitch_mm width of a pixel at half the parcel's height
 * @param attenuation −ln T at low energy, lightly filtered, 0 … {@link #OPAQUE}
 * @param zeff effective atomic number; NaN = cannot be known (opaque, or too little there)
 * @param arealDensity_g_cm2 along the ray, signed; NaN = cannot be known (opaque)
 */
public record ViewMaps(
        String view,
        int lines,
        int pixels,
        double linePitch_mm,
        double pixelPitch_mm,
        float[] attenuation,
        float[] zeff,
        float[] arealDensity_g_cm2) {
    /** The attenuation shown for what lets nothing through. */
    public static final float OPAQUE = 12;
}
