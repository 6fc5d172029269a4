package org.gwanmun.xray.twin;

/**
 * e^{−x} of many numbers: 2^y = 2^i 2^f with i the nearest integer and 2^f by its Taylor polynomial, |f| ≤ ½, relative error
 * below 2·10⁻⁷; nothing is smaller than 2⁻¹²⁶. Plain loops over floats that the compiler turns into vector instructions;
 * Math.exp is ten times slower.
 */
public final class Exponentials {
    // 2^f = Σ (f ln 2)^n / n!
    private static final double LN2 = Math.log(2);
    private static final float LOG2_E = (float) (1 / LN2);
    private static final float C1 = (float) LN2;
    private static final float C2 = (float) (LN2 * LN2 / 2);
    private static final float C3 = (float) (Math.pow(LN2, 3) / 6);
    private static final float C4 = (float) (Math.pow(LN2, 4) / 24);
    private static final float C5 = (float) (Math.pow(LN2, 5) / 120);
    private static final float C6 = (float) (Math.pow(LN2, 6) / 720);

    private Exponentials() {}

    /** sum[k] += e^{−depth[k]}. */
    static void add(float[] depth, float[] sum) {
        for (int k = 0; k < sum.length; k++) {
            float x = Math.max(-126f, depth[k] * -LOG2_E);
            int i = (int) (x - 0.5f);
            float f = x - i;
            float p = 1 + f * (C1 + f * (C2 + f * (C3 + f * (C4 + f * (C5 + f * C6)))));
            sum[k] += p * Float.intBitsToFloat((i + 127) << 23);
        }
    }

    /** depth[k] becomes e^{−depth[k]}. */
    public static void replace(float[] depth) {
        for (int k = 0; k < depth.length; k++) {
            float x = Math.max(-126f, depth[k] * -LOG2_E);
            int i = (int) (x - 0.5f);
            float f = x - i;
            float p = 1 + f * (C1 + f * (C2 + f * (C3 + f * (C4 + f * (C5 + f * C6)))));
            depth[k] = p * Float.intBitsToFloat((i + 127) << 23);
        }
    }
}
