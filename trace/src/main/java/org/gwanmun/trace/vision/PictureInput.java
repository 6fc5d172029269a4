package org.gwanmun.trace.vision;

import java.util.Arrays;

/**
 * A part of a picture as a network wants it: scaled with its shape kept, the rest of the input filled with the network's mean, each
 * colour less its mean over its spread, colour planes one after the other. Scaling down averages (a triangle as wide as a pixel of
 * the result), so that small people do not flicker.
 */
final class PictureInput {
    private final int width;
    private final int height;
    private final boolean rgb;
    private final float[] mean;
    private final float[] scale;
    private final float[] planes;
    private float[] rows = new float[0];
    private Weights across = new Weights(0, 0);
    private Weights down = new Weights(0, 0);
    private double ratio;

    /** For one size of input. */
    PictureInput(int width, int height, boolean rgb, float[] mean, float[] std) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
        this.mean = mean.clone();
        this.scale = new float[] {1 / std[0], 1 / std[1], 1 / std[2]};
        this.planes = new float[3 * width * height];
    }

    /** Which pixels of the source make a pixel of the result, and how much each. */
    private static final class Weights {
        private final int from;
        private final int to;
        private final int[] first;
        private final float[][] weight;

        Weights(int from, int to) {
            this.from = from;
            this.to = to;
            this.first = new int[to];
            this.weight = new float[to][];
            double step = to == 0 ? 1 : (double) from / to;
            double reach = Math.max(1, step);
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * step - 0.5;
                int low = Math.max(0, (int) Math.ceil(centre - reach));
                int high = Math.min(from - 1, (int) Math.floor(centre + reach));
                float[] w = new float[high - low + 1];
                float sum = 0;
                for (int k = 0; k < w.length; k++) {
                    w[k] = (float) Math.max(0, 1 - Math.abs(low + k - centre) / reach);
                    sum += w[k];
                }
                for (int k = 0; k < w.length; k++) {
                    w[k] /= sum;
                }
                first[i] = low;
                weight[i] = w;
            }
        }
    }

    /** Fills the planes from a part of a picture. The array is used again. */
    float[] of(Frame frame, int left, int top, int w, int h) {
        ratio = Math.min((double) width / w, (double) height / h);
        int toW = Math.clamp(Math.round(w * ratio), 1, width);
        int toH = Math.clamp(Math.round(h * ratio), 1, height);
        if (across.from != w || across.to != toW) {
            across = new Weights(w, toW);
        }
        if (down.from != h || down.to != toH) {
            down = new Weights(h, toH);
        }
        if (rows.length < 3 * toW * h) {
            rows = new float[3 * toW * h];
        }
        squeeze(frame, left, top, h, toW);
        Arrays.fill(planes, 0); // the mean, after normalising
        int area = width * height;
        for (int y = 0; y < toH; y++) {
            float[] weight = down.weight[y];
            int first = down.first[y];
            for (int channel = 0; channel < 3; channel++) {
                int c = rgb ? 2 - channel : channel;
                int plane = c * area + y * width;
                for (int x = 0; x < toW; x++) {
                    planes[plane + x] = -mean[c];
                }
                for (int k = 0; k < weight.length; k++) {
                    int row = (channel * h + first + k) * toW;
                    float part = weight[k];
                    for (int x = 0; x < toW; x++) {
                        planes[plane + x] += part * rows[row + x];
                    }
                }
                for (int x = 0; x < toW; x++) {
                    planes[plane + x] *= scale[c];
                }
            }
        }
        return planes;
    }

    private void squeeze(Frame frame, int left, int top, int h, int toW) {
        byte[] bgr = frame.bgr();
        int plane = h * toW;
        for (int y = 0; y < h; y++) {
            int line = frame.at(left, top + y);
            for (int x = 0; x < toW; x++) {
                float[] weight = across.weight[x];
                int at = line + 3 * across.first[x];
                float b = 0;
                float g = 0;
                float r = 0;
                for (float part : weight) {
                    b += part * (bgr[at] & 0xff);
                    g += part * (bgr[at + 1] & 0xff);
                    r += part * (bgr[at + 2] & 0xff);
                    at += 3;
                }
                int to = y * toW + x;
                rows[to] = b;
                rows[plane + to] = g;
                rows[2 * plane + to] = r;
            }
        }
    }

    /** Pixels of the input for one of the picture, in the last call. */
    double ratio() {
        return ratio;
    }
}
