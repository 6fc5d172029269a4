package org.gwanmun.xray.lane;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parcels to try a lane with. */
final class LaneSamples {
    static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

    private LaneSamples() {}

    static LaneParcel parcel(String id, long start_mm) {
        return parcel(id, "lane-1", start_mm, "scans/" + id);
    }

    static LaneParcel parcel(String id, String lane, long start_mm, String folder) {
        return new LaneParcel(
                id,
                new LaneParcel.Passage(lane, "mail-composite", start_mm, start_mm + 300, NOW),
                LaneParcel.Identity.UNKNOWN,
                Optional.empty(),
                Measured.NOTHING,
                MassEstimate.UNKNOWN,
                Set.of(),
                List.of(new LaneView("top", 260, 832, 1.0, 1.08)),
                folder);
    }
}
