package org.gwanmun.server.link;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.server.picture.ScanPictures;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.lane.Barcode;
import org.gwanmun.xray.lane.DeclarationStore;
import org.gwanmun.xray.lane.Diversion;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.LaneView;
import org.gwanmun.xray.lane.MassEstimate;
import org.gwanmun.xray.lane.Measured;
import org.gwanmun.xray.lane.ParcelFlag;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.ReadingStore;
import org.gwanmun.xray.lane.link.LaneReceiver;
import org.gwanmun.xray.machine.RawScan;

/** Turns what was cut from a belt into a parcel: its scan kept, its picture worked out, its declaration found. */
public final class LaneIntake {
    private final ReadingDesk desk;
    private final ReadingStore store;
    private final DeclarationStore declarations;
    private final ScanArchive archive;
    private final ScanPictures pictures;
    private final InstantSource clock;

    public LaneIntake(
            ReadingDesk desk,
            ReadingStore store,
            DeclarationStore declarations,
            ScanArchive archive,
            ScanPictures pictures,
            InstantSource clock) {
        this.desk = desk;
        this.store = store;
        this.declarations = declarations;
        this.archive = archive;
        this.pictures = pictures;
        this.clock = clock;
    }

    /** How much of a lane's belt is stored. */
    long stored_mm(String lane) {
        return store.belt_mm(lane).orElse(0L);
    }

    /**
     * Stores a parcel; it is durable when this returns.
     *
     * @return its id
     */
    String take(String lane, String scanner, LaneReceiver.Passed passed) {
        Instant now = clock.instant();
        String id = String.format(Locale.ROOT, "%s-%06d", lane, store.arrivals(lane) + 1);
        EnumSet<ParcelFlag> flags = EnumSet.noneOf(ParcelFlag.class);
        flags.addAll(passed.flags());
        Optional<Barcode> barcode = barcode(passed.whole().codes(), flags);
        Optional<ReadingItem> before = barcode.flatMap(store::withBarcode);
        boolean returned = before.flatMap(item -> item.reading().diversion())
                .filter(sent -> sent.gate() == Diversion.Gate.RETURN)
                .isPresent();
        if (before.isPresent() && !returned) {
            flags.add(ParcelFlag.BARCODE_REPEATED);
        }
        Optional<DeclarationStore.Declared> declared = barcode.flatMap(declarations::findDeclaration);

        RawScan scan = new RawScan(id, scanner, passed.whole().height_mm(), now, passed.channels(), Optional.empty());
        String folder = archive.keep(scan);
        ScanPictures.Seen seen = pictures.see(scan);
        if (!seen.materials()) {
            flags.add(ParcelFlag.NO_MATERIALS);
        }
        LaneParcel parcel = new LaneParcel(
                id,
                new LaneParcel.Passage(
                        lane, scanner, passed.whole().start_mm(), passed.whole().end_mm(), now),
                new LaneParcel.Identity(
                        barcode,
                        declared.flatMap(DeclarationStore.Declared::sender),
                        returned ? before.map(item -> item.parcel().id()) : Optional.empty()),
                declared.map(DeclarationStore.Declared::declaration),
                new Measured(
                        passed.whole().mass_g(),
                        OptionalDouble.of((double)
                                (passed.whole().end_mm() - passed.whole().start_mm())),
                        passed.whole().height_mm().isPresent() ? passed.whole().width_mm() : OptionalDouble.empty(),
                        passed.whole().height_mm()),
                mass(seen.inspection()),
                flags,
                seen.inspection().views().stream()
                        .map(maps -> new LaneView(
                                maps.view(), maps.lines(), maps.pixels(), maps.linePitch_mm(), maps.pixelPitch_mm()))
                        .toList(),
                folder);
        pictures.keep(id, seen.inspection());
        desk.arrive(parcel);
        return id;
    }

    private static Optional<Barcode> barcode(List<String> codes, EnumSet<ParcelFlag> flags) {
        List<Barcode> read = codes.stream()
                .map(Barcode::read)
                .filter(Barcode.Reading.Read.class::isInstance)
                .map(reading -> ((Barcode.Reading.Read) reading).barcode())
                .distinct()
                .toList();
        boolean wrong = codes.stream().map(Barcode::read).anyMatch(Barcode.Reading.Wrong.class::isInstance);
        if (wrong) {
            flags.add(ParcelFlag.BARCODE_FORGED);
        }
        if (read.size() > 1) {
            flags.add(ParcelFlag.BARCODES_SEVERAL);
        }
        if (read.isEmpty() && !wrong) {
            flags.add(ParcelFlag.BARCODE_MISSING);
        }
        return read.size() == 1 ? Optional.of(read.getFirst()) : Optional.empty();
    }

    private static MassEstimate mass(Inspection inspection) {
        return inspection
                .mass()
                .map(mass -> new MassEstimate(
                        OptionalDouble.of(mass.mass_g()),
                        OptionalDouble.of(mass.low_g()),
                        OptionalDouble.of(mass.high_g())))
                .orElseGet(
                        () -> new MassEstimate(OptionalDouble.empty(), inspection.atLeast_g(), OptionalDouble.empty()));
    }
}
