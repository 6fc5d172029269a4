package org.gwanmun.belt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.lane.Barcode;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.RawScanFolder;

/** Raw scan folders, one after the other and again from the first; kept in memory. */
final class RecordedReel implements Reel {
    private static final int MOST = 99_999_999;

    private final List<Path> folders;
    private final int first;
    private final Map<Integer, RawScan> scans;

    /**
     * The scan folders in a folder.
     *
     * @param first number in the barcode of the first passage, so that two belts do not share barcodes
     */
    RecordedReel(Path folder, int first) {
        this.first = first;
        this.scans = new ConcurrentHashMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            folders = entries.filter(entry -> Files.isRegularFile(entry.resolve("scan.json")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (folders.isEmpty()) {
            throw Refusal.badInput(BeltMessage.NO_SCANS, folder);
        }
    }

    private RecordedReel(RecordedReel other, int first) {
        this.folders = other.folders;
        this.scans = other.scans;
        this.first = first;
    }

    /** The same scans under other barcodes, for another lane. */
    RecordedReel from(int other) {
        return new RecordedReel(this, other);
    }

    private RawScan scan(long number) {
        return scans.computeIfAbsent((int) (number % folders.size()), which -> RawScanFolder.read(folders.get(which)));
    }

    @Override
    public String scanner() {
        return scan(0).scanner();
    }

    @Override
    public int length_mm(long number, int pose) {
        RawScan.Channel channel = scan(number).channels().getFirst();
        return (int) Math.ceil(channel.scan().height() * channel.linePitch_mm());
    }

    @Override
    public CompletableFuture<Thing> thing(long number, int pose) {
        return CompletableFuture.completedFuture(new Thing(
                scan(number),
                Optional.of(
                        Barcode.of("RR", (int) ((first + number) % MOST), "KR").text()),
                OptionalDouble.empty(),
                Optional.empty()));
    }
}
