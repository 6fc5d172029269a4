package org.gwanmun.server.camera;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A film as a camera would show it: each picture when its time has come, those for which it is too late left out; again from the
 * beginning, if wanted. Interrupting the thread ends the waiting.
 */
final class PlayedFilm implements Footage {
    private static final double LATE_S = 0.5;
    private static final double GAP_S = 3; // so that nobody is led over the cut

    private final Supplier<Footage> film;
    private final boolean endless;
    private Footage playing;
    private double start_s;
    private double last_s;
    private long began_ns;
    private boolean began;
    private boolean empty = true;

    PlayedFilm(Supplier<Footage> film, boolean endless) {
        this.film = film;
        this.endless = endless;
        this.playing = film.get();
    }

    @Override
    public @Nullable Frame next() {
        while (true) {
            Frame next = playing.next();
            if (next == null) {
                if (!endless || empty) {
                    return null;
                }
                playing.close();
                playing = film.get();
                start_s = last_s + GAP_S;
                began_ns -= (long) (1e9 * GAP_S); // the gap itself is not waited for
                empty = true;
                continue;
            }
            empty = false;
            last_s = start_s + next.time_s();
            if (!began) {
                began = true;
                began_ns = System.nanoTime() - (long) (1e9 * last_s);
            }
            if (ahead_s() < -LATE_S) {
                continue;
            }
            for (double wait = ahead_s(); wait > 0 && !Thread.currentThread().isInterrupted(); wait = ahead_s()) {
                LockSupport.parkNanos((long) (1e9 * wait));
            }
            return start_s == 0 ? next : new Frame(next.width_px(), next.height_px(), last_s, next.bgr());
        }
    }

    private double ahead_s() {
        return last_s - (System.nanoTime() - began_ns) / 1e9;
    }

    @Override
    public double framesPerSecond() {
        return playing.framesPerSecond();
    }

    @Override
    public void close() {
        playing.close();
    }
}
