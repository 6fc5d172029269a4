package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.audit.AuditLog;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.server.link.Lanes;
import org.gwanmun.xray.lane.link.LinkFrame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The lanes: how their machines are, and what is passing them just now. */
@RestController
@RequestMapping("/api/v1/lanes")
@Tag(name = "lanes")
@SecurityRequirement(name = "session")
class LaneController {
    private final LaneReports reports;
    private final Readers readers;
    private final AuditLog audit;
    private final InstantSource clock;

    LaneController(LaneReports reports, Readers readers, AuditLog audit, InstantSource clock) {
        this.reports = reports;
        this.readers = readers;
        this.audit = audit;
        this.clock = clock;
    }

    /** The lanes. */
    record LanesJson(@JsonProperty("lanes") List<LaneJson> lanes) {}

    /** An order to a belt. */
    record BeltJson(@JsonProperty("action") @Nullable String action) {}

    @GetMapping
    @Operation(summary = "Every lane: its machine's state, its queue, and what is passing")
    LanesJson lanes() {
        return new LanesJson(reports.all());
    }

    @GetMapping(path = "/{lane}/passing/{view}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Operation(
            summary = "The maps of what is passing, as far as it has come",
            description =
                    "As a parcel's view, but of the lines from 'from' on, over the whole width of the belt; the header"
                            + " X-Lines says from,count.")
    @ApiResponse(
            responseCode = "200",
            description = "The maps",
            content = @Content(schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "400", description = "from is negative")
    @ApiResponse(responseCode = "404", description = "No such lane")
    ResponseEntity<byte[]> passing(
            @PathVariable("lane") String lane,
            @PathVariable("view") String view,
            @RequestParam(name = "from", defaultValue = "0") int from) {
        if (from < 0) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.FROM_NEGATIVE, from);
        }
        // What has passed a moment ago is no mistake of whoever asks: no lines.
        LaneReports.Grown grown = reports.grownFrom(lane(lane), view, from).orElse(LaneReports.Grown.NONE);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Lines", from + "," + grown.count())
                .body(grown.bytes());
    }

    @PostMapping("/{lane}/belt")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Stop, start or reverse the belt")
    @ApiResponse(responseCode = "202", description = "The machine has been told")
    @ApiResponse(responseCode = "400", description = "action is not stop, start or reverse")
    @ApiResponse(responseCode = "404", description = "No such lane")
    @ApiResponse(responseCode = "409", description = "No machine is connected")
    void belt(@PathVariable("lane") String name, @RequestBody BeltJson body, Authentication person) {
        LinkFrame.Order order =
                switch (body.action()) {
                    case "stop" -> LinkFrame.Order.STOP;
                    case "start" -> LinkFrame.Order.START;
                    case "reverse" -> LinkFrame.Order.REVERSE;
                    case null, default ->
                        throw new ApiFailure(
                                HttpStatus.BAD_REQUEST, ApiMessage.BELT_ACTION_UNKNOWN, String.valueOf(body.action()));
                };
        if (!lane(name).order(order)) {
            throw new ApiFailure(HttpStatus.CONFLICT, ApiMessage.LANE_OFFLINE, name);
        }
        audit.append(
                new AuditFact(clock.instant(), readers.officer(person).pseudonym(), "belt." + body.action(), name, ""));
    }

    private Lanes.Lane lane(String name) {
        return reports.find(name)
                .orElseThrow(() -> new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.LANE_UNKNOWN, name));
    }
}
