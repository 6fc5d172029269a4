package org.gwanmun.server.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.gwanmun.server.access.SessionEnded;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.session.SessionDestroyedEvent;
import org.springframework.security.core.session.SessionIdChangedEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the cameras' pictures to whoever looks. Each client has a thread of its own that sends the newest picture of each camera it
 * wants; what came meanwhile is skipped, so that a slow client holds up nobody and nothing piles up. A client whose session ends sees
 * nothing more.
 */
@Component
final class LiveSocket extends AbstractWebSocketHandler implements SmartLifecycle {
    /** Attribute of a session: what it is bound to. */
    static final String KEY = "key";

    private static final int MOST_TILES = 16;
    private static final int LEAST_WIDTH_PX = 160;
    private static final int MOST_WIDTH_PX = 1920;
    private static final int MOST_CLIENTS = 64;
    private static final int LONGEST_WISH = 4096;
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private static final long SEND_TIMEOUT_MS = 10_000;

    private final CameraRoom room;
    private final JsonMapper json;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private volatile boolean running;

    LiveSocket(CameraRoom room, JsonMapper json) {
        this.room = room;
        this.json = json;
    }

    /** What a client wants. */
    record Wish(
            @Nullable List<@Nullable String> show, @Nullable Integer width_px) {}

    /** Before the picture. */
    record Header(
            String camera,
            long sequence,
            double time_s,
            @Nullable Integer width_px,
            @Nullable Integer height_px,
            @Nullable Integer picture_width_px,
            String state,
            @Nullable Integer people,
            @Nullable Double measured_fps,
            List<Track> tracks) {}

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        if (!running || clients.size() >= MOST_CLIENTS) {
            session.close(CloseStatus.SERVICE_OVERLOAD);
            return;
        }
        session.setTextMessageSizeLimit(LONGEST_WISH);
        session.getAttributes().put(SEND_TIMEOUT, SEND_TIMEOUT_MS);
        Client client = new Client(session);
        clients.put(session.getId(), client);
        client.start();
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        Client client = clients.get(session.getId());
        if (client == null) {
            return;
        }
        try {
            Wish wish = json.readValue(message.getPayload(), Wish.class);
            List<@Nullable String> show = wish.show();
            if (show == null || show.size() > MOST_TILES) {
                client.close(CloseStatus.BAD_DATA);
                return;
            }
            int width = wish.width_px() == null ? LEAST_WIDTH_PX : wish.width_px();
            client.want(show, Math.clamp(width, LEAST_WIDTH_PX, MOST_WIDTH_PX));
        } catch (JacksonException e) {
            client.close(CloseStatus.BAD_DATA);
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) throws IOException {
        session.close(CloseStatus.NOT_ACCEPTABLE);
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        // The connection broke: it is told closed next.
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Client client = clients.remove(session.getId());
        if (client != null) {
            client.stop();
        }
    }

    @EventListener
    void onSessionEnd(SessionDestroyedEvent ended) {
        closeAll(ended.getId());
    }

    @EventListener
    void onSessionChange(SessionIdChangedEvent changed) {
        closeAll(changed.getOldSessionId());
    }

    @EventListener
    void onEnd(SessionEnded ended) {
        closeAll(ended.key());
    }

    private void closeAll(String key) {
        clients.values().stream()
                .filter(client -> key.equals(client.session.getAttributes().get(KEY)))
                .forEach(client -> client.close(CloseStatus.POLICY_VIOLATION));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        clients.values().forEach(client -> client.close(CloseStatus.GOING_AWAY));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Who looks. */
    private final class Client {
        private final WebSocketSession session;
        private final Semaphore news = new Semaphore(0);
        private final Consumer<String> listener = this::hear;
        private volatile Set<String> show = Set.of();
        private volatile int width_px = LEAST_WIDTH_PX;
        private volatile @Nullable Thread thread;
        private final Map<String, Long> sent = new ConcurrentHashMap<>();

        Client(WebSocketSession session) {
            this.session = session;
        }

        void start() {
            room.listen(listener);
            thread = Thread.ofVirtual().name("live").start(this::run);
        }

        void want(List<@Nullable String> names, int width_px) {
            Set<String> known = new LinkedHashSet<>();
            for (String name : names) {
                if (name != null && room.find(name).isPresent()) {
                    known.add(name);
                }
            }
            if (width_px != this.width_px) {
                sent.clear();
            }
            sent.keySet().retainAll(known);
            this.width_px = width_px;
            show = known;
            news.release();
        }

        private void hear(String camera) {
            if (show.contains(camera)) {
                news.release();
            }
        }

        private void run() {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    news.acquire();
                    news.drainPermits();
                    for (String camera : show) {
                        CameraFeed feed = room.find(camera).orElse(null);
                        if (feed != null) {
                            tell(feed);
                        }
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | IllegalStateException gone) {
                // The browser went away, or took nothing for too long.
            } finally {
                room.forget(listener);
                closeQuietly(CloseStatus.SESSION_NOT_RELIABLE);
            }
        }

        private void tell(CameraFeed feed) throws IOException {
            CameraFeed.Status status = feed.status();
            Long before = sent.put(feed.camera().name(), status.change());
            if (before != null && before == status.change()) {
                return;
            }
            Shot shot = status.shot();
            int width = shot == null ? 0 : shot.width_px(width_px);
            byte[] header = json.writeValueAsBytes(new Header(
                    feed.camera().name(),
                    shot == null ? 0 : shot.sequence(),
                    shot == null ? 0 : shot.time_s(),
                    shot == null ? null : shot.width_px(),
                    shot == null ? null : shot.height_px(),
                    shot == null ? null : width,
                    status.state().word(),
                    CameraJson.people(feed, status),
                    CameraJson.rounded(status.measuredRate()),
                    shot == null || status.state() != CameraState.LIVE ? List.of() : shot.tracks()));
            // A camera that stands still keeps its last picture, once.
            byte[] picture = shot == null || (before != null && status.state() != CameraState.LIVE)
                    ? new byte[0]
                    : shot.jpeg(width);
            ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + header.length + picture.length)
                    .putInt(header.length)
                    .put(header)
                    .put(picture)
                    .flip();
            session.sendMessage(new BinaryMessage(message));
        }

        void stop() {
            Thread sending = thread;
            if (sending != null) {
                sending.interrupt();
            }
        }

        void close(CloseStatus status) {
            stop();
            // Not by the caller's thread: closing may have to wait for a picture that is being sent.
            Thread.ofVirtual().name("live").start(() -> closeQuietly(status));
        }

        private void closeQuietly(CloseStatus status) {
            clients.remove(session.getId(), this);
            try {
                session.close(status);
            } catch (IOException | IllegalStateException gone) {
                // Then it is closed.
            }
        }
    }
}
