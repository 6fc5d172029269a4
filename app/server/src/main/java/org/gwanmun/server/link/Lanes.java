package org.gwanmun.server.link;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwanmun.xray.lane.link.LaneReceiver;
import org.gwanmun.xray.lane.link.LinkFrame;
import org.gwanmun.xray.lane.link.LinkSecret;
import org.gwanmun.xray.lane.link.MachineState;
import org.jspecify.annotations.Nullable;

/** The lanes of this server, and how each is just now. Thread-safe. */
public final class Lanes {
    private final Map<String, Lane> lanes = new LinkedHashMap<>();

    /** The lanes of a configuration. */
    public Lanes(List<Known> known, InstantSource clock) {
        known.forEach(lane -> lanes.put(lane.name(), new Lane(lane, clock)));
    }

    /**
     * A lane as configured.
     *
     * @param name of the lane
     * @param scanner name of its machine profile
     * @param secret its key
     */
    public record Known(String name, String scanner, LinkSecret secret) {}

    /** All lanes, in the order of the configuration. */
    public Collection<Lane> all() {
        return lanes.values();
    }

    /** The lane of a name, if there is one. */
    public Optional<Lane> find(String name) {
        return Optional.ofNullable(lanes.get(name));
    }

    /** One lane. */
    public static final class Lane {
        private static final LinkFrame.Status SILENT = new LinkFrame.Status(MachineState.OFFLINE, "", 0, 0, 0, 0);

        private final Known known;
        private final InstantSource clock;
        private LinkFrame.Status status = SILENT;
        private Instant since;
        private @Nullable LaneSession session;
        private boolean full;

        private Lane(Known known, InstantSource clock) {
            this.known = known;
            this.clock = clock;
            this.since = clock.instant();
        }

        /** Its name. */
        public String name() {
            return known.name();
        }

        /** Name of its machine profile. */
        public String scanner() {
            return known.scanner();
        }

        LinkSecret secret() {
            return known.secret();
        }

        /** How its machine is, as it last said. */
        public synchronized LinkFrame.Status status() {
            return status;
        }

        /** Since when it has been in that state. */
        public synchronized Instant since() {
            return since;
        }

        /** What gathers its lines, while a machine is connected. */
        public synchronized Optional<LaneReceiver> receiver() {
            return Optional.ofNullable(session).map(LaneSession::receiver);
        }

        /** Sends an order to the belt; false if no machine is connected. */
        public boolean order(LinkFrame.Order order) {
            return send(new LinkFrame.BeltOrder(order));
        }

        boolean send(LinkFrame frame) {
            LaneSession speaking;
            synchronized (this) {
                speaking = session;
            }
            return speaking != null && speaking.send(frame);
        }

        /** Takes a new connection; the machine that spoke before, if it is still there, is hung up on. */
        void connected(LaneSession by) {
            LaneSession before;
            synchronized (this) {
                before = session;
                session = by;
                full = false;
            }
            if (before != null) {
                before.close();
            }
        }

        /** The connection ended; its machine is silent unless another connection has taken over. */
        synchronized boolean disconnected(LaneSession by) {
            if (!by.equals(session)) {
                return false;
            }
            session = null;
            set(SILENT);
            return true;
        }

        /** Whether the state is another than before. */
        synchronized boolean set(LinkFrame.Status now) {
            boolean changed = now.state() != status.state() || !now.code().equals(status.code());
            if (changed) {
                since = clock.instant();
            }
            status = now;
            return changed;
        }

        /** Stops the belt when too many parcels lie between tunnel and diverter, and starts it again when there is room. */
        void crowded(long onBelt, int most) {
            LinkFrame.Order order;
            synchronized (this) {
                if (!full && onBelt >= most && status.state() == MachineState.RUNNING) {
                    order = LinkFrame.Order.STOP;
                } else if (full && onBelt < most - most / 4) {
                    order = LinkFrame.Order.START;
                } else {
                    return;
                }
                full = order == LinkFrame.Order.STOP;
            }
            order(order);
        }
    }
}
