package org.gwanmun.trace.vision;

/**
 * How bright a picture is, small, and smaller again: a pyramid of means. The first level is at most {@value #MOST_COLUMNS} columns
 * and {@value #MOST_COLUMNS} rows, each cell the mean green of {@code scale_px()} × {@code scale_px()} pixels, because green is
 * the most of what is seen as bright and has the least noise; every further level halves both sides. Refilled for each picture,
 * so that a stream allocates nothing.
 */
public final class Luminance {
    static final int MOST_COLUMNS = 512;
    private static final int MOST_LEVELS = 4;
    private static final int LEAST_SIDE = 12; // of a level that is worth having
    private static final int MOST_SAMPLES = 4; // a row of a cell

    private int levels;
    private int scale_px;
    private final int[] width = new int[MOST_LEVELS];
    private final int[] height = new int[MOST_LEVELS];
    private final float[][] plane = new float[MOST_LEVELS][0];

    /** Takes a picture's. */
    public void of(Frame picture) {
        int longer = Math.max(picture.width_px(), picture.height_px());
        scale_px = 1;
        while (longer / scale_px > MOST_COLUMNS) {
            scale_px *= 2;
        }
        size(0, Math.max(1, picture.width_px() / scale_px), Math.max(1, picture.height_px() / scale_px));
        cells(picture);
        levels = 1;
        while (levels < MOST_LEVELS && Math.min(width[levels - 1], height[levels - 1]) / 2 >= LEAST_SIDE) {
            size(levels, width[levels - 1] / 2, height[levels - 1] / 2);
            halve(levels++);
        }
    }

    private void size(int level, int w, int h) {
        width[level] = w;
        height[level] = h;
        if (plane[level].length != w * h) {
            plane[level] = new float[w * h];
        }
    }

    private void cells(Frame picture) {
        byte[] bgr = picture.bgr();
        int stride = Math.max(1, scale_px / MOST_SAMPLES);
        int samples = scale_px / stride;
        float part = 1f / (samples * samples);
        int w = width[0];
        float[] to = plane[0];
        for (int y = 0; y < height[0]; y++) {
            for (int x = 0; x < w; x++) {
                int sum = 0;
                for (int j = 0; j < samples; j++) {
                    int at = picture.at(x * scale_px, y * scale_px + j * stride) + 1;
                    for (int i = 0; i < samples; i++) {
                        sum += bgr[at + 3 * stride * i] & 0xff;
                    }
                }
                to[y * w + x] = sum * part;
            }
        }
    }

    private void halve(int level) {
        float[] from = plane[level - 1];
        float[] to = plane[level];
        int w = width[level];
        int step = width[level - 1];
        for (int y = 0; y < height[level]; y++) {
            int at = 2 * y * step;
            for (int x = 0; x < w; x++, at += 2) {
                to[y * w + x] = (from[at] + from[at + 1] + from[at + step] + from[at + step + 1]) / 4;
            }
        }
    }

    /** How many levels there are, the first the largest. */
    int levels() {
        return levels;
    }

    /** Pixels of the picture on a side of a cell of the first level. */
    int scale_px() {
        return scale_px;
    }

    int width(int level) {
        return width[level];
    }

    int height(int level) {
        return height[level];
    }

    /** Grey values 0 … 255, row by row. */
    float[] plane(int level) {
        return plane[level];
    }

    /** Whether another picture has the same size. */
    boolean fits(Luminance other) {
        return levels > 0
                && levels == other.levels
                && scale_px == other.scale_px
                && width[0] == other.width[0]
                && height[0] == other.height[0];
    }
}
