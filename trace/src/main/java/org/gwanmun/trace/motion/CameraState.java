package org.gwanmun.trace.motion;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.gwanmun.core.maths.Assignment;
import org.gwanmun.core.message.Refusal;

/**
 * All that a {@link CameraTracker} remembers of one camera: its tracks, what it learned of the detector and the scene, and the
 * next number. Made and changed by the tracker alone; saved and restored as bytes, after which a run goes on as if it had never
 * been interrupted.
 */
public final class CameraState {
    private static final int MAGIC = 0x47574d54; // "GWMT"
    private static final int VERSION = 3;
    private static final long HEAD_BYTES = 4 * 8 + 9 * 4;
    private static final int MOST_TRACKS = 1_000_000;
    private static final int MOST_DIMENSION = 4096;

    /** A filter, the filter when last seen, the box then, a history of boxes, belief, score, a filter on the ground. */
    static final int FILTER = 0;

    static final int SEEN = FILTER + BoxFilter.SIZE;
    static final int LAST = SEEN + BoxFilter.SIZE;
    static final int HISTORY = LAST + 4;
    static final int HISTORY_BOXES = 4;
    static final int BELIEF = HISTORY + 4 * HISTORY_BOXES;
    static final int SCORE = BELIEF + 1;
    static final int GROUND = SCORE + 1;
    static final int NUMBERS = GROUND + GroundFilter.SIZE;

    static final int ID = 0;
    static final int LOST = 1;
    static final int HITS = 2;
    static final int SHOWN = 3;
    static final int COUNTS = 4;

    int tracks;
    double[] numbers = new double[16 * NUMBERS];
    int[] counts = new int[16 * COUNTS];
    float[] looks;
    final int dimension;

    int nextId = 1;
    int frame;
    int coasted; // frames since anybody looked for people
    double pace = 1; // how many times as eventful as the settings say a frame is
    double strangers; // mean cosine of the embeddings of two people
    int strangersSeen;
    double width;
    double height;
    final int[] scores = new int[ScoreLevel.BINS];
    final double[] sizes = new double[SceneSize.SIZE];

    // Worked with during a frame and meaningless between frames.
    final SceneShift shift = new SceneShift();
    final Assignment assignment = new Assignment();
    final TrackedBox out = new TrackedBox();
    final double[] between = new double[4];
    double[] feet = new double[32 * GroundFilter.FOOT];
    boolean[] grounded = new boolean[32];
    int[] boxOf = new int[16];
    int[] trackOf = new int[32];

    /** Nothing seen yet, by a detector without embeddings. */
    public CameraState() {
        this(0);
    }

    /** Nothing seen yet, by a detector whose embeddings have so many numbers. */
    public CameraState(int dimension) {
        this.dimension = dimension;
        this.looks = new float[16 * dimension];
    }

    /** Tells the picture's size in pixels; otherwise it is learned from boxes. */
    public void picture(double width_px, double height_px) {
        width = Math.max(width, width_px);
        height = Math.max(height, height_px);
    }

    /** Offset of a track's numbers. */
    static int at(int track) {
        return track * NUMBERS;
    }

    int count(int track, int which) {
        return counts[track * COUNTS + which];
    }

    void count(int track, int which, int value) {
        counts[track * COUNTS + which] = value;
    }

    /** Whether it was looked for and not found; LOST counts all frames since it was seen. */
    boolean lost(int track) {
        return count(track, LOST) > coasted;
    }

    /** Makes room for one more. @return its place */
    int add() {
        if ((tracks + 1) * COUNTS > counts.length) {
            counts = Arrays.copyOf(counts, 2 * counts.length);
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
            looks = Arrays.copyOf(looks, 2 * looks.length);
        }
        return tracks++;
    }

    /** Moves a track to an earlier place, over what stands there. */
    void move(int from, int to) {
        if (from != to) {
            System.arraycopy(numbers, at(from), numbers, at(to), NUMBERS);
            System.arraycopy(counts, from * COUNTS, counts, to * COUNTS, COUNTS);
            System.arraycopy(looks, from * dimension, looks, to * dimension, dimension);
        }
    }

