package org.gwanmun.core.inference;

/**
 * Numbers in a block.
 *
 * @param shape sizes of the dimensions, outermost first
 * @param values row by row; their count is the product of the shape
 */
public record Tensor(int[] shape, float[] values) {
    /** Checked. */
    public Tensor {
        long size = 1;
        for (int n : shape) {
            size *= n;
        }
        if (size != values.length) {
            throw new IllegalArgumentException(values.length + " values in a shape of " + size);
        }
    }
}
