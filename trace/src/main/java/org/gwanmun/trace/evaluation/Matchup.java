package org.gwanmun.trace.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gwanmun.core.maths.Assignment;
import org.gwanmun.trace.MotRows;

/**
 * Truth and tracks side by side, moment by moment, with the overlap of every pair of boxes that overlap at all:
 * IoU = |A∩B| / |A∪B|. Identities are numbered from 0. Everything the measures need, worked out once.
 *
 * <p>A moment is a frame of a camera; several cameras whose identities are shared stand one after the other.
 *
 * <p>Source: J. Luiten, A. Hoffhues, TrackEval, https://github.com/JonathonLuiten/TrackEval (its datasets' preparation).
 */
public final class Matchup {
    private static final double HALF = 0.5;

    private int moments;
    private int[] truthFrom = new int[64];
    private int[] trackFrom = new int[64];
    private int[] pairFrom = new int[64];
    private int truths;
    private int tracks;
    private int[] truthId = new int[1024];
    private int[] trackId = new int[1024];
    private int pairs;
    private int[] pairTruth = new int[1024];
    private int[] pairTrack = new int[1024];
    private double[] overlap = new double[1024];
    private final Map<Integer, Integer> truthIds = new HashMap<>();
    private final Map<Integer, Integer> trackIds = new HashMap<>();
    private boolean[] keepTruth = new boolean[16];
    private boolean[] keepBox = new boolean[16];
    private final Assignment assignment = new Assignment();

    private Matchup() {}

    /** One camera. */
    public static Matchup of(MotRows truth, MotRows tracks, Benchmark benchmark) {
        return ofShared(List.of(truth), List.of(tracks), benchmark);
    }

    /** Cameras whose identities are shared: boxes match within a camera only, a person is the same everywhere. */
    public static Matchup ofShared(List<MotRows> truth, List<MotRows> tracks, Benchmark benchmark) {
        Matchup matchup = new Matchup();
        for (int camera = 0; camera < truth.size(); camera++) {
            matchup.camera(truth.get(camera), tracks.get(camera), benchmark);
        }
        matchup.begin();
        matchup.moments--;
        return matchup;
    }

    private void camera(MotRows truth, MotRows boxes, Benchmark benchmark) {
        int t = 0;
        int b = 0;
        while (t < truth.size() || b < boxes.size()) {
            int frame = Math.min(
                    t < truth.size() ? truth.frame()[t] : Integer.MAX_VALUE,
                    b < boxes.size() ? boxes.frame()[b] : Integer.MAX_VALUE);
            int t1 = frameEnd(truth, t, frame);
            int b1 = frameEnd(boxes, b, frame);
            if (keepTruth.length < t1 - t) {
                keepTruth = new boolean[2 * (t1 - t)];
            }
            if (keepBox.length < b1 - b) {
                keepBox = new boolean[2 * (b1 - b)];
            }
            for (int i = t; i < t1; i++) {
                keepTruth[i - t] = benchmark == Benchmark.NONE
                        || (truth.score()[i] != 0 && (benchmark == Benchmark.MOT15 || truth.kind()[i] == 1));
            }
            Arrays.fill(keepBox, 0, b1 - b, true);
            if (benchmark == Benchmark.MOT17) {
                dropDistracted(truth, t, t1, boxes, b, b1);
            }
            moment(truth, t, t1, boxes, b, b1);
            t = t1;
            b = b1;
        }
    }

    private static int frameEnd(MotRows rows, int from, int frame) {
        int to = from;
        while (to < rows.size() && rows.frame()[to] == frame) {
            to++;
        }
        return to;
    }

    private void dropDistracted(MotRows truth, int t, int t1, MotRows boxes, int b, int b1) {
        assignment.begin(t1 - t, b1 - b);
        for (int i = t; i < t1; i++) {
            for (int j = b; j < b1; j++) {
                double iou = iou(truth, i, boxes, j);
                if (iou >= HALF - Math.ulp(1.0)) {
                    assignment.edge(i - t, j - b, iou);
                }
            }
        }
        int[] match = assignment.solve();
        for (int i = t; i < t1; i++) {
            int kind = truth.kind()[i];
            boolean distracts = kind == 2 || kind == 7 || kind == 8 || kind == 12;
            if (distracts && match[i - t] != Assignment.NONE) {
                keepBox[match[i - t]] = false;
            }
        }
    }

