package org.gwanmun.trace;

import java.util.Arrays;

/**
 * Boxes over time, a column an array: what a MOTChallenge file holds. Rows are ordered by frame, within a frame as they came.
 *
 * <p>Frames count from 1. A box has its left upper corner at (x, y) and w × h pixels, both ≥ 0. {@code score} is the seventh
 * column (a detector's score, or a truth's flag), {@code kind} the eighth (a truth's class, 1 = pedestrian). Embeddings, if
 * any, are rows of {@code dimension} numbers. Grown by {@link #add}; read the arrays up to {@link #size}.
 *
 * <p>Source: MOTChallenge, https://motchallenge.net/instructions/.
 */
public final class MotRows {
    private final int dimension;
    private int size;
    private int[] frame = new int[256];
    private int[] id = new int[256];
    private double[] x = new double[256];
    private double[] y = new double[256];
    private double[] w = new double[256];
    private double[] h = new double[256];
    private float[] score = new float[256];
    private int[] kind = new int[256];
    private float[] embedding;

    /** None yet, with embeddings of so many numbers (0: none). */
    public MotRows(int dimension) {
        this.dimension = dimension;
        this.embedding = new float[256 * dimension];
    }

    /** Adds a row; its embedding, if there are any, is set by {@link #embedding(int, int, float)}. @return its number */
    public int add(int frame, int id, double x, double y, double w, double h, float score, int kind) {
        if (size == this.frame.length) {
            int more = 2 * size;
            this.frame = Arrays.copyOf(this.frame, more);
            this.id = Arrays.copyOf(this.id, more);
            this.x = Arrays.copyOf(this.x, more);
            this.y = Arrays.copyOf(this.y, more);
            this.w = Arrays.copyOf(this.w, more);
            this.h = Arrays.copyOf(this.h, more);
            this.score = Arrays.copyOf(this.score, more);
            this.kind = Arrays.copyOf(this.kind, more);
            this.embedding = Arrays.copyOf(this.embedding, more * dimension);
        }
        this.frame[size] = frame;
        this.id[size] = id;
        this.x[size] = x;
        this.y[size] = y;
        this.w[size] = w;
        this.h[size] = h;
        this.score[size] = score;
        this.kind[size] = kind;
        return size++;
    }

    /** Sets one number of a row's embedding. */
    public void embedding(int row, int index, float value) {
        embedding[row * dimension + index] = value;
    }

    /** The rows ordered by frame, in the order they have within one; itself if they are. */
    public MotRows byFrame() {
        boolean ordered = true;
        for (int i = 1; i < size && ordered; i++) {
            ordered = frame[i - 1] <= frame[i];
        }
        if (ordered) {
            return this;
        }
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = ((long) frame[i] << 32) | i;
        }
        Arrays.sort(keys);
        MotRows sorted = new MotRows(dimension);
        for (long key : keys) {
            int i = (int) key;
            int row = sorted.add(frame[i], id[i], x[i], y[i], w[i], h[i], score[i], kind[i]);
            for (int k = 0; k < dimension; k++) {
                sorted.embedding(row, k, embedding[i * dimension + k]);
            }
        }
        return sorted;
    }

    /** How many rows. */
    public int size() {
        return size;
    }

    /** Numbers in an embedding; 0 where there are none. */
    public int dimension() {
        return dimension;
    }

    /** Frames, from 1. Not a copy. */
    public int[] frame() {
        return frame;
    }

    /** Identities. Not a copy. */
    public int[] id() {
        return id;
    }

    /** Left edges in pixels. Not a copy. */
    public double[] x() {
        return x;
    }

    /** Upper edges in pixels. Not a copy. */
    public double[] y() {
        return y;
    }

    /** Widths in pixels. Not a copy. */
    public double[] w() {
        return w;
    }

    /** Heights in pixels. Not a copy. */
    public double[] h() {
        return h;
    }

    /** Scores, or flags of a truth. Not a copy. */
    public float[] score() {
        return score;
    }

    /** Classes of a truth. Not a copy. */
    public int[] kind() {
        return kind;
    }

    /** Embeddings, a row after the other. Not a copy. */
    public float[] embedding() {
        return embedding;
    }
}
