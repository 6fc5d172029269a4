package org.gwanmun.server.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.trace.vision.Candidates;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.trace.vision.PersonDetector;
import org.gwanmun.trace.vision.StripedColour;
import org.gwanmun.trace.vision.VisionMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CameraFeedTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final double RATE = 10;
    private static final double LEFT = 10;
    private static final double SPEED = 3.5; // a picture

    private final BlockingQueue<CameraFeed> news = new LinkedBlockingQueue<>();
    private @Nullable CameraFeed feed;

    @AfterEach
    void stop() throws InterruptedException {
        if (feed != null) {
            feed.stop();
            feed.await(Duration.ofSeconds(10));
        }
    }

    @Test
    void withoutADetectorPicturesComeMaskedAndNobodyIsCounted() throws Exception {
        CameraFeed feed = start(camera(), film(12), Optional.empty());
        CameraFeed.Status end = await(feed, status -> status.state() == CameraState.ENDED);
        CameraJson json = CameraJson.of(feed, CameraPlaces.Places.NONE);
        assertThat(json.people()).isNull();
        assertThat(json.tracks_seen()).isNull();
        assertThat(json.message_en()).contains("./gwanmun models install").doesNotContain("\n");
        assertThat(json.message_ko()).contains("./gwanmun models install");
        assertThat(json.width_px()).isEqualTo(WIDTH);
        assertThat(json.fps()).isEqualTo(RATE);
        Shot shot = end.shot();
        assertThat(shot).isNotNull();
        assertThat(shot.sequence()).isEqualTo(12);
        BufferedImage whole = decoded(shot.jpeg(shot.width_px()));
        assertThat(whole.getWidth()).isEqualTo(WIDTH);
        assertThat(whole.getHeight()).isEqualTo(HEIGHT);
        assertThat(shot.width_px(200)).isEqualTo(240);
        BufferedImage tile = decoded(shot.jpeg(240));
        assertThat(tile.getWidth()).isEqualTo(240);
        assertThat(tile.getHeight()).isEqualTo(180);
        // Single bright pixels on a dark ground are in the film; none is in what leaves it.
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(whole.getRGB(x, y) & 0xff).isLessThan(200);
            }
        }
    }

    @Test
    void peopleKeepTheirNumberAndAreCountedInZones() throws Exception {
        CameraFeed feed = feed(camera(), film(60), Optional.of(detector()));
        feed.zones()
                .set(List.of(new DrawnZone(
                        "z1",
                        "right",
                        List.of(
                                List.of(160.0, 0.0),
                                List.of(320.0, 0.0),
                                List.of(320.0, 240.0),
                                List.of(160.0, 240.0)))));
        feed.start();
        CameraFeed.Status end = await(feed, status -> status.state() == CameraState.ENDED);
        assertThat(end.tracksSeen()).isEqualTo(1);
        Shot shot = end.shot();
        assertThat(shot).isNotNull();
        assertThat(shot.tracks()).singleElement().satisfies(track -> {
            assertThat(track.id()).isEqualTo(1);
            assertThat(track.x()).isBetween(205.0, 230.0);
            assertThat(track.w()).isBetween(25.0, 35.0);
        });
        assertThat(feed.zones().counts()).containsExactly(new ZoneCounts.Count(1, 1, 0));
    }

    @Test
    void aCameraThatIsLostIsTriedAgainAndNumbersAreNotGivenTwice() throws Exception {
        Deque<Supplier<Footage>> tries = new ArrayDeque<>(List.of(
                () -> {
                    throw Refusal.badInput(VisionMessage.NOT_FOUND, "the door");
                },
                film(25),
                film(25)));
        List<CameraState> states = Collections.synchronizedList(new ArrayList<>());
        CameraFeed feed = new CameraFeed(
                camera(),
                () -> {
                    Supplier<Footage> next = tries.poll();
                    Footage film = next == null ? film(1).get() : next.get();
                    return tries.isEmpty() ? film : breaking(film);
                },
                picture -> {},
                new CameraFeed.Surroundings(Optional.of(detector()), Optional::empty, 2, InstantSource.system(), it -> {
                    CameraState state = it.status().state();
                    if (states.isEmpty() || states.getLast() != state) {
                        states.add(state);
                    }
                    news.add(it);
                }));
        this.feed = feed;
        feed.start();
        CameraFeed.Status waiting = await(feed, status -> status.state() == CameraState.WAITING);
        assertThat(waiting.trouble().getFirst().in(Language.EN)).contains("the door");
        assertThat(waiting.retryAt()).isNotNull();
        CameraFeed.Status end = await(feed, status -> status.state() == CameraState.ENDED);
        assertThat(states)
                .containsExactly(
                        CameraState.WAITING,
                        CameraState.LIVE,
                        CameraState.WAITING,
                        CameraState.LIVE,
                        CameraState.ENDED);
        assertThat(end.tracksSeen()).as("the second time it is somebody else").isEqualTo(2);
    }

    @Test
    void aBusyDetectorIsNotWaitedForAndPicturesGoOn() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        SharedDetector slow = new SharedDetector("slow", new PersonDetector() {
            @Override
            public void detect(Frame frame, Candidates people) {
                looks.incrementAndGet();
            }

            @Override
            public void close() {
                // nothing is held
            }
        });
        assertThat(slow.turn(0)).isTrue();
        CameraFeed feed = start(camera(), film(6), Optional.of(slow));
        await(feed, status -> status.state() == CameraState.ENDED);
        assertThat(looks).hasValue(0);
        assertThat(feed.status().shot()).isNotNull();
    }

    @Test
    void aCameraThatIsOffIsNotOpened() {
        Settings.Camera off =
                new Settings.Camera("c", "c", "c", "x", Optional.empty(), OptionalDouble.empty(), 0, false, false);
        CameraFeed feed = feed(
                off,
                () -> {
                    throw new AssertionError("opened");
                },
                Optional.empty());
        feed.start();
        assertThat(feed.status().state()).isEqualTo(CameraState.OFF);
        assertThat(CameraJson.of(feed, CameraPlaces.Places.NONE).message_en()).isNull();
    }

    @Test
    void aPlayedFilmBeginsAgainWithTimesThatGrow() {
        try (PlayedFilm film = new PlayedFilm(film(2), true)) {
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Frame next = film.next();
                assertThat(next).isNotNull();
                times.add(next.time_s());
            }
            assertThat(times).isSorted().doesNotHaveDuplicates();
        }
        try (PlayedFilm nothing = new PlayedFilm(film(0), true)) {
            assertThat(nothing.next()).isNull();
        }
    }

    @Test
    void theDrawnScenesAreTheSameEachTimeAndPeopleWalkInThem() {
        for (DrawnScene.Place place : DrawnScene.Place.values()) {
            try (DrawnScene one = new DrawnScene(place, 5);
                    DrawnScene other = new DrawnScene(place, 5)) {
                int within = 0;
                for (int i = 0; i < 60; i++) {
                    within += (int) one.feet().stream()
                            .filter(foot -> foot.getX() > 0
                                    && foot.getX() < DrawnScene.WIDTH_PX
                                    && foot.getY() > 0
                                    && foot.getY() < DrawnScene.HEIGHT_PX)
                            .count();
                    assertThat(one.next().bgr()).isEqualTo(other.next().bgr());
                }
                assertThat(within).isGreaterThan(60);
            }
        }
    }

    private CameraFeed start(Settings.Camera camera, Supplier<Footage> source, Optional<SharedDetector> detector) {
        CameraFeed made = feed(camera, source, detector);
        made.start();
        return made;
    }

    private CameraFeed feed(Settings.Camera camera, Supplier<Footage> source, Optional<SharedDetector> detector) {
        CameraFeed made = new CameraFeed(
                camera,
                source,
                picture -> {},
                new CameraFeed.Surroundings(
                        detector, () -> Optional.of(new StripedColour()), 2, InstantSource.system(), news::add));
        feed = made;
        return made;
    }

    private CameraFeed.Status await(CameraFeed feed, Predicate<CameraFeed.Status> wanted) throws InterruptedException {
        CameraFeed.Status status = feed.status();
        while (!wanted.test(status)) {
            assertThat(news.poll(30, TimeUnit.SECONDS)).as("news of the camera").isNotNull();
            status = feed.status();
        }
        return status;
    }

    private static Settings.Camera camera() {
        return new Settings.Camera("c", "카", "c", "x", Optional.empty(), OptionalDouble.empty(), 0, true, false);
    }

    /** Somebody in checks walks to the right, before a dark ground with bright pixels. */
    private static Supplier<Footage> film(int pictures) {
        return () -> new Footage() {
            private int next;

            @Override
            public @Nullable Frame next() {
                if (next == pictures) {
                    return null;
                }
                byte[] bgr = new byte[3 * WIDTH * HEIGHT];
                double left = LEFT + SPEED * next;
                for (int i = 0; i < bgr.length; i++) {
                    int x = i / 3 % WIDTH - (int) left;
                    int y = i / 3 / WIDTH - 100;
                    boolean person = x >= 0 && x < 30 && y >= 0 && y < 80;
                    bgr[i] = (byte) (person ? 90 + 60 * (x / 6 % 2) + 40 * (y / 10 % 2) : i / 3 % 97 == 0 ? 255 : 30);
                }
                return new Frame(WIDTH, HEIGHT, next++ / RATE, bgr);
            }

            @Override
            public double framesPerSecond() {
                return RATE;
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    private static Footage breaking(Footage film) {
        return new Footage() {
            @Override
            public Frame next() {
                Frame next = film.next();
                if (next == null) {
                    throw Refusal.unavailable(VisionMessage.SILENT, "the door", 5);
                }
                return next;
            }

            @Override
            public double framesPerSecond() {
                return film.framesPerSecond();
            }

            @Override
            public void close() {
                film.close();
            }
        };
    }

    private static SharedDetector detector() {
        return new SharedDetector("fake", new PersonDetector() {
            @Override
            public void detect(Frame frame, Candidates people) {
                people.add(LEFT + SPEED * RATE * frame.time_s(), 100, 30, 80, 0.9);
            }

            @Override
            public void close() {
                // nothing is held
            }
        });
    }

    private static BufferedImage decoded(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }
}
