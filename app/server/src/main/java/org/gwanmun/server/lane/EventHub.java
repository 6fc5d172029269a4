package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.gwanmun.server.access.SessionEnded;
import org.gwanmun.server.lane.ParcelJson.VerdictJson;
import org.gwanmun.xray.lane.LaneListener;
import org.gwanmun.xray.lane.ReadingEvent;
import org.gwanmun.xray.lane.ReadingItem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.security.core.session.SessionDestroyedEvent;
import org.springframework.security.core.session.SessionIdChangedEvent;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells every open desk what happens in the lane, as server-sent events. A desk that does not listen is let go of when its
 * queue is full, and does not hold up the others; it comes back by itself and reads the list anew. A desk whose session
 * ends hears nothing more.
 */
public final class EventHub implements LaneListener, SmartLifecycle {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int QUEUED = 256;

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /** An event to be sent. */
    private record Event(String name, Object data) {}

    /** The data of a verdict event. */
    record VerdictEventJson(
            @JsonProperty("id") String id,
            @JsonProperty("verdict") VerdictJson verdict) {}

    /** The data of a claim event. */
    record ClaimEventJson(
            @JsonProperty("id") String id,
            @JsonProperty("held_by") @Nullable String held_by,
            @JsonProperty("stage") String stage) {}

    /** The data of a diverted event. */
    record DivertedEventJson(
            @JsonProperty("id") String id,
            @JsonProperty("gate") String gate) {}

    /** Opens the stream of events of one session. */
    SseEmitter listen(String sessionId) {
        Listener listener = new Listener(sessionId);
        listeners.add(listener);
        listener.start();
        if (!running) {
            listener.close();
        }
        return listener.emitter;
    }

    @Override
    public void arrived(ReadingItem item) {
        tell(new Event("parcel", ParcelJson.of(item)));
    }

    @Override
    public void went(ReadingItem item, ReadingEvent.Kind kind) {
        ParcelJson parcel = ParcelJson.of(item);
        switch (kind) {
            case JUDGED -> {
                if (parcel.verdict() != null) {
                    tell(new Event("verdict", new VerdictEventJson(parcel.id(), parcel.verdict())));
                }
            }
            case HELD, RELEASED, RECALLED, SECOND_OPINION_ASKED, RESCAN_ASKED ->
                tell(new Event("claim", new ClaimEventJson(parcel.id(), parcel.held_by(), parcel.stage())));
            case DIVERTED, CONFIRMED -> {
                if (parcel.diverted() != null) {
                    tell(new Event(
                            "diverted",
                            new DivertedEventJson(parcel.id(), parcel.diverted().gate())));
                }
            }
            case OPENED -> tell(new Event("opened", parcel));
        }
    }

    /** Tells every open desk something that is no step of a reading. */
    public void tell(String name, Object data) {
        tell(new Event(name, data));
    }

    private void tell(Event event) {
        for (Listener listener : listeners) {
            if (!listener.events.offer(event)) {
                listener.close();
            }
        }
    }

    @EventListener
    void onSessionEnd(SessionDestroyedEvent ended) {
        closeSession(ended.getId());
    }

    @EventListener
    void onSessionChange(SessionIdChangedEvent changed) {
        closeSession(changed.getOldSessionId());
    }

    @EventListener
    void onEnd(SessionEnded ended) {
        closeSession(ended.key());
    }

    private void closeSession(String sessionId) {
        listeners.stream()
                .filter(listener -> listener.sessionId.equals(sessionId))
                .forEach(Listener::close);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        listeners.forEach(Listener::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** One open desk: a queue, and a thread that empties it into the connection. */
    private final class Listener {
        private final String sessionId;
        private final SseEmitter emitter = new SseEmitter(0L);
        private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(QUEUED);
        private @Nullable Thread thread;

        Listener(String sessionId) {
            this.sessionId = sessionId;
        }

        synchronized void start() {
            emitter.onCompletion(this::close);
            emitter.onTimeout(this::close);
            emitter.onError(failure -> close());
            thread = Thread.ofVirtual().name("events").start(this::run);
        }

        private void run() {
            try {
                // At once, so that the browser knows that the stream is open.
                emitter.send(SseEmitter.event().comment("open"));
                while (!Thread.currentThread().isInterrupted()) {
                    Event event = events.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                    emitter.send(
                            event == null
                                    ? SseEmitter.event().comment("alive")
                                    : SseEmitter.event()
                                            .name(event.name())
                                            .data(event.data(), MediaType.APPLICATION_JSON));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | IllegalStateException gone) {
                // The browser closed the stream: the ordinary end.
            } finally {
                listeners.remove(this);
                emitter.complete();
            }
        }

        synchronized void close() {
            listeners.remove(this);
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
