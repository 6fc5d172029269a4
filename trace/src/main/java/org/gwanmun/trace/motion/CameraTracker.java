package org.gwanmun.trace.motion;

import java.util.Arrays;
import org.gwanmun.core.maths.Assignment;
import org.gwanmun.core.stage.StreamStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps people's numbers in one camera, from boxes alone: online, and final when emitted. In each frame:
 *
 * <ol>
 *   <li>every track is predicted ({@link BoxFilter}), and all are moved by what the picture itself moved ({@link SceneShift});
 *   <li>strong boxes are matched with tracks by the overlap of widened boxes × the overlap of their heights, less for a wrong
 *       direction, or where the ground is known by how well feet fit a walk on it ({@link GroundFilter}), together with looks
 *       where there are embeddings; then all boxes that are left by plain overlap;
 *       then strong boxes with where lost tracks were seen last;
 *   <li>a track found again is led once more from where it was lost, along a straight line, so that no blind drift stays in it;
 *   <li>boxes left over begin tracks, which are shown once there is belief enough: scores give it, a size that does not fit the
 *       scene ({@link SceneSize}) takes it.
 * </ol>
 *
 * <p>Deterministic; allocates nothing once it has met its largest frame. Emits the filtered box under the frame in which it was
 * seen; nothing is emitted for frames without a detection.
 *
 * <p>Sources of ideas: Y. Zhang et al., ByteTrack, ECCV 2022, doi:10.1007/978-3-031-20047-2_1 (weak boxes last); J. Cao et al.,
 * OC-SORT, CVPR 2023, doi:10.1109/CVPR52729.2023.00934 (leading again, direction, recovery); N. Aharon et al., BoT-SORT,
 * arXiv:2206.14651 (the camera's own motion, there from pictures); F. Yang et al., C-BIoU, WACV 2023,
 * doi:10.1109/WACV56688.2023.00478 (widened boxes); K. Yi et al., UCMCTrack, AAAI 2024, doi:10.1609/aaai.v38i7.28493 (the ground); M. Yang et al., Hybrid-SORT, AAAI 2024, doi:10.1609/aaai.v38i7.28471 (overlap
 * of heights).
 */
public final class CameraTracker implements StreamStage<CameraState, FrameBoxes, TrackedBox> {
    static final int FEWEST_FRAMES = 5;
    private static final double UNSHOWN_LOSS_S = 0.15;
    private static final int UNSHOWN_FRAMES = 2;
    private static final double LONGEST_BLIND_S = 0.5;
    private static final double MOST_BELIEF = 8;
    private static final double LEAST_GAIN = 0.05;
    private static final double STILL = 0.02; // heights
    private static final double FULL_DIRECTION = 0.3; // heights walked at which a direction counts fully
    private static final int DIRECTION_HITS = 3;
    private static final int LEARNED_FRAMES = 50;
    private static final double PACE_RATE = 0.005;
    private static final double USUAL_MISFIT = 0.3;
    private static final double WORST_MISFIT = 9;
    private static final double SLOWEST = 0.5;
    private static final double FASTEST = 8;
    private static final float LOOK_MEMORY = 0.9f;
    private static final int STRANGERS_MEMORY = 2000;

    private enum Pass {
        STRONG,
        WEAK,
        RECOVERY
    }

    private final MotionSettings settings;
    private final @Nullable GroundMap ground;
    private final boolean doubtful;

    /** With settings of one camera. */
    public CameraTracker(MotionSettings settings) {
        this(settings, null);
    }

    /** With settings of one camera that stands still, and the ground that it sees if that is known. */
    public CameraTracker(MotionSettings settings, @Nullable GroundMap ground) {
        this(settings, ground, false);
    }

    /** Whether doubtful tracks are emitted too, for a {@link LookAhead} to judge. */
    CameraTracker(MotionSettings settings, @Nullable GroundMap ground, boolean doubtful) {
        this.settings = settings;
        this.ground = ground;
        this.doubtful = doubtful;
    }

    @Override
    public void on(CameraState state, FrameBoxes boxes, Out<TrackedBox> out) {
        if (boxes.dimension() != state.dimension) {
            throw new IllegalArgumentException(
                    "embeddings of " + boxes.dimension() + " numbers, the state has " + state.dimension);
        }
        for (int skipped = state.frame + 1; skipped < boxes.frame() && state.tracks > 0; skipped++) {
            predict(state);
            end(state, null);
        }
        state.frame = boxes.frame();
        if (!boxes.looked()) {
            coast(state, boxes, out);
            return;
        }
        boxes.settle();
        state.room(boxes.count());
        look(state, boxes);
        stand(state, boxes);
        double level = ScoreLevel.of(state.scores);
        predict(state);
        shift(state, boxes);
        Arrays.fill(state.boxOf, 0, state.tracks, Assignment.NONE);
        Arrays.fill(state.trackOf, 0, boxes.count(), Assignment.NONE);
        match(state, boxes, Pass.STRONG, level);
        if (settings.uses(Idea.WEAK_BOXES)) {
            match(state, boxes, Pass.WEAK, level);
        }
        if (settings.uses(Idea.RECOVERY)) {
            match(state, boxes, Pass.RECOVERY, level);
        }
        end(state, out);
        begin(state, boxes, level, out);
    }

    /** Learns what the picture's extent and the detector's scores are. */
    private static void look(CameraState state, FrameBoxes boxes) {
        double[] box = boxes.box();
        for (int j = 0; j < boxes.count(); j++) {
            ScoreLevel.count(state.scores, boxes.score(j));
            state.width = Math.max(state.width, box[4 * j] + box[4 * j + 2] / 2);
            state.height = Math.max(state.height, box[4 * j + 1] + box[4 * j + 3] / 2);
        }
        for (int j = 1; j < boxes.count() && state.dimension > 0; j++) { // two in one picture are strangers
            double cosine = cosine(boxes.embedding(), j - 1, boxes.embedding(), j, state.dimension);
            state.strangersSeen = Math.min(STRANGERS_MEMORY, state.strangersSeen + 1);
            state.strangers += (cosine - state.strangers) / state.strangersSeen;
        }
    }

    /** Where the boxes' feet are on the ground. */
    private void stand(CameraState state, FrameBoxes boxes) {
        for (int j = 0; j < boxes.count(); j++) {
            state.grounded[j] = ground != null
                    && GroundFilter.measure(ground, boxes.box(), 4 * j, state.feet, GroundFilter.FOOT * j);
        }
    }

    private void predict(CameraState state) {
        for (int t = 0; t < state.tracks; t++) {
            BoxFilter.predict(state.numbers, CameraState.at(t), state.lost(t), settings, state.pace);
            if (ground != null) {
                GroundFilter.predict(
                        state.numbers, CameraState.at(t) + CameraState.GROUND, 1 / settings.framesPerSecond());
            }
        }
    }

    /** Takes off what the camera itself moved: as told, else as the boxes tell. */
    private void shift(CameraState state, FrameBoxes boxes) {
        if (boxes.told()) {
            move(state, boxes.movedX(), boxes.movedY());
        }
        if (boxes.looked() && settings.uses(Idea.SCENE_SHIFT) && state.shift.estimate(state, boxes)) {
            move(state, state.shift.x, state.shift.y);
        }
    }

    private static void move(CameraState state, double dx, double dy) {
        double[] n = state.numbers;
        for (int t = 0; t < state.tracks; t++) {
            int at = CameraState.at(t);
            n[at] += dx;
            n[at + 1] += dy;
            n[at + CameraState.SEEN] += dx;
            n[at + CameraState.SEEN + 1] += dy;
            for (int o = at + CameraState.LAST; o < at + CameraState.BELIEF; o += 4) {
                n[o] += dx;
                n[o + 1] += dy;
            }
        }
    }

    private void match(CameraState state, FrameBoxes boxes, Pass pass, double level) {
        double least = pass == Pass.WEAK ? settings.weakScore() : settings.strongScore() * level;
        double gate = pass == Pass.STRONG
                ? settings.strongOverlap()
                : pass == Pass.WEAK ? settings.weakOverlap() : settings.recoveryOverlap();
        double growth = pass == Pass.WEAK || !settings.uses(Idea.WIDENED_BOXES) ? 0 : settings.growth();
        boolean heights = settings.uses(Idea.HEIGHT_OVERLAP);
        boolean direction = pass == Pass.STRONG && settings.uses(Idea.DIRECTION);
        double[] n = state.numbers;
        double[] box = boxes.box();
        Assignment assignment = state.assignment;
        assignment.begin(state.tracks, boxes.count());
        for (int t = 0; t < state.tracks; t++) {
            if (state.boxOf[t] != Assignment.NONE || (pass == Pass.WEAK && state.lost(t))) {
                continue;
            }
            int from = CameraState.at(t) + (pass == Pass.RECOVERY ? CameraState.LAST : CameraState.FILTER);
            for (int j = 0; j < boxes.count(); j++) {
                if (state.trackOf[j] != Assignment.NONE || boxes.score(j) < least) {
                    continue;
                }
                if (pass == Pass.STRONG && state.grounded[j] && GroundFilter.begun(n, from + CameraState.GROUND)) {
                    double distance =
                            GroundFilter.distance(n, from + CameraState.GROUND, state.feet, GroundFilter.FOOT * j);
                    if (distance < GroundFilter.GATE) {
                        edge(state, t, boxes, j, 1 - distance / GroundFilter.GATE);
                    }
                    continue;
                }
                double overlap = Overlap.of(n, from, box, 4 * j, growth);
                if (overlap > gate) {
                    double gain = heights ? overlap * Overlap.vertical(n, from, box, 4 * j) : overlap;
                    gain -= direction ? turned(state, t, box, 4 * j) : 0;
                    edge(state, t, boxes, j, gain);
                }
            }
        }
        int[] match = assignment.solve();
        for (int t = 0; t < state.tracks; t++) {
            if (match[t] != Assignment.NONE) {
                state.boxOf[t] = match[t];
                state.trackOf[match[t]] = t;
                found(state, t, boxes, match[t], level);
            }
        }
    }

    private void edge(CameraState state, int track, FrameBoxes boxes, int j, double gain) {
        state.assignment.edge(track, j, state.dimension == 0 ? gain : withLooks(gain, state, track, boxes, j));
    }

    /** What a box costs because it lies in another direction than the track went. */
    private double turned(CameraState state, int track, double[] box, int o) {
        if (state.count(track, CameraState.HITS) <= DIRECTION_HITS) {
            return 0;
        }
        double[] n = state.numbers;
        int at = CameraState.at(track);
        int oldest = at + CameraState.HISTORY + 4 * (state.count(track, CameraState.HITS) % CameraState.HISTORY_BOXES);
        double wentX = n[at + CameraState.LAST] - n[oldest];
        double wentY = n[at + CameraState.LAST + 1] - n[oldest + 1];
        double goesX = box[o] - n[oldest];
        double goesY = box[o + 1] - n[oldest + 1];
        double went = Math.sqrt(wentX * wentX + wentY * wentY);
        double goes = Math.sqrt(goesX * goesX + goesY * goesY);
        double h = n[at + CameraState.LAST + 3];
        if (went < STILL * h || goes < STILL * h) {
            return 0;
        }
        double cosine = (wentX * goesX + wentY * goesY) / (went * goes);
        return settings.direction() * Math.min(1, went / (FULL_DIRECTION * h)) * (1 - cosine) / 2;
    }

    /** Motion and looks together; looks count from those of strangers (0) to the same picture (1). */
    private double withLooks(double gain, CameraState state, int track, FrameBoxes boxes, int box) {
        double cosine = cosine(state.looks, track, boxes.embedding(), box, state.dimension);
        double like = Math.clamp((cosine - state.strangers) / Math.max(1e-6, 1 - state.strangers), 0, 1);
        return (1 - settings.appearance()) * gain + settings.appearance() * like;
    }

    private static double cosine(float[] one, int i, float[] other, int j, int dimension) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int k = 0; k < dimension; k++) {
            float a = one[i * dimension + k];
            float b = other[j * dimension + k];
            product += a * b;
            first += a * a;
            second += b * b;
        }
        return first > 0 && second > 0 ? product / Math.sqrt(first * second) : 0;
    }

    private void found(CameraState state, int track, FrameBoxes boxes, int j, double level) {
        double[] n = state.numbers;
        double[] box = boxes.box();
        int at = CameraState.at(track);
        boolean lost = state.lost(track);
        if (lost && settings.uses(Idea.LEADING_AGAIN)) {
            leadAgain(state, at, box, 4 * j, state.count(track, CameraState.LOST) + 1);
        } else {
            if (!lost && settings.uses(Idea.PACE) && state.count(track, CameraState.HITS) > DIRECTION_HITS) {
                learnPace(state, BoxFilter.misfit(n, at, box, 4 * j, settings));
            }
            BoxFilter.update(n, at, box, 4 * j, settings);
        }
        n[at + CameraState.BELIEF] = Math.min(
                MOST_BELIEF, n[at + CameraState.BELIEF] + gain(boxes.score(j), level) - odd(state, box, 4 * j));
        n[at + CameraState.SCORE] = boxes.score(j);
        SceneSize.learn(state.sizes, box, 4 * j);
        step(state, at, j);
        remember(state, track, boxes, j);
    }

    /** A step on the ground. */
    private static void step(CameraState state, int at, int j) {
        if (state.grounded[j]) {
            if (GroundFilter.begun(state.numbers, at + CameraState.GROUND)) {
                GroundFilter.update(state.numbers, at + CameraState.GROUND, state.feet, GroundFilter.FOOT * j);
            } else {
                GroundFilter.begin(state.numbers, at + CameraState.GROUND, state.feet, GroundFilter.FOOT * j);
            }
        }
    }

    /** Where boxes miss predictions by more than is usual, the camera has fewer frames than was said, or people hurry. */
    private static void learnPace(CameraState state, double misfit) {
        double change = Math.exp(PACE_RATE * (Math.min(WORST_MISFIT, misfit) - USUAL_MISFIT));
        state.pace = Math.clamp(state.pace * change, SLOWEST, FASTEST);
    }

    /** Goes back to where the track was seen last and leads it along a straight line to where it is now. */
    private void leadAgain(CameraState state, int at, double[] box, int o, int frames) {
        double[] n = state.numbers;
        double[] between = state.between;
        System.arraycopy(n, at + CameraState.SEEN, n, at + CameraState.FILTER, BoxFilter.SIZE);
        for (int i = 1; i <= frames; i++) {
            for (int k = 0; k < 4; k++) {
                double from = n[at + CameraState.LAST + k];
                between[k] = from + (box[o + k] - from) * i / frames;
            }
            BoxFilter.predict(n, at, false, settings, state.pace);
            BoxFilter.update(n, at, between, 0, settings);
        }
    }

    private static void remember(CameraState state, int track, FrameBoxes boxes, int j) {
        double[] n = state.numbers;
        int at = CameraState.at(track);
        int hits = state.count(track, CameraState.HITS);
        int history = at + CameraState.HISTORY + 4 * (hits % CameraState.HISTORY_BOXES);
        System.arraycopy(boxes.box(), 4 * j, n, history, 4);
        System.arraycopy(boxes.box(), 4 * j, n, at + CameraState.LAST, 4);
        System.arraycopy(n, at + CameraState.FILTER, n, at + CameraState.SEEN, BoxFilter.SIZE);
        state.count(track, CameraState.HITS, hits + 1);
        state.count(track, CameraState.LOST, 0);
        int look = track * state.dimension;
        for (int k = 0; k < state.dimension; k++) {
            float now = boxes.embedding()[j * state.dimension + k];
            state.looks[look + k] = hits == 0 ? now : LOOK_MEMORY * state.looks[look + k] + (1 - LOOK_MEMORY) * now;
        }
    }

    private double gain(double score, double level) {
        return settings.beliefGain() * Math.max(LEAST_GAIN, 2 * (score / level - 0.5));
    }

    private double odd(CameraState state, double[] box, int o) {
        return !settings.uses(Idea.SCENE_SIZE)
                ? 0
                : settings.oddSizeCost() * SceneSize.odd(state.sizes, box, o, settings.oddSize());
    }

    /**
     * Emits what was found and ends what was lost too long.
     *
     * @param out null for a frame that never came: everything is lost in it
     */
    private void end(CameraState state, @Nullable Out<TrackedBox> out) {
        int kept = 0;
        int all = state.tracks;
        for (int t = 0; t < all; t++) {
            if (out == null || state.boxOf[t] == Assignment.NONE) {
                state.count(t, CameraState.LOST, state.count(t, CameraState.LOST) + 1);
                if (outside(state, t) || tooLong(state, t)) {
                    continue;
                }
            } else {
                show(state, t, out);
            }
            state.move(t, kept++);
        }
        state.tracks = kept;
        state.coasted = out == null ? state.coasted : 0;
    }

    /** A frame in which nobody looked: who was seen when somebody did is emitted where they should be by now. */
    private void coast(CameraState state, FrameBoxes boxes, Out<TrackedBox> out) {
        predict(state);
        shift(state, boxes);
        state.coasted++;
        boolean known = state.coasted <= LONGEST_BLIND_S * settings.framesPerSecond() + 1e-9;
        int kept = 0;
        int all = state.tracks;
        for (int t = 0; t < all; t++) {
            state.count(t, CameraState.LOST, state.count(t, CameraState.LOST) + 1);
            if (outside(state, t)) {
                continue;
            }
            if (known && !state.lost(t) && state.count(t, CameraState.SHOWN) > 0) {
                emit(state, t, false, out);
            }
            state.move(t, kept++);
        }
        state.tracks = kept;
    }

    private static boolean outside(CameraState state, int track) {
        double x = state.numbers[CameraState.at(track)];
        double y = state.numbers[CameraState.at(track) + 1];
        boolean left = x < 0 || y < 0 || x > state.width || y > state.height;
        return left && state.frame > LEARNED_FRAMES; // before that the picture may be larger
    }

    private boolean tooLong(CameraState state, int track) {
        int every = state.coasted + 1; // a look
        double longest = Math.max(FEWEST_FRAMES * every, settings.longestLoss_s() * settings.framesPerSecond());
        double unshown = Math.max(UNSHOWN_FRAMES * every, UNSHOWN_LOSS_S * settings.framesPerSecond());
        int lost = state.count(track, CameraState.LOST);
        return lost > (state.count(track, CameraState.SHOWN) > 0 ? longest : Math.min(longest, unshown));
    }

    private void begin(CameraState state, FrameBoxes boxes, double level, Out<TrackedBox> out) {
        for (int j = 0; j < boxes.count(); j++) {
            if (state.trackOf[j] != Assignment.NONE || boxes.score(j) < settings.birthScore() * level) {
                continue;
            }
            int t = state.add();
            int at = CameraState.at(t);
            Arrays.fill(state.numbers, at, at + CameraState.NUMBERS, 0);
            BoxFilter.begin(state.numbers, at, boxes.box(), 4 * j, settings);
            step(state, at, j);
            state.count(t, CameraState.ID, 0);
            state.count(t, CameraState.HITS, 0);
            state.count(t, CameraState.SHOWN, 0);
            remember(state, t, boxes, j);
            double belief = gain(boxes.score(j), level) - odd(state, boxes.box(), 4 * j);
            state.numbers[at + CameraState.BELIEF] = belief;
            state.numbers[at + CameraState.SCORE] = boxes.score(j);
            show(state, t, out);
        }
    }

    /** Emits who was found, once there is belief enough. */
    private void show(CameraState state, int track, Out<TrackedBox> out) {
        if (state.numbers[CameraState.at(track) + CameraState.BELIEF] >= settings.belief()) {
            state.count(track, CameraState.SHOWN, 1);
        }
        if (doubtful || state.count(track, CameraState.SHOWN) > 0) {
            emit(state, track, true, out);
        }
    }

    private void emit(CameraState state, int track, boolean seen, Out<TrackedBox> out) {
        if (state.count(track, CameraState.ID) == 0) {
            state.count(track, CameraState.ID, state.nextId++); // who is never shown takes no number
        }
        boolean detected = seen && !settings.uses(Idea.FILTERED_BOXES);
        int at = CameraState.at(track) + (detected ? CameraState.LAST : CameraState.FILTER);
        double w = state.numbers[at + 2];
        double h = state.numbers[at + 3];
        state.out.set(
                state.frame,
                state.count(track, CameraState.ID),
                state.numbers[at] - w / 2,
                state.numbers[at + 1] - h / 2,
                w,
                h,
                state.numbers[CameraState.at(track) + CameraState.SCORE],
                seen,
                state.count(track, CameraState.SHOWN) > 0);
        out.emit(state.out);
    }
}
