package org.gwanmun.trace.vision;

import java.util.List;
import org.gwanmun.core.inference.Tensor;

/**
 * Outputs of an SSD: for each anchor the offsets (ty, tx, th, tw) and the scores of all classes (0 … 1). With an anchor of centre
 * (x, y) and size (w, h) in shares of the input, the box has the centre (x + w tx/10, y + h ty/10) and the size (w e^{tw/5},
 * h e^{th/5}).
 *
 * <p>Shapes (1, anchors, 4) and (1, anchors, classes). Anchors: six grids; on the finest three boxes a cell, on the others six, of
 * scales that grow evenly from 0.2 to 0.95.
 *
 * <p>Source: W. Liu et al., SSD, ECCV 2016, doi:10.1007/978-3-319-46448-0_2; M. Sandler et al., MobileNetV2, CVPR 2018,
 * arXiv:1801.04381 (SSDLite).
 */
final class SsdLite implements Decoder {
    private static final int GRIDS = 6;
    private static final double LEAST_SCALE = 0.2;
    private static final double MOST_SCALE = 0.95;
    private static final int FINEST_STRIDE = 16;
    private static final double CENTRE = 10;
    private static final double SIZE = 5;

    private final int width;
    private final int height;
    private final int personClass;
    private final double[] anchors;

    SsdLite(DetectorProfile profile) {
        this.width = profile.width_px();
        this.height = profile.height_px();
        this.personClass = profile.personClass();
        this.anchors = anchors(width, height);
    }

    private static double[] anchors(int width, int height) {
        double[][] grids = new double[GRIDS][];
        int across = (width + FINEST_STRIDE - 1) / FINEST_STRIDE;
        int down = (height + FINEST_STRIDE - 1) / FINEST_STRIDE;
        int numbers = 0;
        for (int grid = 0; grid < GRIDS; grid++) {
            double scale = scale(grid);
            double next = grid + 1 < GRIDS ? scale(grid + 1) : 1;
            double[][] shapes = grid == 0
                    ? new double[][] {{0.1, 1}, {scale, 2}, {scale, 0.5}}
                    : new double[][] {
                        {scale, 1}, {scale, 2}, {scale, 0.5}, {scale, 3}, {scale, 1.0 / 3}, {Math.sqrt(scale * next), 1}
                    };
            grids[grid] = new double[4 * across * down * shapes.length];
            int at = 0;
            for (int cell = 0; cell < across * down; cell++) {
                for (double[] shape : shapes) {
                    grids[grid][at++] = (cell % across + 0.5) / across;
                    grids[grid][at++] = (cell / across + 0.5) / down;
                    grids[grid][at++] = shape[0] * Math.sqrt(shape[1]);
                    grids[grid][at++] = shape[0] / Math.sqrt(shape[1]);
                }
            }
            numbers += at;
            across = (across + 1) / 2;
            down = (down + 1) / 2;
        }
        double[] all = new double[numbers];
        int at = 0;
        for (double[] grid : grids) {
            System.arraycopy(grid, 0, all, at, grid.length);
            at += grid.length;
        }
        return all;
    }

    private static double scale(int grid) {
        return LEAST_SCALE + (MOST_SCALE - LEAST_SCALE) * grid / (GRIDS - 1);
    }

    @Override
    public void decode(List<Tensor> outputs, double least, Candidates people) {
        boolean offsetsFirst = outputs.get(0).shape()[2] == 4;
        float[] offsets = outputs.get(offsetsFirst ? 0 : 1).values();
        Tensor scores = outputs.get(offsetsFirst ? 1 : 0);
        int classes = scores.shape()[2];
        for (int i = 0; i < anchors.length / 4; i++) {
            double score = scores.values()[i * classes + personClass];
            if (score >= least) {
                double x = anchors[4 * i] + anchors[4 * i + 2] * offsets[4 * i + 1] / CENTRE;
                double y = anchors[4 * i + 1] + anchors[4 * i + 3] * offsets[4 * i] / CENTRE;
                double w = anchors[4 * i + 2] * Math.exp(offsets[4 * i + 3] / SIZE);
                double h = anchors[4 * i + 3] * Math.exp(offsets[4 * i + 2] / SIZE);
                double left = width * Math.max(0, x - w / 2);
                double top = height * Math.max(0, y - h / 2);
                double right = width * Math.min(1, x + w / 2);
                double bottom = height * Math.min(1, y + h / 2);
                if (right > left && bottom > top) {
                    people.add(left, top, right - left, bottom - top, Math.min(1, score));
                }
            }
        }
    }

    /** How many anchors there are for this size of input. */
    int size() {
        return anchors.length / 4;
    }
}
