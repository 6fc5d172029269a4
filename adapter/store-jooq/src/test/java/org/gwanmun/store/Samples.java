package org.gwanmun.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.LaneView;
import org.gwanmun.xray.lane.MassEstimate;
import org.gwanmun.xray.lane.Reason;
import org.gwanmun.xray.lane.Verdict;
import org.gwanmun.xray.scene.Declaration;

/** Parcels and verdicts to try a store with. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-22T05:00:00.123456Z");

    private Samples() {}

    static LaneParcel parcel(String id) {
        return new LaneParcel(
                id,
                "mail-composite",
                "demo",
                NOW,
                Optional.of(new Declaration("하드디스크", "hard disk", OptionalDouble.of(640), OptionalDouble.empty())),
                new MassEstimate(OptionalDouble.of(612.5), OptionalDouble.of(580), OptionalDouble.empty()),
                List.of(new LaneView("top", 260, 832, 1.0, 1.08), new LaneView("side", 260, 640, 1.0, 0.8)),
                "scans/" + id);
    }

    static LaneParcel bareParcel(String id) {
        return new LaneParcel(
                id,
                "baggage-compact",
                "demo",
                NOW,
                Optional.empty(),
                MassEstimate.UNKNOWN,
                List.of(new LaneView("top", 1, 1, 1, 1)),
                "scans/" + id);
    }

    static Judgement judgement(String id, Verdict verdict, String officer) {
        return new Judgement(
                id,
                verdict,
                verdict == Verdict.PASS ? Optional.empty() : Optional.of(Reason.NARCOTICS),
                officer,
                NOW,
                Duration.ofMillis(4321));
    }

    static AuditFact fact(String id, String pseudonym) {
        return new AuditFact(NOW, pseudonym, "verdict.given", id, "판독");
    }
}
