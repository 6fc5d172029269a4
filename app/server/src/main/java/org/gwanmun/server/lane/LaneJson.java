package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.gwanmun.server.lane.ParcelJson.ViewJson;
import org.jspecify.annotations.Nullable;

/** A lane as the desk receives it. */
record LaneJson(
        @JsonProperty("name") String name,
        @JsonProperty("scanner") String scanner,
        @JsonProperty("state") String state,
        @JsonProperty("since") Instant since,
        @JsonProperty("code") @Nullable String code,
        @JsonProperty("kv") float kv,
        @JsonProperty("ma") float ma,
        @JsonProperty("belt_m_s") float belt_m_s,
        @JsonProperty("dose_uSv_h") float dose_uSv_h,
        @JsonProperty("waiting") long waiting,
        @JsonProperty("in_tunnel") boolean in_tunnel,
        @JsonProperty("per_hour") long per_hour,
        @JsonProperty("manual") boolean manual,
        @JsonProperty("passing") @Nullable PassingJson passing) {

    /** What is passing, with how many lines have come. */
    record PassingJson(
            @JsonProperty("passage") String passage,
            @JsonProperty("views") List<ViewJson> views) {}
}
