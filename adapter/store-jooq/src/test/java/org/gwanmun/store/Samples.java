package org.gwanmun.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.xray.lane.Barcode;
import org.gwanmun.xray.lane.DeskSettings;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.LaneListener;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.LaneView;
import org.gwanmun.xray.lane.MassEstimate;
import org.gwanmun.xray.lane.Measured;
import org.gwanmun.xray.lane.Officer;
import org.gwanmun.xray.lane.ParcelFlag;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingEvent;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.ReadingOutcome;
import org.gwanmun.xray.lane.Reason;
import org.gwanmun.xray.lane.Verdict;
import org.gwanmun.xray.scene.Declaration;

/** Parcels and verdicts to try a store with. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-22T05:00:00.123456Z");

    private Samples() {}

    /** A parcel with everything; its place on the belt is made of its id. */
    public static LaneParcel parcel(String id) {
        return new LaneParcel(
                id,
                passage(id, "mail-composite"),
                new LaneParcel.Identity(
                        Optional.of(Barcode.of("EE", Math.floorMod(id.hashCode(), 99_999_999), "CN")),
                        Optional.of("sender-7"),
                        Optional.empty()),
                Optional.of(new Declaration("하드디스크", "hard disk", OptionalDouble.of(640), OptionalDouble.empty())),
                new Measured(
                        OptionalDouble.of(655),
                        OptionalDouble.of(220.5),
                        OptionalDouble.empty(),
                        OptionalDouble.of(80)),
                new MassEstimate(OptionalDouble.of(612.5), OptionalDouble.of(580), OptionalDouble.empty()),
                Set.of(ParcelFlag.TOUCHING_SPLIT, ParcelFlag.BELT_STOPPED),
                List.of(new LaneView("top", 260, 832, 1.0, 1.08), new LaneView("side", 260, 640, 1.0, 0.8)),
                "scans/" + id);
    }

    public static LaneParcel bareParcel(String id) {
        return new LaneParcel(
                id,
                passage(id, "baggage-compact"),
                LaneParcel.Identity.UNKNOWN,
                Optional.empty(),
                Measured.NOTHING,
                MassEstimate.UNKNOWN,
                Set.of(),
                List.of(new LaneView("top", 1, 1, 1, 1)),
                "scans/" + id);
    }

    private static LaneParcel.Passage passage(String id, String scanner) {
        long start_mm = 1000L * Math.floorMod(id.hashCode(), 1_000_000);
        return new LaneParcel.Passage("demo", scanner, start_mm, start_mm + 250, NOW);
    }

    /** A reading room over a store, at noon, where nobody listens. */
    static ReadingDesk desk(GwanmunStore store) {
        return new ReadingDesk(
                store.readings(),
                new LaneListener() {
                    @Override
                    public void arrived(ReadingItem item) {}

                    @Override
                    public void went(ReadingItem item, ReadingEvent.Kind kind) {}
                },
                () -> NOW,
                DeskSettings.USUAL);
    }

    public static ReadingOutcome judge(GwanmunStore store, String id, Verdict verdict, String officer) {
        return desk(store)
                .judge(
                        new Officer(officer, "p-" + officer),
                        id,
                        verdict,
                        verdict == Verdict.PASS ? Optional.empty() : Optional.of(Reason.NARCOTICS),
                        Duration.ofMillis(4321),
                        Optional.empty());
    }

    public static Judgement judgement(String id, Verdict verdict, String officer) {
        return new Judgement(
                id,
                1,
                verdict,
                verdict == Verdict.PASS ? Optional.empty() : Optional.of(Reason.NARCOTICS),
                officer,
                NOW,
                Duration.ofMillis(4321));
    }

    public static AuditFact fact(String id, String pseudonym) {
        return new AuditFact(NOW, pseudonym, "verdict.given", id, "판독");
    }
}
