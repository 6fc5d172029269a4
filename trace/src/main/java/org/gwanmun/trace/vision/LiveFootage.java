package org.gwanmun.trace.vision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.gwanmun.core.message.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A network camera that is always there: lost connections are noticed and made again, and only the newest pictures wait for
 * the reader.
 *
 * <p>Each connection is opened and read on a thread of its own, because a read may block for hours. Where nothing arrives in
 * {@link Pace#silence_s}, or no connection is made in {@link Pace#connect_s}, that thread is interrupted and abandoned,
 * and another connection is tried after 1, 2, 4 … s. Threads that ignore the interruption are counted: beyond {@link
 * Pace#mostStuck} of them nothing new is tried until one has ended. Other cameras are not touched by any of this.
 *
 * <p>Times are those of {@link FrameTimes#live}: seconds from the camera's first picture, never falling, across connections.
 * {@link #next} and {@link #poll} are for one thread; {@link #state} and {@link #close} for any.
 */
public final class LiveFootage implements Footage {
    /** Opens a connection. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Connects; blocks as long as it likes, but should give up when interrupted. The pictures' times are the camera's.
         *
         * @param heard to be called for whatever arrives, also where it is no whole picture yet
         */
        Footage open(Runnable heard);
    }

    /** What the camera is doing. */
    public enum Phase {
        /** A connection is being made, or its first picture is awaited. */
        CONNECTING,
        /** Pictures come. */
        LIVE,
        /** Nothing came for a while. */
        STALLED,
        /** Until the next attempt. */
        WAITING,
        /** Closed. */
        ENDED
    }

    /**
     * What the camera is doing, since when and why.
     *
     * @param for_s how long it has been doing so
     * @param error why the last connection was lost or not made; null while all is well
     * @param attempts connections tried so far
     * @param pictures that came so far
     * @param dropped of these, because the reader was slow
     */
    public record State(
            Phase phase, double for_s, @Nullable Refusal error, long attempts, long pictures, long dropped) {}

    /**
     * How patient we are.
     *
     * @param silence_s longest time without anything from a connection; longer is a stall
     * @param connect_s longest time for making a connection
     * @param picture_s longest time in which something arrives, but no picture
     * @param firstWait_s before the second attempt; doubled for each that fails
     * @param longestWait_s between attempts
     * @param queue pictures that wait for the reader at most
     * @param mostStuck threads that may hang
     */
    public record Pace(
            double silence_s,
            double connect_s,
            double picture_s,
            double firstWait_s,
            double longestWait_s,
            int queue,
            int mostStuck) {
        /** For cameras of a site: a loss shows within 5 s. */
        public static final Pace USUAL = new Pace(4, 10, 30, 1, 30, 2, 3);

        /** Checked. */
        public Pace {
            if (!(silence_s > 0 && connect_s > 0 && picture_s > 0 && firstWait_s > 0 && longestWait_s >= firstWait_s)
                    || queue < 1
                    || mostStuck < 0) {
                throw new IllegalArgumentException("impossible pace");
            }
        }
    }

    /** A century: for ever, in nanoseconds that can still be added. */
    private static final double MOST_WAIT_S = 3e9;

    private final String name;
    private final Opener opener;
    private final Pace pace;
    private final Thread supervisor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All below under the lock.
    private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
    private final FrameTimes times = FrameTimes.live();
    private @Nullable Connection current;
    private Phase phase = Phase.CONNECTING;
    private long since_ns = System.nanoTime();
    private @Nullable Refusal error;
    private long attempts;
    private long pictures;
    private long dropped;
    private double framesPerSecond = Double.NaN;
    private boolean closed;

    /**
     * Begins at once.
     *
     * @param name how messages call the camera; without passwords
     */
    public LiveFootage(String name, Opener opener, Pace pace) {
        this.name = name;
        this.opener = opener;
        this.pace = pace;
        supervisor = Thread.ofVirtual().name("watch " + name).start(this::supervise);
    }

    /** The next picture; null once closed, or where the waiting thread is interrupted. Waits for ever for a camera that is away. */
    @Override
    public @Nullable Frame next() {
        return poll(Double.POSITIVE_INFINITY);
    }

    /** The next picture; null where none came in time, or as with {@link #next}. */
    public @Nullable Frame poll(double most_s) {
        long end_ns = System.nanoTime() + nanos(most_s);
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                long left_ns = end_ns - System.nanoTime();
                if (left_ns <= 0 || !await(left_ns)) {
                    return null;
                }
            }
            return waiting.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /** What the camera is doing now. */
    public State state() {
        lock.lock();
        try {
            return new State(phase, seconds(System.nanoTime() - since_ns), error, attempts, pictures, dropped);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public double framesPerSecond() {
        lock.lock();
        try {
            return framesPerSecond;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it; a connection that hangs is left to end by itself. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            if (current != null) {
                current.thread.interrupt();
            }
            current = null;
            enter(Phase.ENDED);
        } finally {
            lock.unlock();
        }
        supervisor.interrupt();
    }

    private void supervise() {
        List<Thread> abandoned = new ArrayList<>();
        double wait_s = pace.firstWait_s();
        lock.lock();
        try {
            while (!closed) {
                abandoned.removeIf(thread -> !thread.isAlive());
                if (abandoned.size() > pace.mostStuck()) {
                    error = Refusal.unavailable(VisionMessage.STUCK, name, abandoned.size());
                    rest(wait_s);
                } else {
                    Connection connection = new Connection();
                    current = connection;
                    attempts++;
                    enter(Phase.CONNECTING);
                    connection.thread.start();
                    double lived_s = watch(connection);
                    current = null;
                    connection.thread.interrupt();
                    abandoned.add(connection.thread);
                    if (lived_s > wait_s) {
                        wait_s = pace.firstWait_s();
                    }
                    rest(wait_s);
                }
                wait_s = Math.min(2 * wait_s, pace.longestWait_s());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Until the connection has ended, or is given up; says for how long it brought pictures. */
    private double watch(Connection connection) {
        while (!closed && !connection.ended) {
            long now_ns = System.nanoTime();
            double quiet_s = seconds(now_ns - Math.max(connection.start_ns, connection.heard_ns));
            boolean heard = connection.heard_ns > connection.start_ns;
            double left_s = pace.silence_s() - quiet_s;
            if (left_s <= 0) {
                if (phase != Phase.STALLED) {
                    error = Refusal.unavailable(VisionMessage.SILENT, name, shown(pace.silence_s()));
                    enter(Phase.STALLED);
                }
                left_s = pace.connect_s() - quiet_s;
                if (heard || left_s <= 0) {
                    break;
                }
            } else if (heard) {
                double blind_s = seconds(now_ns - Math.max(connection.start_ns, connection.picture_ns));
                if (blind_s >= pace.picture_s()) {
                    error = Refusal.unavailable(VisionMessage.NO_PICTURE, name, shown(pace.picture_s()));
                    break;
                }
                left_s = Math.min(left_s, pace.picture_s() - blind_s);
            }
            if (!await(nanos(left_s))) {
                break;
            }
        }
        return connection.lived_s;
    }

    private void rest(double wait_s) {
        if (closed) {
            return;
        }
        enter(Phase.WAITING);
        long end_ns = System.nanoTime() + nanos(wait_s);
        for (long left_ns = nanos(wait_s); left_ns > 0 && !closed; left_ns = end_ns - System.nanoTime()) {
            if (!await(left_ns)) {
                return;
            }
        }
    }

    private void enter(Phase next) {
        if (phase != next && phase != Phase.ENDED) {
            phase = next;
            since_ns = System.nanoTime();
        }
        changed.signalAll();
    }

    /** False where interrupted. Wakes for any change, so it stands in loops. */
    @SuppressWarnings("WaitNotInLoop")
    private boolean await(long most_ns) {
        try {
            return changed.awaitNanos(most_ns) > Long.MIN_VALUE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static double seconds(long ns) {
        return 1e-9 * ns;
    }

    private static long nanos(double s) {
        return (long) (1e9 * Math.min(s, MOST_WAIT_S));
    }

    private static String shown(double s) {
        return s == Math.rint(s) ? Long.toString((long) s) : Double.toString(s);
    }

    /** One connection, read by its own thread. */
    private final class Connection {
        private final Thread thread =
                Thread.ofPlatform().daemon().name("camera " + name).unstarted(this::read);
        private final long start_ns = System.nanoTime();
        private volatile long heard_ns = start_ns;

        // Under the lock.
        private long picture_ns = start_ns;
        private double lived_s;
        private boolean ended;

        private void read() {
            Refusal end = Refusal.unavailable(VisionMessage.HUNG_UP, name);
            try (Footage footage = opener.open(this::heard)) {
                for (Frame frame = footage.next(); frame != null; frame = footage.next()) {
                    if (!arrived(frame, footage.framesPerSecond())) {
                        return;
                    }
                }
            } catch (Refusal e) {
                end = e;
            } catch (RuntimeException | Error e) {
                // Whatever goes wrong with one camera must not end the watch over it.
                end = Refusal.unavailable(VisionMessage.BROKEN, name, e.toString());
            } finally {
                ended(end);
            }
        }

        private void heard() {
            heard_ns = System.nanoTime();
        }

        /** False where nobody wants it any more. */
        private boolean arrived(Frame frame, double rate) {
            lock.lock();
            try {
                if (current != this) {
                    return false;
                }
                long now_ns = System.nanoTime();
                if (picture_ns == start_ns) {
                    times.reconnected();
                }
                heard_ns = now_ns;
                picture_ns = now_ns;
                lived_s = seconds(now_ns - start_ns);
                framesPerSecond = rate;
                error = null;
                pictures++;
                if (waiting.size() == pace.queue()) {
                    waiting.removeFirst();
                    dropped++;
                }
                waiting.addLast(new Frame(
                        frame.width_px(), frame.height_px(), times.next(frame.time_s(), seconds(now_ns)), frame.bgr()));
                enter(Phase.LIVE);
                return true;
            } finally {
                lock.unlock();
            }
        }

        private void ended(Refusal why) {
            lock.lock();
            try {
                ended = true;
                if (current == this) {
                    error = why;
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
