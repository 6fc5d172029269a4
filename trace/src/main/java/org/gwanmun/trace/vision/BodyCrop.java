package org.gwanmun.trace.vision;

import java.util.Arrays;

/**
 * A person's box as a small picture of fixed size without the head: no pixel above the head line, {@value #HEAD} of the box's
 * height below its upper edge, is ever read, so nothing computed from the crop can depend on a face.
 *
 * <p>Values are means of bilinear samples, as many as source pixels fall on one of ours; beyond the picture's edge the edge is
 * repeated. Planes red, green, blue of {@code height_px · width_px}, row by row, 0 … 1.
 *
 * @param width_px columns, 8 … 512
 * @param height_px rows, 8 … 512
 * @param whole whether the rows stand for the whole box, those of the head left empty (what most published networks expect);
 *     otherwise all of them show the body
 */
public record BodyCrop(int width_px, int height_px, boolean whole) {
    /** Share of a box's height that is the head's. Heads are about an eighth of a person's height; boxes are not exact. */
    public static final double HEAD = 0.2;

    private static final int MOST_SAMPLES = 16;

    /** Checked. */
    public BodyCrop {
        if (width_px < 8 || height_px < 8 || width_px > 512 || height_px > 512) {
            throw new IllegalArgumentException("a crop of " + width_px + " x " + height_px);
        }
    }

    /** Numbers of a crop. */
    public int size() {
        return 3 * width_px * height_px;
    }

    /** Rows at the top that stay empty. */
    public int emptyRows() {
        return whole ? (int) Math.ceil(HEAD * height_px) : 0;
    }

    /**
     * Cuts out a box.
     *
     * @param at where in {@code into} the crop begins
     * @return false where too little of the body is inside the picture to be seen; the crop is then zeros
     */
    public boolean cut(Frame frame, double left, double top, double w, double h, float[] into, int at) {
        Arrays.fill(into, at, at + size(), 0);
        double line = top + HEAD * h;
        int first = (int) Math.ceil(Math.max(0, line));
        int bottom = frame.height_px() - 1;
        double seenWidth = Math.min(left + w, frame.width_px()) - Math.max(left, 0);
        double seenHeight = Math.min(top + h, frame.height_px()) - first;
        if (!(seenWidth >= 2 && seenHeight >= 2) || seenWidth < 0.25 * w || seenHeight < 0.25 * h) {
            return false;
        }
        int empty = emptyRows();
        double y0 = whole ? top + empty * h / height_px : line;
        double stepY = (top + h - y0) / (height_px - empty);
        double stepX = w / width_px;
        int nx = samples(stepX);
        int ny = samples(stepY);
        int plane = width_px * height_px;
        float weight = 1f / (255 * nx * ny);
        byte[] bgr = frame.bgr();
        for (int row = empty; row < height_px; row++) {
            for (int column = 0; column < width_px; column++) {
                float r = 0;
                float g = 0;
                float b = 0;
                for (int j = 0; j < ny; j++) {
                    double y = y0 + (row - empty + (j + 0.5) / ny) * stepY - 0.5;
                    double yFloor = Math.floor(y);
                    float fy = (float) (y - yFloor);
                    int above = Math.clamp((long) yFloor, first, bottom);
                    int below = Math.clamp((long) yFloor + 1, first, bottom);
                    for (int i = 0; i < nx; i++) {
                        double x = left + (column + (i + 0.5) / nx) * stepX - 0.5;
                        double xFloor = Math.floor(x);
                        float fx = (float) (x - xFloor);
                        int before = Math.clamp((long) xFloor, 0, frame.width_px() - 1);
                        int after = Math.clamp((long) xFloor + 1, 0, frame.width_px() - 1);
                        int p = frame.at(before, above);
                        int q = frame.at(after, above);
                        int s = frame.at(before, below);
                        int t = frame.at(after, below);
                        b += mix(bgr, p, q, s, t, fx, fy);
                        g += mix(bgr, p + 1, q + 1, s + 1, t + 1, fx, fy);
                        r += mix(bgr, p + 2, q + 2, s + 2, t + 2, fx, fy);
                    }
                }
                int o = at + row * width_px + column;
                into[o] = r * weight;
                into[o + plane] = g * weight;
                into[o + 2 * plane] = b * weight;
            }
        }
        return true;
    }

    private static int samples(double step) {
        return Math.clamp((long) Math.ceil(step), 1, MOST_SAMPLES);
    }

    private static float mix(byte[] v, int p, int q, int s, int t, float fx, float fy) {
        float upper = (v[p] & 255) + fx * ((v[q] & 255) - (v[p] & 255));
        float lower = (v[s] & 255) + fx * ((v[t] & 255) - (v[s] & 255));
        return upper + fy * (lower - upper);
    }
}
