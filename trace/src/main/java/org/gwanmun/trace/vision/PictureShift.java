package org.gwanmun.trace.vision;

import java.util.Arrays;

/**
 * By how much what stands still moved between two pictures of one camera: dx to the right and dy down, in pixels of the picture,
 * with a trust of 0 … 1.
 *
 * <p>On the coarsest level of both pyramids the shift of least mean clipped difference is searched in whole cells. From there,
 * level by level, what is free of people in every textured block is registered by Gauss–Newton on its grey values, mean brightness taken
 * off: d ← d − H⁻¹ Σ g (I(x + d) − T(x)), H = Σ g gᵀ, g the gradient of the earlier picture about its mean; the shift is the mean
 * of the blocks within half a cell of their median. Trust is the share of textured blocks of the finest level that agree; it is 0
 * where fewer than {@value #LEAST_BLOCKS} have texture. No turn and no zoom. Reaches {@value #REACH} cells of the coarsest level:
 * an eighth of the picture.
 *
 * <p>Sources: B. D. Lucas, T. Kanade, IJCAI 1981, 674; S. Baker, I. Matthews, Int. J. Comput. Vis. 56 (2004) 221,
 * doi:10.1023/B:VISI.0000011205.11775.fd (the gradient of the template); J. Shi, C. Tomasi, CVPR 1994,
 * doi:10.1109/CVPR.1994.323794 (texture by the smaller eigenvalue).
 */
public final class PictureShift {
    /** Below it the shift is not to be relied on. */
    public static final double ENOUGH_TRUST = 0.5;

    private static final int REACH = 6;
    private static final int SIDE = 16; // of a block, in cells
    private static final int MOST_COLUMNS = 14; // of blocks
    private static final int MOST_ROWS = 10;
    private static final int LEAST_BLOCKS = 6;
    private static final int STEPS = 3;
    private static final double LEAST_TEXTURE = 2; // smaller eigenvalue of H per cell, grey² / cell²
    private static final double LEAST_FREE = 0.4; // of a block
    private static final double AGREE = 0.5; // cells
    private static final double CLIP = 20; // grey
    private static final double CLEARLY_BETTER = 0.9;

    private final double[] blockX = new double[MOST_COLUMNS * MOST_ROWS];
    private final double[] blockY = new double[MOST_COLUMNS * MOST_ROWS];
    private final double[] sorted = new double[MOST_COLUMNS * MOST_ROWS];
    private final float[] gradientX = new float[SIDE * SIDE];
    private final float[] gradientY = new float[SIDE * SIDE];
    private boolean[] free = new boolean[0]; // of people, of the level at work
    private int textured;
    private double dx;
    private double dy;
    private double trust;

    /**
     * Estimates it; the answers stand until the next call.
     *
     * @param people who was in the earlier picture: they move on their own
     */
    public void estimate(Luminance before, Luminance now, Candidates people) {
        dx = 0;
        dy = 0;
        trust = 0;
        if (!before.fits(now)) {
            return;
        }
        int level = before.levels() - 1;
        leaveOut(people, before, level);
        search(before, now, level);
        for (; level >= 0; level--) {
            leaveOut(people, before, level);
            register(before, now, level);
            if (level > 0) {
                dx *= 2;
                dy *= 2;
            }
        }
        dx *= before.scale_px();
        dy *= before.scale_px();
        if (trust == 0) {
            dx = 0;
            dy = 0;
        }
    }

    /** To the right, in pixels of the picture. */
    public double dx() {
        return dx;
    }

    /** Down, in pixels of the picture. */
    public double dy() {
        return dy;
    }

    /** How much of the picture agrees, 0 … 1. */
    public double trust() {
        return trust;
    }

    private void leaveOut(Candidates people, Luminance picture, int level) {
        int w = picture.width(level);
        int h = picture.height(level);
        double cell_px = (double) picture.scale_px() * (1 << level);
        if (free.length < w * h) {
            free = new boolean[w * h];
        }
        Arrays.fill(free, 0, w * h, true);
        for (int i = 0; i < people.count(); i++) {
            int left = Math.clamp((int) Math.floor(people.left(i) / cell_px), 0, w);
            int right = Math.clamp((int) Math.ceil((people.left(i) + people.w(i)) / cell_px), left, w);
            int top = Math.clamp((int) Math.floor(people.top(i) / cell_px), 0, h);
            int bottom = Math.clamp((int) Math.ceil((people.top(i) + people.h(i)) / cell_px), top, h);
            for (int y = top; y < bottom; y++) {
                Arrays.fill(free, y * w + left, y * w + right, false);
            }
        }
    }

    private void search(Luminance before, Luminance now, int level) {
        int w = before.width(level);
        int h = before.height(level);
        float[] from = before.plane(level);
        float[] to = now.plane(level);
        float brighter = mean(to) - mean(from);
        double still = difference(from, to, w, h, 0, 0, brighter);
        double least = CLEARLY_BETTER * still;
        int reachX = Math.min(REACH, w / 4);
        int reachY = Math.min(REACH, h / 4);
        for (int y = -reachY; y <= reachY; y++) {
            for (int x = -reachX; x <= reachX; x++) {
                double difference = difference(from, to, w, h, x, y, brighter);
                if (difference < least) {
                    least = difference;
                    dx = x;
                    dy = y;
                }
            }
        }
    }

