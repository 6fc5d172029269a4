package org.gwanmun.trace.vision;

import java.util.List;
import org.gwanmun.core.inference.Tensor;

/**
 * Outputs of NanoDet: for each of the strides 8, 16 and 32 the scores of all classes (0 … 1) and, for each of the four sides, a
 * distribution over whole distances 0, 1, 2 … strides from the cell's centre; the distance is its mean, Σ i softmax(d)ᵢ.
 *
 * <p>Shapes (1, cells, classes) and (1, cells, 4 · bins), in any order; cells row by row.
 *
 * <p>Source: X. Li et al., Generalized Focal Loss, NeurIPS 2020, arXiv:2006.04388.
 */
final class NanoDet implements Decoder {
    private static final int BINS = 11;
    private static final int[] STRIDES = {8, 16, 32};

    private final int width;
    private final int height;
    private final int personClass;

    NanoDet(DetectorProfile profile) {
        this.width = profile.width_px();
        this.height = profile.height_px();
        this.personClass = profile.personClass();
    }

    @Override
    public void decode(List<Tensor> outputs, double least, Candidates people) {
        for (int stride : STRIDES) {
            int across = (width + stride - 1) / stride;
            int cells = across * ((height + stride - 1) / stride);
            Tensor scores = of(outputs, cells, false);
            Tensor sides = of(outputs, cells, true);
            int classes = scores.shape()[2];
            for (int cell = 0; cell < cells; cell++) {
                double score = scores.values()[cell * classes + personClass];
                if (score >= least) {
                    double x = (cell % across + 0.5) * stride;
                    double y = (cell / across + 0.5) * stride;
                    int at = cell * 4 * BINS;
                    double left = Math.max(0, x - stride * mean(sides.values(), at));
                    double top = Math.max(0, y - stride * mean(sides.values(), at + BINS));
                    double right = Math.min(width, x + stride * mean(sides.values(), at + 2 * BINS));
                    double bottom = Math.min(height, y + stride * mean(sides.values(), at + 3 * BINS));
                    if (right > left && bottom > top) {
                        people.add(left, top, right - left, bottom - top, Math.min(1, score));
                    }
                }
            }
        }
    }

    private static Tensor of(List<Tensor> outputs, int cells, boolean sides) {
        for (Tensor output : outputs) {
            int[] shape = output.shape();
            if (shape.length == 3 && shape[1] == cells && (shape[2] == 4 * BINS) == sides) {
                return output;
            }
        }
        throw new IllegalStateException("no output of " + cells + " cells"); // shapes were checked when it was opened
    }

    private static double mean(float[] values, int at) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < BINS; i++) {
            most = Math.max(most, values[at + i]);
        }
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < BINS; i++) {
            double e = Math.exp(values[at + i] - most);
            sum += e;
            weighted += i * e;
        }
        return weighted / sum;
    }
}
