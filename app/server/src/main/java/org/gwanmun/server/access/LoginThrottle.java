package org.gwanmun.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Slows down guessing: after 5 failed logins of one user name within a minute, none is tried until the minute is over. */
public final class LoginThrottle {
    private static final int FAILURES = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int NAMES = 10_000;

    private final InstantSource clock;
    private final Map<String, Deque<Instant>> attempts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > NAMES;
        }
    };

    /** A throttle that has seen nothing yet. */
    public LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Asks to try a login. It counts as failed until {@link #succeeded}, so that guesses sent all at once do not slip
     * through together.
     *
     * @return empty if it may be tried; otherwise how long to wait
     */
    public synchronized Optional<Duration> attempt(String user) {
        Instant now = clock.instant();
        Deque<Instant> recent = attempts.computeIfAbsent(key(user), name -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.getFirst().plus(WINDOW).isAfter(now)) {
            recent.removeFirst();
        }
        if (recent.size() >= FAILURES) {
            return Optional.of(Duration.between(now, recent.getFirst().plus(WINDOW)));
        }
        recent.addLast(now);
        return Optional.empty();
    }

    /** The login was right: the user starts afresh. */
    public synchronized void succeeded(String user) {
        attempts.remove(key(user));
    }

    /** User names do not tell upper from lower case, so guesses do not either. */
    private static String key(String user) {
        return user.toLowerCase(Locale.ROOT);
    }
}