    private void begin() {
        if (moments == truthFrom.length) {
            truthFrom = Arrays.copyOf(truthFrom, 2 * moments);
            trackFrom = Arrays.copyOf(trackFrom, 2 * moments);
            pairFrom = Arrays.copyOf(pairFrom, 2 * moments);
        }
        truthFrom[moments] = truths;
        trackFrom[moments] = tracks;
        pairFrom[moments++] = pairs;
    }

    private void moment(MotRows truth, int t, int t1, MotRows boxes, int b, int b1) {
        begin();
        int firstBox = tracks;
        for (int j = b; j < b1; j++) {
            if (keepBox[j - b]) {
                if (tracks == trackId.length) {
                    trackId = Arrays.copyOf(trackId, 2 * tracks);
                }
                trackId[tracks++] = number(trackIds, boxes.id()[j]);
            }
        }
        for (int i = t; i < t1; i++) {
            if (!keepTruth[i - t]) {
                continue;
            }
            if (truths == truthId.length) {
                truthId = Arrays.copyOf(truthId, 2 * truths);
            }
            truthId[truths++] = number(truthIds, truth.id()[i]);
            int box = firstBox;
            for (int j = b; j < b1; j++) {
                if (keepBox[j - b]) {
                    double iou = iou(truth, i, boxes, j);
                    if (iou > 0) {
                        pair(truths - 1, box, iou);
                    }
                    box++;
                }
            }
        }
    }

    private void pair(int truth, int box, double iou) {
        if (pairs == overlap.length) {
            pairTruth = Arrays.copyOf(pairTruth, 2 * pairs);
            pairTrack = Arrays.copyOf(pairTrack, 2 * pairs);
            overlap = Arrays.copyOf(overlap, 2 * pairs);
        }
        pairTruth[pairs] = truth;
        pairTrack[pairs] = box;
        overlap[pairs++] = iou;
    }

    private static int number(Map<Integer, Integer> numbers, int id) {
        Integer known = numbers.putIfAbsent(id, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    /** IoU of two boxes; 0 where either has no area. */
    private static double iou(MotRows one, int i, MotRows other, int j) {
        double left = Math.max(one.x()[i], other.x()[j]);
        double right = Math.min(one.x()[i] + one.w()[i], other.x()[j] + other.w()[j]);
        if (!(right > left)) {
            return 0;
        }
        double top = Math.max(one.y()[i], other.y()[j]);
        double bottom = Math.min(one.y()[i] + one.h()[i], other.y()[j] + other.h()[j]);
        if (!(bottom > top)) {
            return 0;
        }
        double common = (right - left) * (bottom - top);
        return common / (one.w()[i] * one.h()[i] + other.w()[j] * other.h()[j] - common);
    }

    /** How many moments. */
    int moments() {
        return moments;
    }

    /** Number of the first truth box of a moment; the next moment's ends it. */
    int truthFrom(int moment) {
        return truthFrom[moment];
    }

    /** Number of the first box of tracks of a moment. */
    int trackFrom(int moment) {
        return trackFrom[moment];
    }

    /** Number of the first overlapping pair of a moment. */
    int pairFrom(int moment) {
        return pairFrom[moment];
    }

    /** Truth boxes in all. */
    int truths() {
        return truths;
    }

    /** Boxes of tracks in all. */
    int tracks() {
        return tracks;
    }

    /** Overlapping pairs in all. */
    int pairs() {
        return pairs;
    }

    /** Identity of a truth box. */
    int truthId(int box) {
        return truthId[box];
    }

    /** Identity of a box of tracks. */
    int trackId(int box) {
        return trackId[box];
    }

    /** Truth box of a pair. */
    int pairTruth(int pair) {
        return pairTruth[pair];
    }

    /** Tracks' box of a pair. */
    int pairTrack(int pair) {
        return pairTrack[pair];
    }

    /** IoU of a pair, above 0. */
    double overlap(int pair) {
        return overlap[pair];
    }

    /** How many people there are. */
    int truthIds() {
        return truthIds.size();
    }

    /** How many identities the tracks have. */
    int trackIds() {
        return trackIds.size();
    }
}
