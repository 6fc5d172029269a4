package org.gwanmun.trace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.trace.vision.LiveFootage.Pace;
import org.gwanmun.trace.vision.LiveFootage.Phase;
import org.gwanmun.trace.vision.LiveFootage.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveFootageTest {
    private static final Pace QUICK = new Pace(0.1, 0.2, 0.5, 0.01, 0.04, 2, 3);

    /** A camera that sends so many pictures and then does something. */
    private static Footage camera(int pictures, Runnable then) {
        return new Footage() {
            private int sent;

            @Override
            public @Nullable Frame next() {
                if (sent == pictures) {
                    then.run();
                    return null;
                }
                return new Frame(1, 1, 0.04 * sent, new byte[] {(byte) sent++, 0, 0});
            }

            @Override
            public double framesPerSecond() {
                return 25;
            }

            @Override
            public void close() {}
        };
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw Refusal.unavailable(VisionMessage.HUNG_UP, "test");
        }
    }

    /** As a native call that nothing ends, until the test does. */
    private static void hangDeaf(CountDownLatch end) {
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                // Deaf.
            }
        }
    }

    private static void until(BooleanSupplier true_) throws InterruptedException {
        while (!true_.getAsBoolean()) {
            Thread.sleep(2);
        }
    }

    private static VisionMessage key(State state) {
        Refusal error = state.error();
        assertThat(error).isNotNull();
        return (VisionMessage) error.problems().getFirst().key();
    }

    @Test
    void picturesOfALiveCameraArriveInOrder() {
        Pace roomy = new Pace(1, 1, 1, 0.01, 0.04, 10, 3);
        try (LiveFootage live = new LiveFootage("gate", heard -> camera(5, LiveFootageTest::hang), roomy)) {
            double last_s = 0;
            for (int i = 0; i < 5; i++) {
                Frame frame = live.next();
                assertThat(frame).isNotNull();
                assertThat(frame.bgr()[0]).isEqualTo((byte) i);
                assertThat(frame.time_s()).isGreaterThanOrEqualTo(last_s);
                last_s = frame.time_s();
            }
            assertThat(live.framesPerSecond()).isEqualTo(25);
        }
    }

    @Test
    void aSlowReaderGetsTheNewestAndMemoryStaysBounded() throws InterruptedException {
        try (LiveFootage live = new LiveFootage("gate", heard -> camera(100_000, LiveFootageTest::hang), QUICK)) {
            until(() -> live.state().pictures() >= 100_000);
            Frame frame = live.next();
            assertThat(frame).isNotNull();
            assertThat(frame.bgr()[0]).isEqualTo((byte) 99_998);
            assertThat(live.state().dropped()).isEqualTo(99_998);
        }
    }

    @Test
    void aCameraThatFallsSilentIsNoticedAndConnectedAgain() throws InterruptedException {
        AtomicInteger opened = new AtomicInteger();
        LiveFootage.Opener opener = heard -> {
            opened.incrementAndGet();
            return camera(3, LiveFootageTest::hang);
        };
        try (LiveFootage live = new LiveFootage("gate", opener, QUICK)) {
            double last_s = 0;
            until(() -> live.state().phase() == Phase.LIVE);
            until(() -> live.state().error() != null);
            assertThat(live.state().phase()).isNotEqualTo(Phase.LIVE);
            assertThat(key(live.state())).isEqualTo(VisionMessage.SILENT);
            until(() -> opened.get() >= 3);
            for (int i = 0; i < 6; i++) {
                Frame frame = live.next();
                assertThat(frame).isNotNull();
                assertThat(frame.time_s()).isGreaterThanOrEqualTo(last_s);
                last_s = frame.time_s();
            }
        }
    }

    @Test
    void aRefusalIsShownAndTriedAgainUntilItWorks() throws InterruptedException {
        AtomicInteger opened = new AtomicInteger();
        CountDownLatch plugged = new CountDownLatch(1);
        LiveFootage.Opener opener = heard -> {
            opened.incrementAndGet();
            if (plugged.getCount() > 0) {
                throw Refusal.unavailable(VisionMessage.NOT_FOUND, "gate");
            }
            return camera(1, LiveFootageTest::hang);
        };
        try (LiveFootage live = new LiveFootage("gate", opener, QUICK)) {
            until(() -> opened.get() >= 4);
            assertThat(key(live.state())).isEqualTo(VisionMessage.NOT_FOUND);
            assertThat(live.poll(0)).isNull();
            plugged.countDown();
            assertThat(live.next()).isNotNull();
            assertThat(live.state().error()).isNull();
        }
    }

    @Test
    void evenAnErrorDoesNotEndTheWatch() throws InterruptedException {
        AtomicInteger opened = new AtomicInteger();
        LiveFootage.Opener opener = heard -> {
            if (opened.incrementAndGet() < 3) {
                throw new UnsatisfiedLinkError("none");
            }
            return camera(1, LiveFootageTest::hang);
        };
        try (LiveFootage live = new LiveFootage("gate", opener, QUICK)) {
            assertThat(live.next()).isNotNull();
            assertThat(live.state().attempts()).isEqualTo(3);
        }
    }

    @Test
    void noMoreThanSoManyThreadsHang() throws InterruptedException {
        AtomicInteger opened = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        LiveFootage.Opener opener = heard -> {
            if (opened.incrementAndGet() <= 3) {
                hangDeaf(end);
            }
            return camera(1, LiveFootageTest::hang);
        };
        Pace two = new Pace(0.05, 0.05, 0.5, 0.01, 0.02, 2, 2);
        try (LiveFootage live = new LiveFootage("gate", opener, two)) {
            until(() -> live.state().error() != null && key(live.state()) == VisionMessage.STUCK);
            Thread.sleep(100);
            assertThat(opened.get()).isEqualTo(3);
            assertThat(live.state().phase()).isEqualTo(Phase.WAITING);
            end.countDown();
            assertThat(live.next()).isNotNull();
        }
    }

    @Test
    void aStreamThatIsHeardMayTakeLongForItsFirstPicture() {
        LiveFootage.Opener opener = heard -> new Footage() {
            private final Footage inner = camera(1, LiveFootageTest::hang);

            @Override
            public @Nullable Frame next() {
                for (int i = 0; i < 15; i++) {
                    heard.run();
                    try {
                        Thread.sleep(20);
                    } catch (InterruptedException e) {
                        return null;
                    }
                }
                return inner.next();
            }

            @Override
            public double framesPerSecond() {
                return Double.NaN;
            }

            @Override
            public void close() {}
        };
        Pace pace = new Pace(0.2, 0.2, 5, 1, 1, 1, 1);
        try (LiveFootage live = new LiveFootage("gate", opener, pace)) {
            assertThat(live.next()).isNotNull();
            assertThat(live.state().attempts()).isEqualTo(1);
        }
    }

    @Test
    void noiseWithoutPicturesIsGivenUp() throws InterruptedException {
        LiveFootage.Opener opener = heard -> camera(0, () -> {
            while (!Thread.currentThread().isInterrupted()) {
                heard.run();
                Thread.onSpinWait();
            }
        });
        Pace pace = new Pace(0.1, 0.1, 0.15, 1, 1, 1, 1);
        try (LiveFootage live = new LiveFootage("gate", opener, pace)) {
            until(() -> live.state().error() != null);
            assertThat(key(live.state())).isEqualTo(VisionMessage.NO_PICTURE);
        }
    }

    @Test
    void closingEndsAReaderThatWaits() throws InterruptedException {
        LiveFootage live = new LiveFootage("gate", heard -> camera(0, LiveFootageTest::hang), Pace.USUAL);
        Thread closer = Thread.ofVirtual().start(live::close);
        assertThat(live.next()).isNull();
        closer.join();
        assertThat(live.state().phase()).isEqualTo(Phase.ENDED);
        assertThat(live.next()).isNull();
    }
}