    /** Room for this frame's matches. */
    void room(int boxes) {
        if (boxOf.length < tracks) {
            boxOf = new int[2 * tracks];
        }
        if (trackOf.length < boxes) {
            trackOf = new int[2 * boxes];
            feet = new double[2 * boxes * GroundFilter.FOOT];
            grounded = new boolean[2 * boxes];
        }
    }

    /** Ends every track; what was learned of the camera stays. */
    public void forget() {
        tracks = 0;
    }

    /** How many tracks are alive, shown or not. */
    public int tracks() {
        return tracks;
    }

    /** All of it as bytes, by version. */
    public byte[] snapshot() {
        int size = 4 * (9 + scores.length + tracks * COUNTS + tracks * dimension)
                + 8 * (4 + sizes.length + tracks * NUMBERS);
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.putInt(MAGIC)
                .putInt(VERSION)
                .putInt(dimension)
                .putInt(tracks)
                .putInt(nextId)
                .putInt(frame)
                .putInt(coasted);
        bytes.putInt(strangersSeen).putDouble(strangers).putDouble(pace);
        bytes.putInt(scores.length).putDouble(width).putDouble(height);
        for (int n : scores) {
            bytes.putInt(n);
        }
        for (double n : sizes) {
            bytes.putDouble(n);
        }
        for (int i = 0; i < tracks * NUMBERS; i++) {
            bytes.putDouble(numbers[i]);
        }
        for (int i = 0; i < tracks * COUNTS; i++) {
            bytes.putInt(counts[i]);
        }
        for (int i = 0; i < tracks * dimension; i++) {
            bytes.putFloat(looks[i]);
        }
        return bytes.array();
    }

    /**
     * What {@link #snapshot} saved.
     *
     * @throws Refusal if these are not such bytes
     */
    public static CameraState restore(byte[] snapshot) {
        ByteBuffer bytes = ByteBuffer.wrap(snapshot);
        if (snapshot.length < HEAD_BYTES || bytes.getInt() != MAGIC || bytes.getInt() != VERSION) {
            throw Refusal.badInput(MotionMessage.BAD_SNAPSHOT, snapshot.length + " bytes");
        }
        int dimension = bytes.getInt();
        int tracks = bytes.getInt();
        long size = HEAD_BYTES
                + 4L * ScoreLevel.BINS
                + 8L * SceneSize.SIZE
                + (long) tracks * (8 * NUMBERS + 4 * COUNTS + 4L * dimension);
        if (dimension < 0
                || dimension > MOST_DIMENSION
                || tracks < 0
                || tracks > MOST_TRACKS
                || size != snapshot.length) {
            throw Refusal.badInput(MotionMessage.BAD_SNAPSHOT, tracks + " tracks in " + snapshot.length + " bytes");
        }
        CameraState state = new CameraState(dimension);
        state.nextId = bytes.getInt();
        state.frame = bytes.getInt();
        state.coasted = bytes.getInt();
        state.strangersSeen = bytes.getInt();
        state.strangers = bytes.getDouble();
        state.pace = bytes.getDouble();
        if (bytes.getInt() != ScoreLevel.BINS) {
            throw Refusal.badInput(MotionMessage.BAD_SNAPSHOT, "scores");
        }
        state.width = bytes.getDouble();
        state.height = bytes.getDouble();
        for (int i = 0; i < state.scores.length; i++) {
            state.scores[i] = bytes.getInt();
        }
        for (int i = 0; i < state.sizes.length; i++) {
            state.sizes[i] = bytes.getDouble();
        }
        while (state.tracks < tracks) {
            state.add();
        }
        for (int i = 0; i < tracks * NUMBERS; i++) {
            state.numbers[i] = bytes.getDouble();
        }
        for (int i = 0; i < tracks * COUNTS; i++) {
            state.counts[i] = bytes.getInt();
        }
        for (int i = 0; i < tracks * dimension; i++) {
            state.looks[i] = bytes.getFloat();
        }
        return state;
    }
}
