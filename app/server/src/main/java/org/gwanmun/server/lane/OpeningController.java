package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.server.lane.ParcelController.ParcelsJson;
import org.gwanmun.server.lane.ParcelJson.FoundJson;
import org.gwanmun.server.lane.ParcelJson.OutcomeJson;
import org.gwanmun.xray.lane.Opening;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingItem;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The opening table: what lies there, and what was found. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "opening")
@SecurityRequirement(name = "session")
class OpeningController {
    private final ReadingDesk desk;
    private final Readers readers;
    private final Photos photos;
    private final InstantSource clock;

    OpeningController(ReadingDesk desk, Readers readers, Photos photos, InstantSource clock) {
        this.desk = desk;
        this.readers = readers;
        this.photos = photos;
        this.clock = clock;
    }

    /** What was found, as the table sends it. */
    record OpeningJson(
            @JsonProperty("found") @Nullable Boolean found,
            @JsonProperty("items") @Nullable List<@Nullable FoundJson> items,
            @JsonProperty("note") @Nullable String note,
            @JsonProperty("photos") @Nullable List<@Nullable String> photos,
            @JsonProperty("request_id") @Nullable String request_id) {}

    /** A photograph that was kept. */
    record PhotoJson(@JsonProperty("photo") String photo) {}

    @GetMapping("/openings")
    @Operation(summary = "Parcels that lie at the opening table, oldest first, at most 50")
    ParcelsJson openings() {
        return new ParcelsJson(ParcelJson.of(desk.atTable()));
    }

    @PostMapping("/parcels/{id}/opening")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Record what was found in a parcel",
            description = "Recorded again, the later counts; both stay in the database and in the audit chain.")
    @ApiResponse(responseCode = "201", description = "Stored")
    @ApiResponse(responseCode = "400", description = "A field is missing or out of range")
    @ApiResponse(responseCode = "404", description = "No such parcel, or a photograph that was not sent")
    @ApiResponse(responseCode = "409", description = "It was not sent to be opened")
    OutcomeJson open(@PathVariable("id") String id, @RequestBody OpeningJson body, Authentication person) {
        Optional<String> requestId = Readers.requestId(body.request_id());
        readers.item(id);
        Opening opening = opening(body, person.getName());
        ReadingItem item = readers.done(id, desk.open(readers.officer(person), id, opening, requestId));
        return OutcomeJson.of(item.reading()
                .opening()
                .orElseThrow(() -> new ApiFailure(HttpStatus.CONFLICT, ApiMessage.NOT_AT_TABLE, id)));
    }

    @PostMapping(
            path = "/parcels/{id}/opening/photos",
            consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Keep a photograph of an opened parcel",
            description =
                    "JPEG or PNG, at most 8 MiB and 50 million pixels. It is decoded before it is kept, whatever it is"
                            + " said to be.")
    @ApiResponse(responseCode = "201", description = "Kept; its SHA-256 names it in the record of the opening")
    @ApiResponse(responseCode = "404", description = "No such parcel")
    @ApiResponse(responseCode = "413", description = "Too large")
    @ApiResponse(responseCode = "415", description = "It is no JPEG or PNG picture")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(type = "string", format = "binary")))
    PhotoJson photo(@PathVariable("id") String id, HttpServletRequest request) throws IOException {
        readers.item(id);
        return new PhotoJson(photos.keep(request.getInputStream().readNBytes(Photos.MOST_BYTES + 1)));
    }

    @GetMapping("/photos/{sha256}")
    @Operation(summary = "A photograph")
    @ApiResponse(
            responseCode = "200",
            description = "The picture",
            content = @Content(schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "No such photograph")
    ResponseEntity<byte[]> photo(@PathVariable("sha256") String sha256) {
        Photos.Photo photo = photos.find(sha256)
                .orElseThrow(() -> new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.PHOTO_UNKNOWN, sha256));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.parseMediaType(photo.type()))
                .body(photo.bytes());
    }

    private Opening opening(OpeningJson body, String officer) {
        if (body.found() == null) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.OPENING_WRONG, "found is missing");
        }
        List<@Nullable FoundJson> found = Optional.ofNullable(body.items()).orElse(List.of());
        List<@Nullable String> shown = Optional.ofNullable(body.photos()).orElse(List.of());
        if (found.size() > Opening.MOST || shown.size() > Opening.MOST) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.OPENING_WRONG, "more than " + Opening.MOST);
        }
        List<String> kept = new ArrayList<>();
        for (String photo : shown) {
            if (photo == null || photos.find(photo).isEmpty()) {
                throw new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.PHOTO_UNKNOWN, String.valueOf(photo));
            }
            kept.add(photo);
        }
        try {
            List<Opening.Item> items = new ArrayList<>();
            for (FoundJson item : found) {
                if (item == null || item.threat() == null) {
                    throw new IllegalArgumentException("class is missing");
                }
                items.add(new Opening.Item(
                        item.threat(),
                        item.name() == null ? "" : item.name(),
                        item.mass_g() == null ? OptionalDouble.empty() : OptionalDouble.of(item.mass_g()),
                        item.place() == null ? "" : item.place()));
            }
            return new Opening(
                    body.found(), items, body.note() == null ? "" : body.note(), kept, officer, clock.instant());
        } catch (IllegalArgumentException wrong) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.OPENING_WRONG, String.valueOf(wrong.getMessage()));
        }
    }
}
