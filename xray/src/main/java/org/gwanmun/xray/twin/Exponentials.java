package org.gwanmun.xray.twin;

/**
 * e^{−x} of many numbers: (e^{−x/64})^64, the root by its Taylor polynomial of the fifth order. Relative error below 6·10⁻⁶ to
 * x = 10, 10⁻⁴ to 20, 10⁻² to 40; beyond it stays e^{−40}. Plain loops over floats without any look at their bits, which the
 * compiler turns into vector instructions where they are long, a hundred or more: seven times as fast as taking 2^x apart.
 */
public final class Exponentials {
    private static final float MOST = 40;

    private Exponentials() {}

    /** sum[k] += e^{−depth[k]}. */
    static void add(float[] depth, float[] sum) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += of(depth[k]);
        }
    }

    /** The first depth[k] become e^{−depth[k]}. */
    public static void replace(float[] depth, int count) {
        for (int k = 0; k < count; k++) {
            depth[k] = of(depth[k]);
        }
    }

    /** Small enough that loops over it become vector instructions all the same. */
    private static float of(float depth) {
        float y = Math.min(MOST, depth) * (1 / 64f);
        float p = 1 - y * (1 - y * (1 / 2f - y * (1 / 6f - y * (1 / 24f - y * (1 / 120f)))));
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        return p * p;
    }
}
