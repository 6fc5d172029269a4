package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.server.picture.ScanPictures;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.LaneView;
import org.gwanmun.xray.lane.Mark;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingStore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Parcels, their pictures, and what was drawn on them. */
@RestController
@RequestMapping("/api/v1/parcels")
@Tag(name = "desk")
@SecurityRequirement(name = "session")
class ParcelController {
    private static final int EARLIER = 20;

    private final ReadingDesk desk;
    private final ReadingStore store;
    private final ScanPictures pictures;
    private final Readers readers;

    ParcelController(ReadingDesk desk, ReadingStore store, ScanPictures pictures, Readers readers) {
        this.desk = desk;
        this.store = store;
        this.pictures = pictures;
        this.readers = readers;
    }

    /** A list of parcels. */
    record ParcelsJson(@JsonProperty("parcels") List<ParcelJson> parcels) {}

    /** The marks on a parcel. */
    record MarksJson(@JsonProperty("marks") @Nullable List<@Nullable MarkJson> marks) {}

    /** A rectangle drawn on a view, in pixels of its raster. */
    record MarkJson(
            @JsonProperty("view") @Nullable String view,
            @JsonProperty("col0") @Nullable Double col0,
            @JsonProperty("row0") @Nullable Double row0,
            @JsonProperty("col1") @Nullable Double col1,
            @JsonProperty("row1") @Nullable Double row1,
            @JsonProperty("note") @Nullable String note) {
        static MarkJson of(Mark mark) {
            return new MarkJson(mark.view(), mark.col0(), mark.row0(), mark.col1(), mark.row1(), mark.note());
        }
    }

    @GetMapping
    @Operation(summary = "The newest 50 parcels in order of arrival, oldest first")
    ParcelsJson parcels() {
        return new ParcelsJson(ParcelJson.of(desk.newest()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One parcel, and how its reading stands")
    @ApiResponse(responseCode = "200", description = "The parcel")
    @ApiResponse(responseCode = "404", description = "No such parcel")
    ParcelJson one(@PathVariable("id") String id) {
        return ParcelJson.of(readers.item(id));
    }

    @GetMapping("/{id}/earlier")
    @Operation(summary = "Earlier parcels of the same sender, newest first")
    @ApiResponse(responseCode = "200", description = "At most 20; none if the sender is not known")
    @ApiResponse(responseCode = "404", description = "No such parcel")
    ParcelsJson earlier(@PathVariable("id") String id) {
        return new ParcelsJson(ParcelJson.of(desk.earlierOfSameSender(readers.item(id), EARLIER)));
    }

    @GetMapping(path = "/{id}/views/{view}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Operation(
            summary = "The maps of one view",
            description =
                    "Little-endian float32, row-major, row 0 = leading edge, column = +y (top) or +z (side); six maps of"
                            + " [lines x pixels] one after the other: attenuation = -ln T at low energy, 0 to 12 (opaque);"
                            + " zeff = effective atomic number 4 to 40, averaged over like neighbours for display, or 0 where"
                            + " it cannot be known; attenuation_high = -ln T at high energy, 0 to 12;"
                            + " areal_density_g_cm2, signed, NaN where it cannot be known; standard deviations of zeff and"
                            + " of areal density, NaN where they cannot be known.")
    @ApiResponse(
            responseCode = "200",
            description = "The maps",
            content = @Content(schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "No such parcel or view, or its scan is gone")
    ResponseEntity<byte[]> view(@PathVariable("id") String id, @PathVariable("view") String view) {
        LaneParcel parcel = readers.item(id).parcel();
        if (parcel.findView(view).isEmpty()) {
            throw viewUnknown(parcel, view);
        }
        ScanPictures.Picture picture = pictures.findPicture(parcel, view)
                .orElseThrow(() -> new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.PICTURE_MISSING, id));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(picture.etag())
                .body(picture.bytes());
    }

    @GetMapping("/{id}/marks")
    @Operation(summary = "What officers have marked on the parcel's pictures")
    @ApiResponse(responseCode = "200", description = "The marks")
    @ApiResponse(responseCode = "404", description = "No such parcel")
    MarksJson marks(@PathVariable("id") String id) {
        readers.item(id);
        return marksOf(id);
    }

    @PutMapping("/{id}/marks")
    @Operation(summary = "Replace the marks on the parcel's pictures")
    @ApiResponse(responseCode = "200", description = "As stored")
    @ApiResponse(responseCode = "400", description = "Too many, or one that is no rectangle on a view of this parcel")
    @ApiResponse(responseCode = "404", description = "No such parcel")
    MarksJson mark(@PathVariable("id") String id, @RequestBody MarksJson body) {
        LaneParcel parcel = readers.item(id).parcel();
        List<@Nullable MarkJson> wanted = Optional.ofNullable(body.marks()).orElse(List.of());
        if (wanted.size() > Mark.MOST) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.MARKS_TOO_MANY, wanted.size(), Mark.MOST);
        }
        List<Mark> marks = new ArrayList<>();
        for (MarkJson mark : wanted) {
            marks.add(mark(parcel, mark));
        }
        store.mark(id, marks);
        return marksOf(id);
    }

    private MarksJson marksOf(String id) {
        List<@Nullable MarkJson> marks = new ArrayList<>();
        store.marks(id).forEach(mark -> marks.add(MarkJson.of(mark)));
        return new MarksJson(marks);
    }

    private static Mark mark(LaneParcel parcel, @Nullable MarkJson mark) {
        if (mark == null
                || mark.view() == null
                || mark.col0() == null
                || mark.row0() == null
                || mark.col1() == null
                || mark.row1() == null) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.MARK_WRONG, String.valueOf(mark));
        }
        String name = mark.view();
        LaneView view = parcel.findView(name).orElseThrow(() -> viewUnknown(parcel, name));
        try {
            Mark drawn = new Mark(
                    view.name(),
                    mark.col0(),
                    mark.row0(),
                    mark.col1(),
                    mark.row1(),
                    mark.note() == null ? "" : mark.note());
            if (drawn.col1() <= view.pixels() && drawn.row1() <= view.lines()) {
                return drawn;
            }
        } catch (IllegalArgumentException e) {
            // Told below, with the values.
        }
        throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.MARK_WRONG, mark.toString());
    }

    private static ApiFailure viewUnknown(LaneParcel parcel, String view) {
        String views = parcel.views().stream().map(LaneView::name).collect(Collectors.joining(", "));
        return new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.VIEW_UNKNOWN, view, parcel.id(), views);
    }
}
