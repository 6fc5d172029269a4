package org.gwanmun.trace.motion;

import java.util.Arrays;

/**
 * What a detector found in one frame of one camera: boxes by centre (x, y) and size w × h in pixels, with scores 0 … 1 and, if
 * the detector has them, embeddings. Filled anew for every frame, so that a stream allocates nothing.
 */
public final class FrameBoxes {
    private final int dimension;
    private int frame;
    private int count;
    private boolean looked;
    private boolean told;
    private double movedX;
    private double movedY;
    private double[] box = new double[4 * 32];
    private double[] score = new double[32];
    private float[] embedding;

    private int[] order = new int[32];
    private double[] sortedBox = new double[4 * 32];
    private double[] sortedScore = new double[32];
    private float[] sortedEmbedding;

    /** Without embeddings. */
    public FrameBoxes() {
        this(0);
    }

    /** With embeddings of so many numbers. */
    public FrameBoxes(int dimension) {
        this.dimension = dimension;
        this.embedding = new float[32 * dimension];
        this.sortedEmbedding = new float[32 * dimension];
    }

    /** Begins a frame without boxes. */
    public void begin(int frame) {
        this.frame = frame;
        this.count = 0;
        this.looked = true;
        this.told = false;
        this.movedX = 0;
        this.movedY = 0;
    }

    /** Begins a frame in which nobody looks for people: tracks go on as they went. */
    public void skip(int frame) {
        begin(frame);
        looked = false;
    }

    /**
     * Tells by how many pixels what stands still moved in the picture since the frame before. What boxes miss alike beyond it is
     * still taken off.
     */
    public void moved(double dx_px, double dy_px) {
        told = true;
        movedX = dx_px;
        movedY = dy_px;
    }

    /** Adds a box by its left upper corner; one without area is passed over. @return whether it was taken */
    public boolean add(double left, double top, double w, double h, double score) {
        if (!(w > 0 && h > 0)) {
            return false;
        }
        if (count == this.score.length) {
            box = Arrays.copyOf(box, 8 * count);
            this.score = Arrays.copyOf(this.score, 2 * count);
            embedding = Arrays.copyOf(embedding, 2 * count * dimension);
        }
        box[4 * count] = left + w / 2;
        box[4 * count + 1] = top + h / 2;
        box[4 * count + 2] = w;
        box[4 * count + 3] = h;
        this.score[count++] = Math.clamp(score, 0, 1);
        return true;
    }

    /** Sets the embedding of the box added last, from so many numbers at an offset; scaled to length one. */
    public void embedding(float[] from, int offset) {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
            sum += (double) from[offset + k] * from[offset + k];
        }
        float scale = sum > 0 ? (float) (1 / Math.sqrt(sum)) : 0;
        for (int k = 0; k < dimension; k++) {
            embedding[(count - 1) * dimension + k] = from[offset + k] * scale;
        }
    }

    /** Puts the boxes in an order of their own, from left to right, so that the detector's order means nothing. */
    void settle() {
        if (order.length < score.length) {
            order = new int[score.length];
            sortedBox = new double[box.length];
            sortedScore = new double[score.length];
            sortedEmbedding = new float[embedding.length];
        }
        for (int i = 0; i < count; i++) {
            int j = i;
            for (; j > 0 && before(i, order[j - 1]); j--) {
                order[j] = order[j - 1];
            }
            order[j] = i;
        }
        for (int i = 0; i < count; i++) {
            System.arraycopy(box, 4 * order[i], sortedBox, 4 * i, 4);
            System.arraycopy(embedding, order[i] * dimension, sortedEmbedding, i * dimension, dimension);
            sortedScore[i] = score[order[i]];
        }
        double[] boxes = box;
        box = sortedBox;
        sortedBox = boxes;
        double[] scores = score;
        score = sortedScore;
        sortedScore = scores;
        float[] embeddings = embedding;
        embedding = sortedEmbedding;
        sortedEmbedding = embeddings;
    }

    private boolean before(int i, int j) {
        for (int k = 0; k < 4; k++) {
            if (box[4 * i + k] != box[4 * j + k]) {
                return box[4 * i + k] < box[4 * j + k];
            }
        }
        return score[i] < score[j];
    }

    /** Number of the frame, from 1. */
    public int frame() {
        return frame;
    }

    /** Whether somebody looked for people. */
    public boolean looked() {
        return looked;
    }

    /** Whether it is known by how much the picture moved. */
    boolean told() {
        return told;
    }

    double movedX() {
        return movedX;
    }

    double movedY() {
        return movedY;
    }

    /** How many boxes. */
    public int count() {
        return count;
    }

    /** Score of a box. */
    double score(int i) {
        return score[i];
    }

    /** Centre x, centre y, width, height of all boxes, one after the other. */
    double[] box() {
        return box;
    }

    /** Embeddings of length one, one after the other. */
    float[] embedding() {
        return embedding;
    }

    /** Numbers in an embedding. */
    int dimension() {
        return dimension;
    }
}
