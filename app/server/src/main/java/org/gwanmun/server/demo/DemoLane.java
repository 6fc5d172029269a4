package org.gwanmun.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.lane.ScanPictures;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.LaneView;
import org.gwanmun.xray.lane.MassEstimate;
import org.gwanmun.xray.lane.Measured;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingStore;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.RawScanFolder;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScanner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends parcels to the lane: one at once, then one every few seconds as long as few wait, so that the queue neither runs dry
 * nor grows while nobody is there. Each passage has a seed of its own, so no two pictures are the same.
 */
public final class DemoLane implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DemoLane.class);
    private static final String SCANNER = "mail-composite";
    private static final String LANE = "demo";
    private static final String SCANS = "scans";
    private static final Duration EVERY = Duration.ofSeconds(6);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int ENOUGH_WAITING = 12;

    private final List<Path> parcelFiles;
    private final Path data;
    private final ReadingDesk desk;
    private final ReadingStore store;
    private final ScanPictures pictures;
    private final InstantSource clock;
    private final RandomGenerator seeds;
    private volatile @Nullable Thread thread;

    /**
     * A lane that is not yet moving.
     *
     * @param parcelFiles what comes along, again and again, in this order
     * @param data folder below which scans are kept
     */
    public DemoLane(
            List<Path> parcelFiles,
            Path data,
            ReadingDesk desk,
            ReadingStore store,
            ScanPictures pictures,
            InstantSource clock,
            RandomGenerator seeds) {
        this.parcelFiles = List.copyOf(parcelFiles);
        this.data = data;
        this.desk = desk;
        this.store = store;
        this.pictures = pictures;
        this.clock = clock;
        this.seeds = seeds;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("demo-lane").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            removeHalfWritten();
            TwinScanner twin = new TwinScanner(ScannerProfile.named(SCANNER));
            long number = store.arrivals();
            while (!Thread.currentThread().isInterrupted()) {
                Instant begun = clock.instant();
                if (store.waiting() < ENOUGH_WAITING) {
                    number++;
                    send(twin, parcelFiles.get((int) ((number - 1) % parcelFiles.size())), number);
                    sleep(EVERY.minus(Duration.between(begun, clock.instant())));
                } else {
                    sleep(LOOK_AGAIN);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            if (isRunning()) {
                LOG.error("The demonstration stopped sending parcels.", e);
            }
        }
    }

    /** One passage: the twin scans to disk; everything after that reads from disk, as behind a real machine. */
    private void send(TwinScanner twin, Path parcelFile, long number) {
        try {
            Parcel parcel = ParcelFile.read(parcelFile);
            String id = String.format(Locale.ROOT, "%s-%04d", parcel.id().toLowerCase(Locale.ROOT), number);
            String folder = SCANS + "/" + id;
            RawScan scan = twin.scan(parcel, seeds.nextLong(), clock.instant()).raw();
            RawScanFolder.write(scan, data.resolve(folder));
            Inspection inspection = pictures.inspect(SCANNER, folder);
            pictures.keep(id, inspection);
            desk.arrive(arrival(id, number, parcel, inspection, folder));
        } catch (Refusal refusal) {
            if (isRunning()) { // the interrupt that ends the lane may have come in the middle of a file
                LOG.warn("Parcel {} was left out: {}", parcelFile, refusal.getMessage());
            }
        }
    }

    private LaneParcel arrival(String id, long number, Parcel parcel, Inspection inspection, String folder) {
        return new LaneParcel(
                id,
                new LaneParcel.Passage(LANE, SCANNER, number * 1000, number * 1000 + 999, clock.instant()),
                LaneParcel.Identity.UNKNOWN,
                parcel.declaration(),
                Measured.NOTHING,
                inspection
                        .mass()
                        .map(mass -> new MassEstimate(
                                OptionalDouble.of(mass.mass_g()),
                                OptionalDouble.of(mass.low_g()),
                                OptionalDouble.of(mass.high_g())))
                        .orElseGet(() -> new MassEstimate(
                                OptionalDouble.empty(), inspection.atLeast_g(), OptionalDouble.empty())),
                Set.of(),
                inspection.views().stream()
                        .map(maps -> new LaneView(
                                maps.view(), maps.lines(), maps.pixels(), maps.linePitch_mm(), maps.pixelPitch_mm()))
                        .toList(),
                folder);
    }

    /** What a process that died in the middle of a scan left behind has a name that begins with a full stop. */
    private void removeHalfWritten() throws IOException {
        Path scans = Files.createDirectories(data.resolve(SCANS));
        try (Stream<Path> entries = Files.list(scans)) {
            for (Path entry : entries.filter(
                            path -> path.getFileName().toString().startsWith("."))
                    .toList()) {
                delete(entry);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void sleep(Duration duration) throws InterruptedException {
        if (duration.isPositive()) {
            Thread.sleep(duration);
        }
    }
}
