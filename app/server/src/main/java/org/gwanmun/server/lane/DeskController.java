package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.server.lane.ParcelController.ParcelsJson;
import org.gwanmun.xray.lane.DeskSettings;
import org.gwanmun.xray.lane.ReadingDesk;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One officer's desk: what lies on it, and what is taken from the queue. */
@RestController
@RequestMapping("/api/v1/desk")
@Tag(name = "desk")
@SecurityRequirement(name = "session")
class DeskController {
    private static final int MOST_LANES = 64;

    private final ReadingDesk desk;
    private final Readers readers;
    private final LaneReports lanes;
    private final InstantSource clock;

    DeskController(ReadingDesk desk, Readers readers, LaneReports lanes, InstantSource clock) {
        this.lanes = lanes;
        this.desk = desk;
        this.readers = readers;
        this.clock = clock;
    }

    /** The desk. */
    record DeskJson(
            @JsonProperty("held") List<ParcelJson> held,
            @JsonProperty("waiting") long waiting,
            @JsonProperty("settings") SettingsJson settings,
            @JsonProperty("lanes") List<LaneJson> lanes,
            @JsonProperty("now") Instant now) {}

    /** How this reading room works. */
    record SettingsJson(
            @JsonProperty("target_s") double target_s,
            @JsonProperty("break_min") double break_min,
            @JsonProperty("hold_s") double hold_s,
            @JsonProperty("lease_s") double lease_s) {
        static SettingsJson of(DeskSettings settings) {
            return new SettingsJson(
                    settings.target().toMillis() / 1000.0,
                    settings.breakEvery().toSeconds() / 60.0,
                    settings.hold().toMillis() / 1000.0,
                    settings.lease().toMillis() / 1000.0);
        }
    }

    /** How many parcels a desk wants to hold. */
    record ClaimJson(
            @JsonProperty("count") @Nullable Integer count,
            @JsonProperty("lanes") @Nullable List<String> lanes) {}

    /** What a desk holds. */
    record HeldJson(
            @JsonProperty("held") List<ParcelJson> held,
            @JsonProperty("waiting") long waiting) {}

    @GetMapping
    @Operation(summary = "What lies on one's desk, and how the reading room works")
    DeskJson desk(Authentication person) {
        return new DeskJson(
                ParcelJson.of(desk.heldBy(person.getName())),
                desk.waiting(),
                SettingsJson.of(desk.settings()),
                lanes.all(),
                clock.instant());
    }

    @PostMapping("/claims")
    @Operation(
            summary = "Top one's desk up from the queue, and keep what lies there for another lease",
            description =
                    "Oldest first. No parcel lies on two desks. A desk that is silent for longer than the lease loses"
                            + " its parcels to others.")
    @ApiResponse(responseCode = "200", description = "What the desk holds now")
    @ApiResponse(responseCode = "400", description = "count is not 0 to 4")
    HeldJson take(@RequestBody ClaimJson body, Authentication person) {
        Integer count = body.count();
        if (count == null || count < 0 || count > ReadingDesk.MOST_HELD) {
            throw new ApiFailure(
                    HttpStatus.BAD_REQUEST,
                    ApiMessage.COUNT_OUT_OF_RANGE,
                    String.valueOf(count),
                    ReadingDesk.MOST_HELD);
        }
        List<String> lanes = body.lanes() == null ? List.of() : body.lanes();
        if (lanes.size() > MOST_LANES) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.BAD_REQUEST);
        }
        return new HeldJson(ParcelJson.of(desk.take(readers.officer(person), count, lanes)), desk.waiting());
    }

    @DeleteMapping("/claims")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give everything on one's desk back: a break, a hand-over, the end of the shift")
    @ApiResponse(responseCode = "204", description = "The desk is empty")
    void release(Authentication person) {
        desk.release(readers.officer(person));
    }

    @GetMapping("/history")
    @Operation(summary = "The newest 50 parcels that one has judged, newest first")
    ParcelsJson history(Authentication person) {
        return new ParcelsJson(ParcelJson.of(desk.judgedBy(person.getName())));
    }
}
