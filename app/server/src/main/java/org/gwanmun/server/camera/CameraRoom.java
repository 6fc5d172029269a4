package org.gwanmun.server.camera;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.trace.site.PlanFit;
import org.gwanmun.trace.vision.Frame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** All cameras, running while the server does. */
public final class CameraRoom implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CameraRoom.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(3);

    private final List<Settings.Camera> cameras;
    private final Settings.Vision vision;
    private final CameraParts parts;
    private final CameraPlaces places;
    private final InstantSource clock;
    private final Set<Consumer<String>> listeners = ConcurrentHashMap.newKeySet();
    private volatile Map<String, CameraFeed> feeds = Map.of();
    private volatile List<RawFrames> rings = List.of();
    private final Map<String, CameraPlaces.Places> placed = new ConcurrentHashMap<>();
    private Optional<SharedDetector> detector = Optional.empty();
    private volatile @Nullable Thread ticker;

    /** Cameras as this machine has them, that do not run yet. */
    public static CameraRoom installed(
            List<Settings.Camera> cameras, Settings.Vision vision, CameraPlaces places, InstantSource clock) {
        return new CameraRoom(cameras, vision, new InstalledParts(), places, clock);
    }

    /** Cameras that do not run yet. */
    CameraRoom(
            List<Settings.Camera> cameras,
            Settings.Vision vision,
            CameraParts parts,
            CameraPlaces places,
            InstantSource clock) {
        this.cameras = List.copyOf(cameras);
        this.vision = vision;
        this.parts = parts;
        this.places = places;
        this.clock = clock;
    }

    /** In the order of the settings. */
    Collection<CameraFeed> feeds() {
        return feeds.values();
    }

    Optional<CameraFeed> find(String name) {
        return Optional.ofNullable(feeds.get(name));
    }

    /** The name of the detector, if one is installed. */
    Optional<String> detector() {
        return detector.map(SharedDetector::name);
    }

    CameraPlaces.Places places(CameraFeed feed) {
        return placed.getOrDefault(feed.camera().name(), CameraPlaces.Places.NONE);
    }

    /** Keeps other zones or another plan, and counts by them from now on. */
    synchronized void place(CameraFeed feed, CameraPlaces.Places wanted) {
        places.write(feed.camera().name(), wanted);
        placed.put(feed.camera().name(), wanted);
        tell(feed, wanted);
    }

    /** By what was drawn people are counted, and followed on the floor where it is known. */
    private static void tell(CameraFeed feed, CameraPlaces.Places places) {
        feed.zones().set(places.zones());
        feed.setGround(
                places.pairs().isEmpty()
                        ? null
                        : PlanFit.of(places.pairs()).plane().map());
    }

    /** Calls {@code listener} with the camera's name whenever there is something new; it must not wait for anything. */
    void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    void forget(Consumer<String> listener) {
        listeners.remove(listener);
    }

    private void tell(CameraFeed feed) {
        listeners.forEach(listener -> listener.accept(feed.camera().name()));
    }

    @Override
    public synchronized void start() {
        if (ticker != null) {
            return;
        }
        detector = cameras.isEmpty() ? Optional.empty() : parts.detector(vision);
        var surroundings =
                new CameraFeed.Surroundings(detector, parts.looks(vision), vision.every(), clock, this::tell);
        Map<String, CameraFeed> made = new LinkedHashMap<>();
        List<RawFrames> kept = new ArrayList<>();
        for (Settings.Camera camera : cameras) {
            Optional<RawFrames> ring = parts.ring(camera);
            ring.ifPresent(kept::add);
            CameraFeed feed = new CameraFeed(
                    camera,
                    parts.source(camera),
                    ring.<Consumer<Frame>>map(it -> it::keep).orElse(_ -> {}),
                    surroundings);
            try {
                CameraPlaces.Places drawn = places.read(camera.name());
                tell(feed, drawn);
                placed.put(camera.name(), drawn);
            } catch (Refusal broken) {
                LOG.warn("Zones and plan of camera {} are not known: {}", camera.name(), broken.getMessage());
            }
            made.put(camera.name(), feed);
        }
        feeds = java.util.Collections.unmodifiableMap(made);
        rings = List.copyOf(kept);
        made.values().forEach(CameraFeed::start);
        ticker = Thread.ofVirtual().name("cameras").start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(TICK);
                feeds.values().forEach(CameraFeed::tick);
                rings.forEach(RawFrames::expire);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        Thread running = ticker;
        ticker = null;
        if (running == null) {
            return;
        }
        running.interrupt();
        List<CameraFeed> all = new ArrayList<>(feeds.values());
        all.forEach(CameraFeed::stop);
        try {
            for (CameraFeed feed : all) {
                feed.await(LONGEST_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        rings.forEach(RawFrames::close);
        detector.ifPresent(SharedDetector::close);
    }

    @Override
    public boolean isRunning() {
        return ticker != null;
    }
}
