package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gwanmun.server.access.Pseudonyms;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.server.lane.ParcelJson.VerdictJson;
import org.gwanmun.xray.lane.JudgeOutcome;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.LaneView;
import org.gwanmun.xray.lane.Officer;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.Reason;
import org.gwanmun.xray.lane.Verdict;
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

/** The queue, the pictures and the verdict. */
@RestController
@RequestMapping("/api/v1/parcels")
@Tag(name = "desk")
@SecurityRequirement(name = "session")
class ParcelController {
    private final ReadingDesk desk;
    private final ScanPictures pictures;
    private final Pseudonyms pseudonyms;

    ParcelController(ReadingDesk desk, ScanPictures pictures, Pseudonyms pseudonyms) {
        this.desk = desk;
        this.pictures = pictures;
        this.pseudonyms = pseudonyms;
    }

    /** The list of parcels. */
    record ParcelsJson(@JsonProperty("parcels") List<ParcelJson> parcels) {}

    /** A verdict as the desk sends it. */
    record VerdictRequestJson(
            @JsonProperty("verdict") @Nullable String verdict,
            @JsonProperty("reason") @Nullable Integer reason,
            @JsonProperty("shown_ms") @Nullable Long shown_ms) {}

    @GetMapping
    @Operation(summary = "The newest 50 parcels in order of arrival, oldest first")
    ParcelsJson parcels() {
        return new ParcelsJson(desk.queue().stream()
                .map(item -> ParcelJson.of(item.parcel(), item.judgement()))
                .toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One parcel, with the verdict that stands")
    @ApiResponse(responseCode = "200", description = "The parcel")
    @ApiResponse(responseCode = "404", description = "No such parcel")
    ParcelJson one(@PathVariable("id") String id) {
        ReadingItem item = item(id);
        return ParcelJson.of(item.parcel(), item.judgement());
    }

    @GetMapping(path = "/{id}/views/{view}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Operation(
            summary = "The maps of one view",
            description =
                    "Little-endian float32, row-major, row 0 = leading edge, column = +y (top) or +z (side); four maps of"
                            + " [lines x pixels] one after the other: attenuation = -ln T at low energy, 0 to 12 (opaque);"
                            + " zeff = effective atomic number 4 to 40, averaged over like neighbours for display, or 0 where"
                            + " it cannot be known; attenuation_high = -ln T at high energy, 0 to 12;"
                            + " areal_density_g_cm2, signed, NaN where it cannot be known.")
    @ApiResponse(
            responseCode = "200",
            description = "The maps",
            content = @Content(schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "No such parcel or view, or its scan is gone")
    ResponseEntity<byte[]> view(@PathVariable("id") String id, @PathVariable("view") String view) {
        LaneParcel parcel = parcel(id);
        if (parcel.findView(view).isEmpty()) {
            String views = parcel.views().stream().map(LaneView::name).collect(Collectors.joining(", "));
            throw new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.VIEW_UNKNOWN, view, id, views);
        }
        ScanPictures.Picture picture = pictures.findPicture(parcel, view)
                .orElseThrow(() -> new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.PICTURE_MISSING, id));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(picture.etag())
                .body(picture.bytes());
    }

    @PostMapping("/{id}/verdict")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Give the parcel its one verdict",
            description = "Stored with its audit entry in one transaction before the answer.")
    @ApiResponse(responseCode = "201", description = "Stored")
    @ApiResponse(responseCode = "400", description = "A field is missing or out of range")
    @ApiResponse(responseCode = "404", description = "No such parcel")
    @ApiResponse(responseCode = "409", description = "It was judged before; that verdict stands")
    VerdictJson judge(@PathVariable("id") String id, @RequestBody VerdictRequestJson body, Authentication person) {
        Verdict verdict = verdict(body.verdict());
        Optional<Reason> reason = reason(body.reason());
        Duration shown = shown(body.shown_ms());
        LaneParcel parcel = parcel(id);
        Officer officer = new Officer(person.getName(), pseudonyms.of(person.getName()));
        return switch (desk.judge(officer, parcel.id(), verdict, reason, shown)) {
            case JudgeOutcome.Stored(var judgement) -> VerdictJson.of(judgement);
            case JudgeOutcome.AlreadyJudged(var standing) ->
                throw new ApiFailure(
                        HttpStatus.CONFLICT, ApiMessage.ALREADY_JUDGED, id, standing.officer(), standing.at());
            case JudgeOutcome.NoSuchParcel(var unknown) -> throw unknown(unknown);
        };
    }

    private LaneParcel parcel(String id) {
        return item(id).parcel();
    }

    private ReadingItem item(String id) {
        if (!LaneParcel.isId(id)) {
            throw unknown(id);
        }
        return desk.findParcel(id).orElseThrow(() -> unknown(id));
    }

    private static ApiFailure unknown(String id) {
        return new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.PARCEL_UNKNOWN, id);
    }

    private static Verdict verdict(@Nullable String text) {
        return switch (text) {
            case "pass" -> Verdict.PASS;
            case "inspect" -> Verdict.INSPECT;
            case null, default ->
                throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.VERDICT_UNKNOWN, String.valueOf(text));
        };
    }

    private static Optional<Reason> reason(@Nullable Integer code) {
        if (code == null) {
            return Optional.empty();
        }
        return Optional.of(Reason.findByCode(code)
                .orElseThrow(() -> new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.REASON_UNKNOWN, code)));
    }

    /** A picture left on the screen over the weekend was not read for that long, but its verdict counts. */
    private static Duration shown(@Nullable Long shown_ms) {
        if (shown_ms == null || shown_ms < 0) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.SHOWN_OUT_OF_RANGE, String.valueOf(shown_ms));
        }
        return Duration.ofMillis(Math.min(shown_ms, Judgement.LONGEST_SHOWN.toMillis()));
    }
}
