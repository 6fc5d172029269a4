package org.gwanmun.trace.vision;

import java.util.Arrays;

/**
 * Leads boxes from one picture to the next where no detector looked: each box goes to where its picture went. The cells of the box
 * are compared with those around where it should be by now, its speed kept; the place of least mean difference wins, brought between
 * cells by a parabola. Cells near the middle count more, since the corners of a person's box show what is behind. A place beyond a
 * cell's noise farther than where the box should be costs a little, so that a plain wall does not let boxes drift.
 *
 * <p>Source of block matching and of the parabola: A. M. Tekalp, Digital Video Processing, 1995, ch. 6.
 */
public final class PatchFollower {
    private static final int REACH = 8; // cells
    private static final int LEAST_CELLS = 3;
    private static final float FAR_COST = 0.15f; // grey a cell
    private static final double KEPT_SPEED = 0.8;

    private double[] speed = new double[0]; // of each box, pixels a picture
    private final float[] cost = new float[(2 * REACH + 1) * (2 * REACH + 1)];
    private float[] weight = new float[0];

    /** New boxes, of which no speed is known. */
    public void begin(Candidates people) {
        if (speed.length < 2 * people.count()) {
            speed = new double[4 * people.count()];
        }
        Arrays.fill(speed, 0);
    }

    /** Moves every box by what its picture moved. */
    public void follow(Luminance before, Luminance now, Candidates people) {
        if (!before.fits(now)) {
            return;
        }
        for (int i = 0; i < people.count(); i++) {
            step(before, now, people, i);
        }
    }

    private void step(Luminance before, Luminance now, Candidates people, int i) {
        int scale = before.scale_px();
        int columns = before.width(0);
        int rows = before.height(0);
        int left = Math.max(0, (int) Math.round(people.left(i) / scale));
        int top = Math.max(0, (int) Math.round(people.top(i) / scale));
        int w = Math.min(columns, (int) Math.round((people.left(i) + people.w(i)) / scale)) - left;
        int h = Math.min(rows, (int) Math.round((people.top(i) + people.h(i)) / scale)) - top;
        if (w < LEAST_CELLS || h < LEAST_CELLS) {
            return;
        }
        weigh(w, h);
        int aimX = (int) Math.round(speed[2 * i] / scale);
        int aimY = (int) Math.round(speed[2 * i + 1] / scale);
        int best = -1;
        int side = 2 * REACH + 1;
        for (int y = -REACH; y <= REACH; y++) {
            for (int x = -REACH; x <= REACH; x++) {
                int place = (y + REACH) * side + x + REACH;
                cost[place] = difference(before, now, left, top, w, h, aimX + x, aimY + y)
                        + FAR_COST * (float) Math.sqrt(x * x + y * y);
                if (best < 0 || cost[place] < cost[best]) {
                    best = place;
                }
            }
        }
        int bx = best % side;
        int by = best / side;
        double dx = bx - REACH;
        double dy = by - REACH;
        if (bx > 0 && bx < side - 1 && by > 0 && by < side - 1) {
            dx += between(cost[best - 1], cost[best], cost[best + 1]);
            dy += between(cost[best - side], cost[best], cost[best + side]);
        }
        double moveX = scale * (aimX + dx);
        double moveY = scale * (aimY + dy);
        speed[2 * i] = KEPT_SPEED * moveX;
        speed[2 * i + 1] = KEPT_SPEED * moveY;
        people.move(i, moveX, moveY);
    }

    private void weigh(int w, int h) {
        if (weight.length < w * h) {
            weight = new float[2 * w * h];
        }
        for (int y = 0; y < h; y++) {
            double v = (y + 0.5) / h * 2 - 1;
            for (int x = 0; x < w; x++) {
                double u = (x + 0.5) / w * 2 - 1;
                weight[y * w + x] = (float) (Math.max(0, 1 - u * u) * Math.max(0, 1 - v * v * v * v));
            }
        }
    }

    private float difference(Luminance before, Luminance now, int left, int top, int w, int h, int dx, int dy) {
        int columns = before.width(0);
        int x0 = Math.max(0, -(left + dx));
        int x1 = Math.min(w, columns - left - dx);
        int y0 = Math.max(0, -(top + dy));
        int y1 = Math.min(h, before.height(0) - top - dy);
        if (2 * (x1 - x0) < w || 2 * (y1 - y0) < h) {
            return 256;
        }
        float[] from = before.plane(0);
        float[] to = now.plane(0);
        float sum = 0;
        float weights = 0;
        for (int y = y0; y < y1; y++) {
            int a = (top + y) * columns + left;
            int b = (top + y + dy) * columns + left + dx;
            for (int x = x0; x < x1; x++) {
                float k = weight[y * w + x];
                sum += k * Math.abs(from[a + x] - to[b + x]);
                weights += k;
            }
        }
        return weights > 0 ? sum / weights : 256;
    }

    private static double between(float before, float least, float after) {
        double bend = before - 2 * least + after;
        return bend > 1e-6 ? Math.clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0;
    }
}
