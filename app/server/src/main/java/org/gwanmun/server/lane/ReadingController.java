package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Optional;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.server.lane.ParcelJson.VerdictJson;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.Reason;
import org.gwanmun.xray.lane.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an officer decides about a parcel. */
@RestController
@RequestMapping("/api/v1/parcels/{id}")
@Tag(name = "desk")
@SecurityRequirement(name = "session")
class ReadingController {
    private final ReadingDesk desk;
    private final Readers readers;

    ReadingController(ReadingDesk desk, Readers readers) {
        this.desk = desk;
        this.readers = readers;
    }

    /** A verdict as the desk sends it. */
    record VerdictRequestJson(
            @JsonProperty("verdict") @Nullable String verdict,
            @JsonProperty("reason") @Nullable Integer reason,
            @JsonProperty("shown_ms") @Nullable Long shown_ms,
            @JsonProperty("request_id") @Nullable String request_id) {}

    /** A second opinion or another scan, as the desk asks for it. */
    record AskJson(
            @JsonProperty("reason") @Nullable Integer reason,
            @JsonProperty("shown_ms") @Nullable Long shown_ms,
            @JsonProperty("request_id") @Nullable String request_id) {}

    /** A recall as the desk sends it. */
    record RecallJson(@JsonProperty("request_id") @Nullable String request_id) {}

    @PostMapping("/verdict")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Give the parcel its verdict",
            description = "Stored with its audit entry in one transaction before the answer. It may be recalled until"
                    + " recall_until. The same request_id sent again changes nothing and is answered in the same way.")
    @ApiResponse(responseCode = "201", description = "Stored")
    @ApiResponse(responseCode = "400", description = "A field is missing or out of range")
    @ApiResponse(responseCode = "404", description = "No such parcel")
    @ApiResponse(responseCode = "409", description = "It was judged before, or is on another desk; nothing is changed")
    VerdictJson judge(@PathVariable("id") String id, @RequestBody VerdictRequestJson body, Authentication person) {
        Verdict verdict = verdict(body.verdict());
        Optional<Reason> reason = Readers.reason(body.reason());
        Duration shown = Readers.shown(body.shown_ms());
        Optional<String> requestId = Readers.requestId(body.request_id());
        ReadingItem before = readers.item(id);
        ReadingItem item = readers.done(
                before.parcel().id(), desk.judge(readers.officer(person), id, verdict, reason, shown, requestId));
        return item.judgement()
                .map(given -> VerdictJson.of(given, item.reading().recallUntil()))
                .orElseThrow(() -> new ApiFailure(HttpStatus.CONFLICT, ApiMessage.NOT_JUDGED, id));
    }

    @PostMapping("/recall")
    @Operation(summary = "Take one's own verdict back, as long as the diverter has not acted on it")
    @ApiResponse(responseCode = "200", description = "The parcel is on the desk again, in its next round")
    @ApiResponse(responseCode = "404", description = "No such parcel")
    @ApiResponse(responseCode = "409", description = "Too late, not judged, or another officer's verdict")
    ParcelJson recall(@PathVariable("id") String id, @RequestBody RecallJson body, Authentication person) {
        Optional<String> requestId = Readers.requestId(body.request_id());
        readers.item(id);
        return ParcelJson.of(readers.done(id, desk.recall(readers.officer(person), id, requestId)));
    }

    @PostMapping("/second-opinion")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Hand the parcel to another officer, who decides",
            description = "The second reader does not see what the first thought.")
    @ApiResponse(responseCode = "201", description = "In the queue for another officer")
    @ApiResponse(responseCode = "400", description = "A field is missing or out of range")
    @ApiResponse(responseCode = "404", description = "No such parcel")
    @ApiResponse(responseCode = "409", description = "Judged, on another desk, or a second opinion already")
    ParcelJson second(@PathVariable("id") String id, @RequestBody AskJson body, Authentication person) {
        Optional<Reason> reason = Readers.reason(body.reason());
        Duration shown = Readers.shown(body.shown_ms());
        Optional<String> requestId = Readers.requestId(body.request_id());
        readers.item(id);
        return ParcelJson.of(
                readers.done(id, desk.askSecondOpinion(readers.officer(person), id, reason, shown, requestId)));
    }

    @PostMapping("/rescan")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Send the parcel back to be scanned in another pose",
            description = "It comes again as a new parcel whose rescan_of names this one.")
    @ApiResponse(responseCode = "201", description = "The diverter sends it back")
    @ApiResponse(responseCode = "400", description = "A field is missing or out of range")
    @ApiResponse(responseCode = "404", description = "No such parcel")
    @ApiResponse(responseCode = "409", description = "Judged, or on another desk")
    ParcelJson rescan(@PathVariable("id") String id, @RequestBody AskJson body, Authentication person) {
        Optional<Reason> reason = Readers.reason(body.reason());
        Duration shown = Readers.shown(body.shown_ms());
        Optional<String> requestId = Readers.requestId(body.request_id());
        readers.item(id);
        return ParcelJson.of(readers.done(id, desk.askRescan(readers.officer(person), id, reason, shown, requestId)));
    }

    private static Verdict verdict(@Nullable String text) {
        return switch (text) {
            case "pass" -> Verdict.PASS;
            case "inspect" -> Verdict.INSPECT;
            case null, default ->
                throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.VERDICT_UNKNOWN, String.valueOf(text));
        };
    }
}
