package org.gwanmun.xray.twin.transport;

import java.util.random.RandomGenerator;

/**
 * Exponential random numbers of mean 1 by the ziggurat (G. Marsaglia, W. W. Tsang, J. Stat. Softw. 5 (2000) 8): 255 rectangles of
 * equal area and a tail under e^−x. The JDK's own is exact as well, but twice as slow in a kernel that lives on it.
 */
final class Exponential {
    private static final int LAYERS = 256;

    /** Where the tail begins, and the area of each layer. */
    private static final double TAIL = 7.697117470131050;

    private static final double AREA = 3.949659822581572e-3;

    /** What turns 31 random bits into x, and up to which of them x lies under the curve for certain. */
    private static final float[] SCALE = new float[LAYERS];

    private static final int[] SURE = new int[LAYERS];
    private static final double[] HEIGHT = new double[LAYERS];

    static {
        double[] x = new double[LAYERS + 1];
        x[0] = AREA / Math.exp(-TAIL);
        x[1] = TAIL;
        for (int i = 2; i < LAYERS; i++) {
            x[i] = -Math.log(Math.exp(-x[i - 1]) + AREA / x[i - 1]);
        }
        x[LAYERS] = 0;
        for (int i = 0; i < LAYERS; i++) {
            SCALE[i] = (float) (x[i] * 0x1p-31);
            SURE[i] = (int) (x[i + 1] / x[i] * 0x1p31);
            HEIGHT[i] = Math.exp(-x[i]);
        }
    }

    private Exponential() {}

    /** One number. */
    static float next(RandomGenerator random) {
        long bits = random.nextLong();
        int layer = (int) bits & (LAYERS - 1);
        int part = (int) (bits >>> 33);
        return part < SURE[layer] ? part * SCALE[layer] : rare(layer, part, random);
    }

    private static float rare(int startLayer, int startPart, RandomGenerator random) {
        int layer = startLayer;
        int part = startPart;
        double beyond = 0;
        while (true) {
            double x = part * (double) SCALE[layer];
            if (part < SURE[layer]) {
                return (float) (beyond + x);
            }
            if (layer == 0) {
                beyond += TAIL; // what is left of an exponential is one
            } else {
                double above = layer + 1 < LAYERS ? HEIGHT[layer + 1] : 1;
                double y = HEIGHT[layer] + random.nextDouble() * (above - HEIGHT[layer]);
                if (y < Math.exp(-x)) {
                    return (float) (beyond + x);
                }
            }
            long bits = random.nextLong();
            layer = (int) bits & (LAYERS - 1);
            part = (int) (bits >>> 33);
        }
    }
}
