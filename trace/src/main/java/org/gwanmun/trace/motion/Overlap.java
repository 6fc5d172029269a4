package org.gwanmun.trace.motion;

/** Overlaps of boxes given by centre and size. */
final class Overlap {
    private Overlap() {}

    /** IoU of two boxes, both widened to (1 + growth) times their size. */
    static double of(double[] one, int i, double[] other, int j, double growth) {
        double grow = (1 + growth) / 2;
        double reachX = (one[i + 2] + other[j + 2]) * grow;
        double apartX = Math.abs(one[i] - other[j]);
        if (apartX >= reachX) {
            return 0;
        }
        double reachY = (one[i + 3] + other[j + 3]) * grow;
        double apartY = Math.abs(one[i + 1] - other[j + 1]);
        if (apartY >= reachY) {
            return 0;
        }
        double w = Math.min(reachX - apartX, 2 * grow * Math.min(one[i + 2], other[j + 2]));
        double h = Math.min(reachY - apartY, 2 * grow * Math.min(one[i + 3], other[j + 3]));
        double common = w * h;
        double areas = (one[i + 2] * one[i + 3] + other[j + 2] * other[j + 3]) * 4 * grow * grow;
        return common / (areas - common);
    }

    /** The same of their vertical extents alone, as they are. */
    static double vertical(double[] one, int i, double[] other, int j) {
        double reach = (one[i + 3] + other[j + 3]) / 2;
        double apart = Math.abs(one[i + 1] - other[j + 1]);
        if (apart >= reach) {
            return 0;
        }
        double common = Math.min(reach - apart, Math.min(one[i + 3], other[j + 3]));
        return common / (2 * reach - common);
    }
}
