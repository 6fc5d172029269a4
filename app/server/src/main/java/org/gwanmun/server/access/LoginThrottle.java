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
import org.gwanmun.server.settings.Settings;

/**
 * Slows down guessing: after so many failures of one user name within the window, or ten times as many from one address,
 * none is tried until the first of them is a window old.
 */
public final class LoginThrottle {
    /** A reading room may stand behind one address. */
    private static final int PER_ADDRESS = 10;

    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Duration window;
    private final Attempts users;
    private final Attempts addresses;

    /** A throttle that has seen nothing yet. */
    public LoginThrottle(InstantSource clock, Settings.Login settings) {
        this.clock = clock;
        this.window = settings.window();
        this.users = new Attempts(settings.attempts());
        this.addresses = new Attempts(settings.attempts() * PER_ADDRESS);
    }

    /**
     * Asks to try a login. It counts as failed until {@link #succeeded}, so that guesses sent all at once do not slip
     * through together.
     *
     * @return empty if it may be tried; otherwise how long to wait
     */
    public synchronized Optional<Duration> attempt(String user, String address) {
        Instant now = clock.instant();
        Optional<Duration> wait = users.wait(key(user), now).or(() -> addresses.wait(address, now));
        if (wait.isEmpty()) {
            users.count(key(user), now);
            addresses.count(address, now);
        }
        return wait;
    }

    /** The login was right: the user starts afresh, and it does not count against the address. */
    public synchronized void succeeded(String user, String address) {
        users.forget(key(user));
        addresses.takeBack(address);
    }

    /** Asks to try a token, which names no user; as {@link #attempt(String, String)}. */
    synchronized Optional<Duration> attempt(String address) {
        Instant now = clock.instant();
        Optional<Duration> wait = addresses.wait(address, now);
        if (wait.isEmpty()) {
            addresses.count(address, now);
        }
        return wait;
    }

    /** The token was right. */
    synchronized void succeeded(String address) {
        addresses.takeBack(address);
    }

    /** User names do not tell upper from lower case, so guesses do not either. */
    private static String key(String user) {
        return user.toLowerCase(Locale.ROOT);
    }

    /** When each of many names was last tried. The one not heard of for longest is forgotten first. */
    private final class Attempts {
        private final int most;
        private final Map<String, Deque<Instant>> recent = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
                return size() > REMEMBERED;
            }
        };

        Attempts(int most) {
            this.most = most;
        }

        Optional<Duration> wait(String key, Instant now) {
            Deque<Instant> times = recent.get(key);
            if (times == null) {
                return Optional.empty();
            }
            while (!times.isEmpty() && !times.getFirst().plus(window).isAfter(now)) {
                times.removeFirst();
            }
            return times.size() >= most
                    ? Optional.of(Duration.between(now, times.getFirst().plus(window)))
                    : Optional.empty();
        }

        void count(String key, Instant now) {
            recent.computeIfAbsent(key, name -> new ArrayDeque<>()).addLast(now);
        }

        void forget(String key) {
            recent.remove(key);
        }

        void takeBack(String key) {
            Deque<Instant> times = recent.get(key);
            if (times != null && !times.isEmpty()) {
                times.removeLast();
            }
        }
    }
}
