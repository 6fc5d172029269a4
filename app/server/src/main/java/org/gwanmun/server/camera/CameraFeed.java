package org.gwanmun.server.camera;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.trace.motion.CameraWatch;
import org.gwanmun.trace.motion.GroundMap;
import org.gwanmun.trace.motion.MotionSettings;
import org.gwanmun.trace.vision.Appearance;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera: pulls its pictures on a thread of its own, looks for people in every n-th and tracks them, masks the picture, counts. A
 * camera that is lost is tried again after 1, 2, 4 … 30 s. Only masked pictures can be had from it.
 */
final class CameraFeed {
    static final Duration STALLED = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(CameraFeed.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final double USUAL_RATE = 10;
    private static final double GAP_S = 3; // between two times that a source was opened: nobody is led over it
    private static final int RATE_PICTURES = 32;

    /**
     * What a feed needs of its surroundings.
     *
     * @param detector none where no model is installed
     * @param looks what tells people apart beside motion, for one camera
     * @param every people are looked for in every so many-th picture
     * @param changed called when there is something new
     */
    record Surroundings(
            Optional<SharedDetector> detector,
            Supplier<Optional<Appearance>> looks,
            int every,
            InstantSource clock,
            Consumer<CameraFeed> changed) {}

    private final Settings.Camera camera;
    private final Supplier<Footage> source;
    private final Veil veil = new Veil();
    private final Consumer<Frame> ring;
    private final Surroundings surroundings;
    private final ZoneCounts zones = new ZoneCounts();
    private final long[] arrivals_ns = new long[RATE_PICTURES];

    private volatile @Nullable GroundMap ground;
    private @Nullable Thread thread;
    private @Nullable CameraWatch watch; // of the feed's thread alone, as what follows
    private @Nullable Appearance looks;
    private double watchedRate;
    private @Nullable GroundMap watchedGround;
    private double time_s;
    private int firstId;
    private int sinceLook;

    private CameraState state = CameraState.CONNECTING;
    private Instant since;
    private @Nullable Instant retryAt;
    private List<Said> trouble = List.of();
    private @Nullable Shot shot;
    private OptionalDouble rate = OptionalDouble.empty();
    private final BitSet seen = new BitSet();
    private long pictures;
    private long change;

    /**
     * A camera that does not run yet.
     *
     * @param source opens it anew each time; null from its pictures is the end of a film
     * @param ring keeps the pictures themselves for a while, or does not
     */
    CameraFeed(Settings.Camera camera, Supplier<Footage> source, Consumer<Frame> ring, Surroundings surroundings) {
        this.camera = camera;
        this.source = source;
        this.ring = ring;
        this.surroundings = surroundings;
        this.since = surroundings.clock().instant();
        if (!camera.enabled()) {
            state = CameraState.OFF;
        }
    }

    /**
     * How the camera is.
     *
     * @param change grows with everything that is new
     * @param tracksSeen 0 where nobody looks for people
     */
    record Status(
            CameraState state,
            Instant since,
            List<Said> trouble,
            @Nullable Instant retryAt,
            @Nullable Shot shot,
            OptionalDouble rate,
            OptionalDouble measuredRate,
            int tracksSeen,
            long change) {}

    Settings.Camera camera() {
        return camera;
    }

    ZoneCounts zones() {
        return zones;
    }

    /** Where the floor lies, from the next picture on; null where nobody said. */
    void setGround(@Nullable GroundMap map) {
        ground = map;
    }

    boolean counts() {
        return surroundings.detector().isPresent();
    }

    synchronized Status status() {
        return new Status(state, since, trouble, retryAt, shot, rate, measuredRate(), seen.cardinality(), change);
    }

    synchronized void start() {
        if (thread == null && camera.enabled()) {
            thread =
                    Thread.ofPlatform().name("camera " + camera.name()).daemon().start(this::run);
        }
    }

    /** Tells the thread to stop; {@link #await} waits for it. */
    synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    void await(Duration longest) throws InterruptedException {
        Thread running;
        synchronized (this) {
            running = thread;
            thread = null;
        }
        if (running != null) {
            running.join(longest);
        }
    }

    /** To be called from time to time: notices that nothing comes any more. */
    void tick() {
        boolean stalled;
        synchronized (this) {
            long last = arrivals_ns[(int) ((pictures + RATE_PICTURES - 1) % RATE_PICTURES)];
            stalled = state == CameraState.LIVE && System.nanoTime() - last > patience_ns();
            if (stalled) {
                enter(CameraState.STALLED, List.of(), null);
            }
        }
        if (stalled) {
            surroundings.changed().accept(this);
        }
    }

    private long patience_ns() {
        double interval_s = 1 / rate.orElse(USUAL_RATE);
        return Math.max(STALLED.toNanos(), (long) (3e9 * interval_s));
    }

    private void run() {
        try {
            runUntilStopped();
        } finally {
            if (looks != null) {
                looks.close();
            }
        }
    }

    private void runUntilStopped() {
        int failures = 0;
        while (!Thread.currentThread().isInterrupted()) {
            long shown = pictures();
            List<Said> why;
            try (Footage footage = source.get()) {
                follow(footage);
                tell(CameraState.ENDED, List.of(), null);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Refusal refusal) {
                why = refusal.problems();
            } catch (RuntimeException e) {
                LOG.warn("Camera {} failed.", camera.name(), e);
                why = List.of(Said.of(CameraMessage.FAILED, camera.name()));
            }
            failures = pictures() > shown ? 0 : failures + 1;
            Duration wait =
                    Duration.ofSeconds(Math.min(LONGEST_WAIT.toSeconds(), 1L << Math.min(failures, Long.SIZE / 2)));
            tell(CameraState.WAITING, why, surroundings.clock().instant().plus(wait));
            if (failures <= 1) {
                LOG.warn("Camera {}: {}", camera.name(), why.getFirst().in(Language.EN));
            }
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized long pictures() {
        return pictures;
    }

    private void follow(Footage footage) throws InterruptedException {
        double told = footage.framesPerSecond();
        OptionalDouble known = camera.fps().isPresent() || !(told > 0) ? camera.fps() : OptionalDouble.of(told);
        synchronized (this) {
            rate = known;
        }
        double start_s = time_s == 0 ? 0 : time_s + GAP_S;
        sinceLook = surroundings.every();
        for (Frame next = footage.next(); next != null; next = footage.next()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            Frame picture = start_s == 0
                    ? next
                    : new Frame(next.width_px(), next.height_px(), start_s + next.time_s(), next.bgr());
            time_s = picture.time_s();
            take(picture, known.orElse(USUAL_RATE));
        }
    }

    private void take(Frame picture, double rate) throws InterruptedException {
        ring.accept(picture);
        List<Track> tracks = new ArrayList<>();
        SharedDetector detector = surroundings.detector().orElse(null);
        if (detector != null) {
            track(detector, picture, rate, tracks);
            zones.on(tracks);
        }
        Frame masked = veil.over(picture, tracks);
        synchronized (this) {
            arrivals_ns[(int) (pictures % RATE_PICTURES)] = System.nanoTime();
            shot = new Shot(++pictures, masked, tracks);
            tracks.forEach(track -> seen.set(track.id()));
            if (state == CameraState.LIVE) {
                change++;
            } else {
                enter(CameraState.LIVE, List.of(), null);
            }
        }
        surroundings.changed().accept(this);
    }

    private void track(SharedDetector detector, Frame picture, double rate, List<Track> tracks)
            throws InterruptedException {
        if (watch == null) {
            looks = surroundings.looks().get().orElse(null);
        }
        GroundMap map = ground;
        if (watch == null || watchedRate != rate || watchedGround != map) {
            watch = new CameraWatch(
                    detector.forOneCamera(), looks, MotionSettings.standard(rate), map, surroundings.every());
            watchedRate = rate;
            watchedGround = map;
            firstId = Math.max(0, seen.length() - 1);
            sinceLook = surroundings.every();
        }
        sinceLook++;
        // At most half the time until the next picture is spent waiting for other cameras.
        boolean look = sinceLook >= surroundings.every() && detector.turn((long) (0.5e9 / rate));
        if (look) {
            sinceLook = 0;
        }
        watch.on(
                picture,
                look,
                box -> tracks.add(new Track(firstId + box.id(), box.left(), box.top(), box.w(), box.h())));
    }

    private void tell(CameraState state, List<Said> why, @Nullable Instant retryAt) {
        synchronized (this) {
            enter(state, why, retryAt);
        }
        surroundings.changed().accept(this);
    }

    private synchronized void enter(CameraState next, List<Said> why, @Nullable Instant retry) {
        if (state != next) {
            since = surroundings.clock().instant();
        }
        state = next;
        trouble = why;
        retryAt = retry;
        change++;
    }

    private OptionalDouble measuredRate() {
        int n = (int) Math.min(pictures, RATE_PICTURES);
        if (n < 2 || state != CameraState.LIVE) {
            return OptionalDouble.empty();
        }
        long last = arrivals_ns[(int) ((pictures - 1) % RATE_PICTURES)];
        long first = arrivals_ns[(int) ((pictures - n) % RATE_PICTURES)];
        return last > first ? OptionalDouble.of(1e9 * (n - 1) / (last - first)) : OptionalDouble.empty();
    }
}
