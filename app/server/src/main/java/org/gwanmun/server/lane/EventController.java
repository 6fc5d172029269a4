package org.gwanmun.server.lane;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.gwanmun.server.access.Caller;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream of what happens in the lane. */
@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "desk")
@SecurityRequirement(name = "session")
class EventController {
    private final EventHub events;

    EventController(EventHub events) {
        this.events = events;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Parcels and verdicts as they happen",
            description = "Server-sent events: 'parcel' with a parcel as in the list, when one arrives; 'verdict' with"
                    + " {id, verdict}, when one is given; 'claim' with {id, held_by, stage}, when a desk takes one or gives"
                    + " it back; 'diverted' with {id, gate}; 'opened' with a parcel; 'lane' with a lane as in the list;"
                    + " 'lines' with {lane, passage, view, lines} while a picture grows; a comment every 15 s. Ends with the"
                    + " session, and when it is locked.")
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    SseEmitter events(HttpServletRequest request) {
        return events.listen(Caller.key(request));
    }
}
