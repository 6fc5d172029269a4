package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.audit.AuditLog;
import org.gwanmun.server.lane.ParcelJson.ViewJson;
import org.gwanmun.server.link.Lanes;
import org.gwanmun.server.link.LinkServer;
import org.gwanmun.server.picture.ScanPictures;
import org.gwanmun.xray.imaging.ViewMaps;
import org.gwanmun.xray.imaging.ZeffForDisplay;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.link.LaneReceiver;
import org.gwanmun.xray.lane.link.LinkFrame;
import org.gwanmun.xray.lane.link.MachineState;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells desks how lanes are, and works out the pictures that still grow; one piece of work serves all who look. */
public final class LaneReports implements LinkServer.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(LaneReports.class);
    private static final long TELL_EVERY_NS = 100_000_000L;
    private static final long WORK_EVERY_NS = 150_000_000L;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Lanes lanes;
    private final ReadingDesk desk;
    private final ScanPictures pictures;
    private final EventHub events;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Map<String, Long> toldAt = new ConcurrentHashMap<>();
    private final Map<String, Worked> worked = new ConcurrentHashMap<>();
    private final Map<String, Object> working = new ConcurrentHashMap<>();
    private final Map<String, Deque<Instant>> passed = new ConcurrentHashMap<>();
    private final Map<String, Long> passingSince = new ConcurrentHashMap<>();

    public LaneReports(
            Lanes lanes,
            ReadingDesk desk,
            ScanPictures pictures,
            EventHub events,
            AuditLog audit,
            InstantSource clock) {
        this.lanes = lanes;
        this.desk = desk;
        this.pictures = pictures;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** The data of a lines event. */
    record LinesJson(
            @JsonProperty("lane") String lane,
            @JsonProperty("passage") String passage,
            @JsonProperty("view") String view,
            @JsonProperty("lines") int lines) {}

    /**
     * Lines of a view of what is passing.
     *
     * @param count how many
     * @param bytes their maps
     */
    record Grown(int count, byte[] bytes) {
        static final Grown NONE = new Grown(0, new byte[0]);
    }

    /** Maps of what was passing a moment ago. */
    private record Worked(long start_mm, long at, List<ViewMaps> views) {}

    Optional<Lanes.Lane> find(String name) {
        return lanes.find(name);
    }

    List<LaneJson> all() {
        Map<String, Long> waiting = desk.waitingByLane();
        return lanes.all().stream()
                .map(lane -> json(lane, waiting.getOrDefault(lane.name(), 0L)))
                .toList();
    }

    private LaneJson json(Lanes.Lane lane, long waiting) {
        LinkFrame.Status status = lane.status();
        Optional<LaneReceiver> receiver = lane.receiver();
        Optional<LaneReceiver.Passing> passing = receiver.flatMap(LaneReceiver::passing);
        MachineState state = status.state();
        return new LaneJson(
                lane.name(),
                lane.scanner(),
                state.word(),
                lane.since(),
                status.code().isEmpty() ? null : status.code(),
                status.kv(),
                status.ma(),
                status.belt_m_s(),
                status.dose_uSv_h(),
                waiting,
                passing.isPresent(),
                perHour(lane.name()),
                state == MachineState.FAULT || state == MachineState.OFFLINE,
                passing.map(now -> passing(lane, now)).orElse(null));
    }

    private static LaneJson.PassingJson passing(Lanes.Lane lane, LaneReceiver.Passing now) {
        List<ViewJson> views = new ArrayList<>();
        Optional<ScannerProfile> profile = ScannerProfile.SHIPPED.contains(lane.scanner())
                ? Optional.of(ScannerProfile.named(lane.scanner()))
                : Optional.empty();
        for (RawScan.Channel channel : now.channels()) {
            if (channel.name().endsWith("/low")) {
                String name = channel.name().substring(0, channel.name().length() - "/low".length());
                double pitch_mm = profile.flatMap(known -> known.view(name)
                                .map(view -> view.pixelPitchAt_mm(view.depth_mm(0, known.tunnelHeight_mm() / 4))))
                        .orElse(channel.linePitch_mm());
                views.add(new ViewJson(
                        name, channel.scan().height(), channel.scan().width(), channel.linePitch_mm(), pitch_mm));
            }
        }
        return new LaneJson.PassingJson(passage(lane, now.start_mm()), views);
    }

    private static String passage(Lanes.Lane lane, long start_mm) {
        return lane.name() + "@" + start_mm;
    }

    private long perHour(String lane) {
        Deque<Instant> times = passed.computeIfAbsent(lane, name -> new ArrayDeque<>());
        synchronized (times) {
            Instant hourAgo = clock.instant().minus(HOUR);
            while (!times.isEmpty() && times.getFirst().isBefore(hourAgo)) {
                times.removeFirst();
            }
            return times.size();
        }
    }

    /** The lines from {@code from} on of what is passing a lane. */
    Optional<Grown> grownFrom(Lanes.Lane lane, String view, int from) {
        return work(lane).flatMap(now -> now.views().stream()
                .filter(maps -> maps.view().equals(view))
                .findFirst()
                .map(maps -> {
                    int count = Math.max(0, maps.lines() - from);
                    if (count == 0) {
                        return Grown.NONE;
                    }
                    ViewMaps part = maps.cropped(new ViewMaps.Window(from, 0, count, maps.pixels()));
                    return new Grown(count, ScanPictures.bytes(part));
                }));
    }

    private Optional<Worked> work(Lanes.Lane lane) {
        // A lock of its own: pictures take long, and the lane's own is wanted by whoever asks how it is.
        synchronized (working.computeIfAbsent(lane.name(), name -> new Object())) {
            Worked before = worked.get(lane.name());
            if (before != null && System.nanoTime() - before.at < WORK_EVERY_NS) {
                return Optional.of(before);
            }
            Optional<LaneReceiver.Passing> passing = lane.receiver().flatMap(LaneReceiver::passing);
            if (passing.isEmpty()) {
                worked.remove(lane.name());
                return Optional.empty();
            }
            RawScan scan = new RawScan(
                    "passing",
                    lane.scanner(),
                    OptionalDouble.empty(),
                    clock.instant(),
                    passing.get().channels().stream()
                            .filter(channel -> channel.name().contains("/")) // scatter comes with the whole parcel
                            .toList(),
                    Optional.empty());
            List<ViewMaps> views = pictures.seeWhole(scan).inspection().views().stream()
                    .map(ZeffForDisplay::steadied)
                    .toList();
            Worked now = new Worked(passing.get().start_mm(), System.nanoTime(), views);
            worked.put(lane.name(), now);
            return Optional.of(now);
        }
    }

    @Override
    public void changed(Lanes.Lane lane) {
        Optional<LaneReceiver.Passing> passing = lane.receiver().flatMap(LaneReceiver::passing);
        passing.ifPresentOrElse(now -> passingSince.put(lane.name(), now.start_mm()), () -> {
            if (passingSince.remove(lane.name()) != null) {
                Deque<Instant> times = passed.computeIfAbsent(lane.name(), name -> new ArrayDeque<>());
                synchronized (times) {
                    times.addLast(clock.instant());
                }
            }
        });
        try {
            events.tell("lane", json(lane, desk.waitingByLane().getOrDefault(lane.name(), 0L)));
        } catch (RuntimeException e) {
            LOG.warn("How lane {} is could not be told: {}", lane.name(), e.getMessage());
        }
    }

    @Override
    public void grown(Lanes.Lane lane, String view, int lines) {
        long now = System.nanoTime();
        String key = lane.name() + " " + view;
        Long before = toldAt.get(key);
        Long start = passingSince.get(lane.name());
        if (start != null && (before == null || now - before > TELL_EVERY_NS)) {
            toldAt.put(key, now);
            events.tell("lines", new LinesJson(lane.name(), passage(lane, start), view, lines));
        }
    }

    @Override
    public void refused(String lane) {
        audit.append(new AuditFact(
                clock.instant(), "link", "link.refused", lane.matches("[A-Za-z0-9._-]{1,64}") ? lane : "unknown", ""));
    }
}
