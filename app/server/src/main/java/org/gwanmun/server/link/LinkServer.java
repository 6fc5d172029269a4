package org.gwanmun.server.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.ServerMessage;
import org.gwanmun.xray.lane.Diversion;
import org.gwanmun.xray.lane.Officer;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.link.LinkFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Listens for machines, and tells their diverters what was decided. Several times a second it asks the reading desk, for
 * each lane, which parcels' time has come; what a machine has not confirmed it is told again.
 */
public final class LinkServer implements SmartLifecycle {
    private static final long LAST_PARCEL_NS = 5_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
    private static final long DIVERT_EVERY_MS = 250;
    private static final long TELL_AGAIN_NS = 2_000_000_000L;
    private static final int MOST_ON_BELT = 16;
    private static final int MOST_CONNECTIONS = 64;

    private final InetAddress address;
    private final int port;
    private final Lanes lanes;
    private final LaneIntake intake;
    private final ReadingDesk desk;
    private final Listener listener;
    private final RandomGenerator random;
    private final Set<LaneSession> sessions = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> told = new ConcurrentHashMap<>();
    private volatile @Nullable ServerSocket listening;
    private @Nullable ScheduledExecutorService diverter;
    private boolean complained;

    /** Who hears how lanes are. */
    public interface Listener {
        /** The lane's machine, or what passes it, is another. */
        void changed(Lanes.Lane lane);

        /** So many lines of a view of what is passing have come. */
        void grown(Lanes.Lane lane, String view, int lines);

        /** Somebody wanted to be a lane and did not hold its key. */
        void refused(String lane);
    }

    public LinkServer(
            InetAddress address,
            int port,
            Lanes lanes,
            LaneIntake intake,
            ReadingDesk desk,
            Listener listener,
            RandomGenerator random) {
        this.address = address;
        this.port = port;
        this.lanes = lanes;
        this.intake = intake;
        this.desk = desk;
        this.listener = listener;
        this.random = random;
    }

    /** The port it listens on. */
    public int port() {
        ServerSocket socket = listening;
        return socket == null ? port : socket.getLocalPort();
    }

    @Override
    public void start() {
        if (lanes.all().isEmpty()) {
            return;
        }
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            listening = socket;
            Thread.ofPlatform().daemon().name("link-accept").start(() -> accept(socket));
        } catch (IOException e) {
            throw Refusal.unavailable(ServerMessage.PORT_IN_USE, port, port + 1);
        }
        ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("diverter").factory());
        diverter = ticking;
        var unused =
                ticking.scheduleWithFixedDelay(this::divert, DIVERT_EVERY_MS, DIVERT_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket machine = socket.accept();
                if (sessions.size() >= MOST_CONNECTIONS) {
                    machine.close();
                    continue;
                }
                LaneSession session = new LaneSession(machine, lanes, intake, desk, listener, random);
                sessions.add(session);
                Thread.ofPlatform().daemon().name("lane").start(() -> {
                    try {
                        session.run();
                    } finally {
                        sessions.remove(session);
                    }
                });
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("A machine could not be greeted.", e);
                }
            }
        }
    }

    private void divert() {
        for (Lanes.Lane lane : lanes.all()) {
            try {
                long now = System.nanoTime();
                Officer diverting = new Officer(lane.name(), lane.name());
                ReadingDesk.Belt belt = desk.divertDue(diverting);
                for (ReadingItem item : belt.told()) {
                    Long before = told.get(item.parcel().id());
                    if (before == null || now - before > TELL_AGAIN_NS) {
                        tell(lane, item, now);
                    }
                }
                lane.crowded(belt.waiting(), MOST_ON_BELT);
                complained = false;
            } catch (RuntimeException e) {
                if (!complained) {
                    complained = true; // once, not four times a second
                    LOG.error(
                            "The diverter of lane {} has no orders; parcels that cannot wait are opened.",
                            lane.name(),
                            e);
                }
            }
        }
        told.values().removeIf(at -> System.nanoTime() - at > 100 * TELL_AGAIN_NS);
    }

    private void tell(Lanes.Lane lane, ReadingItem item, long now) {
        Diversion diversion = item.reading().diversion().orElseThrow();
        if (lane.send(
                new LinkFrame.Divert(item.parcel().id(), item.parcel().passage().start_mm(), diversion.gate()))) {
            told.put(item.parcel().id(), now);
        }
    }

    @Override
    public void stop() {
        ServerSocket socket = listening;
        listening = null;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.debug("The link's port could not be closed.", e);
        }
        if (diverter != null) {
            diverter.shutdownNow();
        }
        sessions.forEach(LaneSession::close);
        awaitSessions();
    }

    /** A parcel that is being stored may be stored whole. */
    private void awaitSessions() {
        long end = System.nanoTime() + LAST_PARCEL_NS;
        try {
            while (!sessions.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before anything that speaks to it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }
}
