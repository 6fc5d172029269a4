package org.gwanmun.xray.machine;

/**
 * How much a parcel scatters onto the detector of its own fan. What a place of the line scatters is taken as proportional to what comes
 * through there, T, and to the electrons there, of which the attenuation A of the high layer tells best (B. Ohnesorge, T. Flohr,
 * K. Klingenbeck-Regn, Eur. Radiol. 9 (1999) 563, for the same idea). It spreads as light from a point at distance h does:
 *
 * <pre>  S(q) = C Σ_p A_p T_p K(q − p),   K(d) = Δ/(2h) (1 + d²/h²)^{−3/2}</pre>
 *
 * @param low C of the low-energy layer
 * @param high C of the high-energy layer
 */
public record StrayLight(double low, double high) {
    /** Where nothing was measured of it. */
    public static final StrayLight NONE = new StrayLight(0, 0);

    /**
     * Σ_p g_p K(q − p).
     *
     * @param source g, at places Δ apart
     * @param pitch_mm Δ
     * @param height_mm h
     */
    public static double[] spread(double[] source, double pitch_mm, double height_mm) {
        int n = source.length;
        double[] kernel = new double[n];
        for (int d = 0; d < n; d++) {
            double x = d * pitch_mm / height_mm;
            kernel[d] = pitch_mm / (2 * height_mm) * Math.pow(1 + x * x, -1.5);
        }
        double[] spread = new double[n];
        for (int p = 0; p < n; p++) {
            if (source[p] != 0) {
                for (int q = 0; q < n; q++) {
                    spread[q] += source[p] * kernel[Math.abs(q - p)];
                }
            }
        }
        return spread;
    }

    /** A T of a layer's transmission T, A the attenuation of the high layer. */
    public static double source(double transmission, double transmissionHigh) {
        return -Math.clamp(transmission, 1e-4, 1) * Math.log(Math.clamp(transmissionHigh, 1e-4, 1));
    }
}