    private static float mean(float[] plane) {
        float sum = 0;
        for (float value : plane) {
            sum += value;
        }
        return sum / plane.length;
    }

    private double difference(float[] from, float[] to, int w, int h, int dx, int dy, float brighter) {
        float sum = 0;
        int cells = 0;
        int left = Math.max(0, -dx);
        int right = Math.min(w, w - dx);
        for (int y = Math.max(0, -dy); y < Math.min(h, h - dy); y++) {
            int at = y * w;
            int shifted = (y + dy) * w + dx;
            for (int x = left; x < right; x++) {
                if (free[at + x]) {
                    sum += Math.min((float) CLIP, Math.abs(to[shifted + x] - from[at + x] - brighter));
                    cells++;
                }
            }
        }
        return cells == 0 ? CLIP : sum / cells;
    }

    /** One level: the blocks' shifts, from the one that is known, and their middle. */
    private void register(Luminance before, Luminance now, int level) {
        int w = before.width(level);
        int h = before.height(level);
        int columns = Math.min(MOST_COLUMNS, (w - 2) / SIDE);
        int rows = Math.min(MOST_ROWS, (h - 2) / SIDE);
        int found = 0;
        textured = 0;
        for (int r = 0; r < rows; r++) {
            int top = 1 + (rows == 1 ? 0 : r * (h - 2 - SIDE) / (rows - 1));
            for (int c = 0; c < columns; c++) {
                int left = 1 + (columns == 1 ? 0 : c * (w - 2 - SIDE) / (columns - 1));
                if (block(before.plane(level), now.plane(level), w, h, left, top, found)) {
                    found++;
                }
            }
        }
        trust = 0;
        if (textured < LEAST_BLOCKS || found < LEAST_BLOCKS) {
            return;
        }
        double middleX = median(blockX, found);
        double middleY = median(blockY, found);
        int agree = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < found; i++) {
            if (Math.abs(blockX[i] - middleX) < AGREE && Math.abs(blockY[i] - middleY) < AGREE) {
                sumX += blockX[i];
                sumY += blockY[i];
                agree++;
            }
        }
        if (agree >= LEAST_BLOCKS) {
            dx = sumX / agree;
            dy = sumY / agree;
            trust = (double) agree / textured;
        }
    }

    /** Registers a block. @return false where it has no texture or goes out of the picture */
    private boolean block(float[] from, float[] to, int w, int h, int left, int top, int place) {
        int cells = SIDE * SIDE;
        float sumX = 0;
        float sumY = 0;
        int open = 0;
        for (int y = 0, i = 0; y < SIDE; y++) {
            int at = (top + y) * w + left;
            for (int x = 0; x < SIDE; x++, i++, at++) {
                if (!free[at]) {
                    gradientX[i] = Float.NaN;
                    continue;
                }
                open++;
                float gx = (from[at + 1] - from[at - 1]) / 2;
                float gy = (from[at + w] - from[at - w]) / 2;
                gradientX[i] = gx;
                gradientY[i] = gy;
                sumX += gx;
                sumY += gy;
            }
        }
        if (open < LEAST_FREE * cells) {
            return false;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < cells; i++) {
            if (Float.isNaN(gradientX[i])) {
                gradientX[i] = 0; // a person's cell says nothing
                gradientY[i] = 0;
                continue;
            }
            float gx = gradientX[i] -= sumX / open;
            float gy = gradientY[i] -= sumY / open;
            xx += gx * gx;
            xy += gx * gy;
            yy += gy * gy;
        }
        double smaller = (xx + yy - Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy)) / 2;
        if (smaller < LEAST_TEXTURE * cells) {
            return false;
        }
        textured++;
        double determinant = xx * yy - xy * xy;
        double x0 = left + dx;
        double y0 = top + dy;
        for (int step = 0; step < STEPS; step++) {
            int column = (int) Math.floor(x0);
            int row = (int) Math.floor(y0);
            if (column < 0 || row < 0 || column + SIDE >= w || row + SIDE >= h) {
                return false;
            }
            float fx = (float) (x0 - column);
            float fy = (float) (y0 - row);
            float w00 = (1 - fx) * (1 - fy);
            float w01 = fx * (1 - fy);
            float w10 = (1 - fx) * fy;
            float w11 = fx * fy;
            float ex = 0;
            float ey = 0;
            for (int y = 0, i = 0; y < SIDE; y++) {
                int at = (top + y) * w + left;
                int other = (row + y) * w + column;
                for (int x = 0; x < SIDE; x++, i++, at++, other++) {
                    float error = w00 * to[other]
                            + w01 * to[other + 1]
                            + w10 * to[other + w]
                            + w11 * to[other + w + 1]
                            - from[at];
                    ex += gradientX[i] * error;
                    ey += gradientY[i] * error;
                }
            }
            double stepX = (yy * ex - xy * ey) / determinant;
            double stepY = (xx * ey - xy * ex) / determinant;
            x0 -= Math.clamp(stepX, -1, 1);
            y0 -= Math.clamp(stepY, -1, 1);
        }
        blockX[place] = x0 - left;
        blockY[place] = y0 - top;
        return true;
    }

    private double median(double[] values, int count) {
        System.arraycopy(values, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }
}
