package org.gwanmun.server.camera;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gwanmun.trace.vision.Candidates;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.trace.vision.PersonDetector;

/**
 * One detector for all cameras. They take turns in the order in which they ask, and do not ask for longer than they can wait: on a slow
 * machine people are looked for in fewer pictures, and nothing queues up.
 */
final class SharedDetector implements AutoCloseable {
    private final String name;
    private final PersonDetector detector;
    private final Semaphore turns = new Semaphore(1, true);

    SharedDetector(String name, PersonDetector detector) {
        this.name = name;
        this.detector = detector;
    }

    String name() {
        return name;
    }

    /** Whether it is the caller's turn now; if so, looking once ends the turn. */
    boolean turn(long longest_ns) throws InterruptedException {
        return turns.tryAcquire(longest_ns, TimeUnit.NANOSECONDS);
    }

    /** For the tracker of one camera. */
    PersonDetector forOneCamera() {
        return new PersonDetector() {
            @Override
            public void detect(Frame frame, Candidates people) {
                try {
                    detector.detect(frame, people);
                } finally {
                    turns.release();
                }
            }

            @Override
            public void close() {
                // the others go on
            }
        };
    }

    /** Waits for whoever is looking. */
    @Override
    public void close() {
        turns.acquireUninterruptibly();
        detector.close();
    }
}
