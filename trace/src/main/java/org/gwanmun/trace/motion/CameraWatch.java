package org.gwanmun.trace.motion;

import org.gwanmun.core.stage.StreamStage.Out;
import org.gwanmun.trace.vision.Appearance;
import org.gwanmun.trace.vision.Candidates;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.trace.vision.Luminance;
import org.gwanmun.trace.vision.PatchFollower;
import org.gwanmun.trace.vision.PersonDetector;
import org.gwanmun.trace.vision.PictureShift;
import org.jspecify.annotations.Nullable;

/**
 * From one camera's pictures to people who keep their number: looks for people in every n-th picture and leads their boxes by
 * what the pictures show in those between, so that each picture has its boxes at once, and final. What the camera itself moved is told by the
 * pictures ({@link PictureShift}) where they can tell. Frames count from 1. Deterministic as far
 * as the detector is; for one thread; closes neither the detector nor the appearance, which other cameras may share.
 */
public final class CameraWatch {
    private static final double FEWEST_FRAMES = 5;

    private final PersonDetector detector;
    private final @Nullable Appearance appearance;
    private final MotionSettings settings;
    private final int everyNth;
    private final CameraTracker tracker;
    private final CameraState state;
    private final Candidates people = new Candidates();
    private final FrameBoxes boxes;
    private final PatchFollower follower = new PatchFollower();
    private final PictureShift shift = new PictureShift();
    private final Candidates shown = new Candidates(); // in the picture before
    private Luminance before = new Luminance();
    private Luminance now = new Luminance();
    private float[] looks = new float[0];
    private int frame;
    private double last_s;

    /**
     * A camera of which nothing was seen yet.
     *
     * @param settings with the camera's rate, every picture counted
     * @param everyNth 1 where people are looked for in every picture
     */
    public CameraWatch(
            PersonDetector detector, @Nullable Appearance appearance, MotionSettings settings, int everyNth) {
        this(detector, appearance, settings, null, everyNth);
    }

    /** The same of a camera that stands still and whose ground is known. */
    public CameraWatch(
            PersonDetector detector,
            @Nullable Appearance appearance,
            MotionSettings settings,
            @Nullable GroundMap ground,
            int everyNth) {
        if (everyNth < 1) {
            throw new IllegalArgumentException("every " + everyNth + "th picture");
        }
        this.detector = detector;
        this.appearance = appearance;
        this.settings = settings;
        this.everyNth = everyNth;
        this.tracker = new CameraTracker(settings, ground);
        int dimension = appearance == null ? 0 : appearance.dimension();
        this.state = new CameraState(dimension);
        this.boxes = new FrameBoxes(dimension);
    }

    /** Takes the next picture. */
    public void on(Frame picture, Out<TrackedBox> out) {
        on(picture, frame % everyNth == 0, out);
    }

    /** Takes the next picture and looks for people in it, or does not, where many cameras share a detector by a plan of their own. */
    public void on(Frame picture, boolean look, Out<TrackedBox> out) {
        double longest = Math.max(settings.longestLoss_s(), FEWEST_FRAMES * everyNth / settings.framesPerSecond());
        if (frame > 0 && picture.time_s() - last_s > longest) {
            state.forget(); // the camera was away, and whoever stood there may be gone
            people.clear();
            shown.clear();
        }
        last_s = picture.time_s();
        frame++;
        state.picture(picture.width_px(), picture.height_px());
        now.of(picture);
        boxes.begin(frame);
        if (look) {
            people.clear();
            detector.detect(picture, people);
            follower.begin(people);
            describe(picture);
        } else {
            follower.follow(before, now, people);
        }
        fill();
        shift.estimate(before, now, shown);
        if (shift.trust() >= PictureShift.ENOUGH_TRUST) {
            boxes.moved(shift.dx(), shift.dy());
        }
        Luminance earlier = before;
        before = now;
        now = earlier;
        shown.clear();
        for (int i = 0; i < people.count(); i++) {
            shown.add(people.left(i), people.top(i), people.w(i), people.h(i), people.score(i));
        }
        tracker.on(state, boxes, box -> {
            shown.add(box.left(), box.top(), box.w(), box.h(), box.score());
            out.emit(box);
        });
    }

    private void describe(Frame picture) {
        if (appearance != null) {
            if (looks.length < appearance.dimension() * people.count()) {
                looks = new float[2 * appearance.dimension() * people.count()];
            }
            appearance.describe(picture, people, looks);
        }
    }

    private void fill() {
        int dimension = appearance == null ? 0 : appearance.dimension();
        for (int i = 0; i < people.count(); i++) {
            boolean taken = boxes.add(people.left(i), people.top(i), people.w(i), people.h(i), people.score(i));
            if (taken && dimension > 0) {
                boxes.embedding(looks, i * dimension);
            }
        }
    }

    /** The detector's boxes in the last picture, of all scores; led by the picture where nobody looked. */
    public Candidates people() {
        return people;
    }

    /** How many pictures came. */
    public int frame() {
        return frame;
    }
}
