package org.gwanmun.belt;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.lane.Barcode;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Bounds;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.ScanQuality;
import org.gwanmun.xray.twin.TwinScanner;
import org.jspecify.annotations.Nullable;

/** Parcel files, one after the other and again from the first, each passage scanned by the twin with a seed of its own. */
final class TwinReel implements Reel {
    private static final int MARGIN_MM = 20;
    private static final double COLUMN_MM = 2;
    private static final double SCALES_G = 2; // what postal scales are good for
    private static final int MOST = 99_999_999;
    private static final int MOST_PREPARED = 64;

    private final List<Parcel> parcels;
    private final @Nullable Double[] masses_g;
    private final ScannerProfile profile;
    private final TwinScanner twin;
    private final long seed;
    private final InstantSource clock;
    private final Map<Pose, CompletableFuture<Thing>> coming = new HashMap<>();

    /** By place among the files and side up; only the twin's own thread looks. */
    private final Map<Pose, TwinScanner.Prepared> prepared = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pose, TwinScanner.Prepared> eldest) {
            return size() > MOST_PREPARED;
        }
    };

    private final ExecutorService atTheTwin = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("twin").daemon().factory());

    TwinReel(List<Path> files, String scanner, long seed, InstantSource clock) {
        this.parcels = files.stream().map(ParcelFile::read).toList();
        this.masses_g = new @Nullable Double[parcels.size()];
        this.profile = ScannerProfile.find(scanner);
        this.twin = TwinScanner.composite(profile);
        this.seed = seed;
        this.clock = clock;
    }

    @Override
    public String scanner() {
        return profile.name();
    }

    private Parcel parcel(long number, int pose) {
        Parcel parcel = parcels.get((int) (number % parcels.size()));
        return pose % 2 == 1 ? parcel.onItsSide() : parcel;
    }

    @Override
    public int length_mm(long number, int pose) {
        Bounds bounds = new Scene(parcel(number, pose)).bounds();
        return (int) Math.ceil(bounds.x1() - bounds.x0()) + 2 * MARGIN_MM + 2;
    }

    /** The thing asked for; the one behind it is scanned meanwhile, so that the belt need not wait for the twin. */
    @Override
    public synchronized CompletableFuture<Thing> thing(long number, int pose) {
        Map<Pose, CompletableFuture<Thing>> before = Map.copyOf(coming);
        coming.clear();
        for (Pose wanted : List.of(new Pose(number, pose), new Pose(number + 1, 0))) {
            CompletableFuture<Thing> known = before.get(wanted);
            coming.put(
                    wanted,
                    known != null
                            ? known
                            : CompletableFuture.supplyAsync(() -> scanned(wanted.number, wanted.pose), atTheTwin));
        }
        return Objects.requireNonNull(coming.get(new Pose(number, pose)));
    }

    private record Pose(long number, int pose) {}

    private Thing scanned(long number, int pose) {
        Parcel parcel = parcel(number, pose);
        int which = (int) (number % parcels.size());
        Double known = masses_g[which];
        double mass_g = known != null ? known : mass_g(new Scene(parcel));
        masses_g[which] = mass_g;
        double scales_g =
                mass_g + SCALES_G * (2 * RandomStreams.stream(seed, number, 1).nextDouble() - 1);
        Bounds bounds = new Scene(parcel).bounds();
        return new Thing(
                prepared.computeIfAbsent(new Pose(which, pose % 2), unknown -> twin.prepared(parcel, ScanQuality.DESK))
                        .scan(seed + 31 * number + pose, clock.instant())
                        .raw(),
                Optional.of(Barcode.of("EE", (int) (number % MOST), "CN").text()),
                OptionalDouble.of(Math.rint(Math.max(0, scales_g))),
                Optional.of(new Box(
                        MARGIN_MM,
                        (int) Math.round(bounds.x1() - bounds.x0()),
                        bounds.y1() - bounds.y0(),
                        bounds.z1())));
    }

    /** Columns from top to bottom, added up: what scales would say, in milliseconds. */
    private static double mass_g(Scene scene) {
        Bounds bounds = scene.bounds();
        Scene.Probe probe = scene.new Probe();
        double sum = 0;
        for (double x = bounds.x0() + COLUMN_MM / 2; x < bounds.x1(); x += COLUMN_MM) {
            for (double y = bounds.y0() + COLUMN_MM / 2; y < bounds.y1(); y += COLUMN_MM) {
                if (probe.follow(x, y, bounds.z1() + 1, 0, 0, -1)) {
                    for (double areal_g_cm2 : probe.areal_g_cm2()) {
                        sum += areal_g_cm2;
                    }
                }
            }
        }
        return sum * COLUMN_MM * COLUMN_MM / 100;
    }
}
