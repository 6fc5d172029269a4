package org.gwanmun.server.access;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gwanmun.core.access.Account;
import org.gwanmun.server.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.session.SessionDestroyedEvent;
import org.springframework.stereotype.Component;

/**
 * Who is signed in. A session is locked when its person has done nothing for a while, and ends after a shift; both are the
 * server's doing, whatever the page shows. Sessions do not outlive the process.
 */
@Component
final class OpenSessions implements SmartLifecycle {
    private static final int MOST_OF_ONE_ACCOUNT = 5;
    private static final Duration SWEEP = Duration.ofSeconds(2);

    private final Map<String, OpenSession> sessions = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Settings.Session settings;
    private final ApplicationEventPublisher events;
    private volatile @Nullable Thread sweeper;

    OpenSessions(InstantSource clock, Settings settings, ApplicationEventPublisher events) {
        this.clock = clock;
        this.settings = settings.session();
        this.events = events;
    }

    /** One open session. */
    static final class OpenSession {
        private final HttpSession http;
        private final String account;
        private final Instant openedAt;
        private Instant lastDeed;
        private boolean locked;
        private volatile boolean passwordDue;

        private OpenSession(HttpSession http, Account account, Instant now) {
            this.http = http;
            this.account = account.name();
            this.openedAt = now;
            this.lastDeed = now;
            this.passwordDue = account.mustChangePassword();
        }

        String account() {
            return account;
        }

        boolean passwordDue() {
            return passwordDue;
        }

        synchronized boolean locked() {
            return locked;
        }

        AccessRules.State state() {
            if (locked()) {
                return AccessRules.State.LOCKED;
            }
            return passwordDue ? AccessRules.State.PASSWORD_DUE : AccessRules.State.FREE;
        }

        /** Whether this locks it: it was not locked before. */
        private synchronized boolean lock() {
            boolean now = !locked;
            locked = true;
            return now;
        }

        private synchronized boolean idleSince(Instant limit) {
            return !locked && !lastDeed.isAfter(limit);
        }
    }

    Duration idleLock() {
        return settings.idleLock();
    }

    /** A person has signed in. Of too many sessions the oldest ends. */
    OpenSession open(HttpSession http, Account account) {
        List<OpenSession> others = of(account.name()).stream()
                .sorted(Comparator.comparing(session -> session.openedAt))
                .toList();
        others.stream()
                .limit(Math.max(0, others.size() - MOST_OF_ONE_ACCOUNT + 1))
                .forEach(this::end);
        OpenSession session = new OpenSession(http, account, clock.instant());
        sessions.put(http.getId(), session);
        return session;
    }

    /** The session of that id, unless it is over; locked if it was idle for too long. */
    Optional<OpenSession> find(String id) {
        OpenSession session = sessions.get(id);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!session.openedAt.plus(settings.end()).isAfter(now)) {
            end(session);
            return Optional.empty();
        }
        lockIfIdle(id, session, now);
        return Optional.of(session);
    }

    int count(String account) {
        return of(account).size();
    }

    /** The person did something. */
    void deed(OpenSession session) {
        synchronized (session) {
            if (!session.locked) {
                session.lastDeed = clock.instant();
            }
        }
    }

    void lock(OpenSession session) {
        if (session.lock()) {
            // It hears nothing more until its person is back.
            events.publishEvent(new SessionEnded(session.http.getId()));
        }
    }

    void unlock(OpenSession session) {
        synchronized (session) {
            session.locked = false;
            session.lastDeed = clock.instant();
        }
    }

    void passwordChosen(OpenSession session) {
        session.passwordDue = false;
    }

    /** Ends all sessions of an account. */
    void endAll(String account) {
        of(account).forEach(this::end);
    }

    /** Ends all sessions of an account but one. */
    void endOthers(OpenSession kept) {
        of(kept.account).stream().filter(session -> session != kept).forEach(this::end);
    }

    private Collection<OpenSession> of(String account) {
        return sessions.values().stream()
                .filter(session -> session.account.equals(account))
                .toList();
    }

    private void end(OpenSession session) {
        sessions.values().remove(session);
        try {
            session.http.invalidate();
        } catch (IllegalStateException alreadyOver) {
            // Then there is nothing to do.
        }
    }

    private void lockIfIdle(String id, OpenSession session, Instant now) {
        if (session.idleSince(now.minus(settings.idleLock())) && session.lock()) {
            events.publishEvent(new SessionEnded(id));
        }
    }

    @EventListener
    void onSessionEnd(SessionDestroyedEvent ended) {
        sessions.remove(ended.getId());
    }

    /** A desk whose person went away asks for nothing, but its stream of events must stop all the same. */
    private void sweep() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(SWEEP);
                sessions.keySet().forEach(this::find);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        sweeper = Thread.ofVirtual().name("sessions").start(this::sweep);
    }

    @Override
    public void stop() {
        Thread running = sweeper;
        sweeper = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return sweeper != null;
    }
}
