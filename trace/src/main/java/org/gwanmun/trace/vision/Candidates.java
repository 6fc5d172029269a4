package org.gwanmun.trace.vision;

import java.util.Arrays;

/** Boxes in which a detector sees a person, by the left upper corner, in pixels of the whole picture. Refilled for each picture. */
public final class Candidates {
    private int count;
    private double[] box = new double[4 * 64];
    private double[] score = new double[64];

    /** Begins a picture without boxes. */
    public void clear() {
        count = 0;
    }

    /** Adds a box with a score of 0 … 1. */
    public void add(double left, double top, double w, double h, double score) {
        if (count == this.score.length) {
            box = Arrays.copyOf(box, 8 * count);
            this.score = Arrays.copyOf(this.score, 2 * count);
        }
        box[4 * count] = left;
        box[4 * count + 1] = top;
        box[4 * count + 2] = w;
        box[4 * count + 3] = h;
        this.score[count++] = score;
    }

    /** Moves a box. */
    void move(int i, double dx, double dy) {
        box[4 * i] += dx;
        box[4 * i + 1] += dy;
    }

    /** How many boxes. */
    public int count() {
        return count;
    }

    /** Left edge. */
    public double left(int i) {
        return box[4 * i];
    }

    /** Upper edge. */
    public double top(int i) {
        return box[4 * i + 1];
    }

    /** Width. */
    public double w(int i) {
        return box[4 * i + 2];
    }

    /** Height. */
    public double h(int i) {
        return box[4 * i + 3];
    }

    /** How certain the detector is. */
    public double score(int i) {
        return score[i];
    }

    /**
     * Drops every box that overlaps a more certain one by more than {@code most} IoU, and those below {@code least}; the rest
     * stands from certain to doubtful. (Greedy non-maximum suppression.)
     */
    public void suppress(double most, double least) {
        Integer[] order = new Integer[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Double.compare(score[b], score[a]));
        double[] boxes = new double[box.length];
        double[] scores = new double[score.length];
        int kept = 0;
        for (int i : order) {
            if (score[i] < least) {
                break;
            }
            boolean free = true;
            for (int j = 0; j < kept && free; j++) {
                free = iou(box, 4 * i, boxes, 4 * j) <= most;
            }
            if (free) {
                System.arraycopy(box, 4 * i, boxes, 4 * kept, 4);
                scores[kept++] = score[i];
            }
        }
        box = boxes;
        score = scores;
        count = kept;
    }

    /** Drops every box of which more than {@code most} lies within a larger one: a person cut by a tile's edge. */
    void suppressCut(double most) {
        int kept = 0;
        boolean[] cut = new boolean[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count && !cut[i]; j++) {
                double area = w(i) * h(i);
                cut[i] = i != j && w(j) * h(j) > area && common(box, 4 * i, box, 4 * j) > most * area;
            }
        }
        for (int i = 0; i < count; i++) {
            if (!cut[i]) {
                System.arraycopy(box, 4 * i, box, 4 * kept, 4);
                score[kept++] = score[i];
            }
        }
        count = kept;
    }

    private static double common(double[] a, int i, double[] b, int j) {
        double w = Math.min(a[i] + a[i + 2], b[j] + b[j + 2]) - Math.max(a[i], b[j]);
        double h = Math.min(a[i + 1] + a[i + 3], b[j + 1] + b[j + 3]) - Math.max(a[i + 1], b[j + 1]);
        return w > 0 && h > 0 ? w * h : 0;
    }

    private static double iou(double[] a, int i, double[] b, int j) {
        double common = common(a, i, b, j);
        return common == 0 ? 0 : common / (a[i + 2] * a[i + 3] + b[j + 2] * b[j + 3] - common);
    }
}
