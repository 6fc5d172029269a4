package org.gwanmun.server.camera;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gwanmun.core.access.Role;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.audit.AuditLog;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.access.Pseudonyms;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.server.camera.CameraJson.OneJson;
import org.gwanmun.server.camera.CameraJson.PairJson;
import org.gwanmun.server.camera.CameraJson.PlanJson;
import org.gwanmun.server.camera.CameraPlaces.Places;
import org.gwanmun.trace.site.PlanFit;
import org.gwanmun.trace.vision.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The cameras: how they are, and what is drawn into their pictures. */
@RestController
@RequestMapping("/api/v1/cameras")
@Tag(name = "cameras")
@SecurityRequirement(name = "session")
class CameraController {
    private static final Set<String> CHANGING = Set.of("ROLE_" + Role.CONTROL.name(), "ROLE_" + Role.ADMIN.name());

    private final CameraRoom room;
    private final AuditLog audit;
    private final Pseudonyms pseudonyms;
    private final InstantSource clock;

    CameraController(CameraRoom room, AuditLog audit, Pseudonyms pseudonyms, InstantSource clock) {
        this.room = room;
        this.audit = audit;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
    }

    /** The cameras. */
    record CamerasJson(
            @JsonProperty("detector") @Nullable String detector,
            @JsonProperty("may_change") boolean may_change,
            @JsonProperty("cameras") List<CameraJson> cameras) {}

    /** A zone as it is drawn. */
    record NewZoneJson(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("title") @Nullable String title,
            @JsonProperty("points_px") @Nullable List<@Nullable List<@Nullable Double>> points_px) {}

    /** All zones of a camera. */
    record ZonesJson(@JsonProperty("zones") @Nullable List<@Nullable NewZoneJson> zones) {}

    /** Points of a picture and their places on the plan. */
    record PairsJson(@JsonProperty("pairs") @Nullable List<@Nullable PairJson> pairs) {}

    @GetMapping
    @Operation(
            summary = "Every camera: its state, its rate, and how many people it sees",
            description =
                    "people and tracks_seen are null where no detector is installed. Pictures come over the WebSocket"
                            + " /api/v1/cameras/live: docs/guide/api.md.")
    CamerasJson cameras(Authentication person) {
        return new CamerasJson(
                room.detector().orElse(null),
                person.getAuthorities().stream().anyMatch(authority -> CHANGING.contains(authority.getAuthority())),
                room.feeds().stream()
                        .map(feed -> CameraJson.of(feed, room.places(feed)))
                        .toList());
    }

    @GetMapping("/{name}")
    @Operation(summary = "A camera with its zones and its place on the plan")
    @ApiResponse(responseCode = "404", description = "No such camera")
    OneJson camera(@PathVariable("name") String name) {
        return one(feed(name));
    }

    @GetMapping("/{name}/picture")
    @Operation(summary = "The newest picture, masked")
    @ApiResponse(
            responseCode = "200",
            description = "JPEG",
            content = @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "No such camera, or no picture of it yet")
    ResponseEntity<byte[]> picture(@PathVariable("name") String name) {
        Shot shot = feed(name).status().shot();
        if (shot == null) {
            throw new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.CAMERA_WITHOUT_PICTURE, name);
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.IMAGE_JPEG)
                .body(shot.jpeg(shot.width_px()));
    }

    @PutMapping("/{name}/zones")
    @Operation(
            summary = "Other zones instead of those that were",
            description = "A zone whose id and points stay goes on counting.")
    @ApiResponse(responseCode = "200", description = "The camera")
    @ApiResponse(responseCode = "400", description = "A zone has a bad title or outline")
    @ApiResponse(responseCode = "404", description = "No such camera")
    OneJson zones(@PathVariable("name") String name, @RequestBody ZonesJson body, Authentication person) {
        CameraFeed feed = feed(name);
        List<DrawnZone> zones = zones(body, feed.status().shot());
        room.place(feed, new Places(zones, room.places(feed).pairs()));
        record(person, "camera.zones", name, "zones=" + zones.size());
        return one(feed);
    }

    @PostMapping("/{name}/plan/fit")
    @Operation(summary = "How well points of the picture and of the plan fit together; nothing is kept")
    @ApiResponse(responseCode = "200", description = "The fit")
    @ApiResponse(responseCode = "400", description = "The pairs are too few, wrong, or do not tell")
    @ApiResponse(responseCode = "404", description = "No such camera")
    PlanJson fit(@PathVariable("name") String name, @RequestBody PairsJson body) {
        feed(name);
        return PlanJson.of(fit(body));
    }

    @PutMapping("/{name}/plan")
    @Operation(summary = "Where the camera's picture lies on the plan")
    @ApiResponse(responseCode = "200", description = "The camera")
    @ApiResponse(responseCode = "400", description = "The pairs are too few, wrong, or do not tell")
    @ApiResponse(responseCode = "404", description = "No such camera")
    OneJson plan(@PathVariable("name") String name, @RequestBody PairsJson body, Authentication person) {
        CameraFeed feed = feed(name);
        PlanFit fit = fit(body);
        room.place(feed, new Places(room.places(feed).zones(), fit.pairs()));
        record(
                person,
                "camera.plan",
                name,
                String.format(Locale.ROOT, "pairs=%d rms_m=%.3f", fit.pairs().size(), fit.rms_m()));
        return one(feed);
    }

    @DeleteMapping("/{name}/plan")
    @Operation(summary = "The camera's place on the plan is not known any more")
    @ApiResponse(responseCode = "200", description = "The camera")
    @ApiResponse(responseCode = "404", description = "No such camera")
    OneJson withoutPlan(@PathVariable("name") String name, Authentication person) {
        CameraFeed feed = feed(name);
        room.place(feed, new Places(room.places(feed).zones(), List.of()));
        record(person, "camera.plan.removed", name, "");
        return one(feed);
    }

    private OneJson one(CameraFeed feed) {
        return OneJson.of(feed, room.places(feed));
    }

    private CameraFeed feed(String name) {
        return room.find(name).orElseThrow(() -> new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.CAMERA_UNKNOWN, name));
    }

    private void record(Authentication person, String action, String camera, String detail) {
        audit.append(new AuditFact(clock.instant(), pseudonyms.of(person.getName()), action, camera, detail));
    }

    private static List<DrawnZone> zones(ZonesJson body, @Nullable Shot shot) {
        List<@Nullable NewZoneJson> given = Optional.ofNullable(body.zones())
                .orElseThrow(() -> new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.BODY_UNREADABLE));
        if (given.size() > DrawnZone.MOST) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.ZONES_TOO_MANY, given.size(), DrawnZone.MOST);
        }
        Set<String> ids = new HashSet<>();
        for (NewZoneJson zone : given) {
            String id = zone == null ? null : zone.id();
            if (zone == null || (id != null && (!id.matches("z[1-9][0-9]{0,3}") || !ids.add(id)))) {
                throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.ZONE_ID_WRONG, String.valueOf(id));
            }
        }
        List<DrawnZone> zones = new ArrayList<>();
        for (NewZoneJson zone : given) {
            if (zone != null) {
                String id = zone.id() == null ? free(ids) : zone.id();
                zones.add(zone(id, zone, shot));
            }
        }
        return zones;
    }

    private static String free(Set<String> ids) {
        int number = 1;
        while (!ids.add("z" + number)) {
            number++;
        }
        return "z" + number;
    }

    private static DrawnZone zone(String id, NewZoneJson zone, @Nullable Shot shot) {
        String title = zone.title() == null ? "" : zone.title().strip();
        if (title.isEmpty()
                || title.length() > DrawnZone.LONGEST_TITLE
                || title.chars().anyMatch(Character::isISOControl)) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.ZONE_TITLE_WRONG, DrawnZone.LONGEST_TITLE);
        }
        List<@Nullable List<@Nullable Double>> given = zone.points_px();
        if (given == null || given.size() < DrawnZone.LEAST_POINTS || given.size() > DrawnZone.MOST_POINTS) {
            throw new ApiFailure(
                    HttpStatus.BAD_REQUEST,
                    ApiMessage.ZONE_POINTS_WRONG,
                    title,
                    DrawnZone.LEAST_POINTS,
                    DrawnZone.MOST_POINTS);
        }
        int width = shot == null ? Frame.MOST_SIDE_PX : shot.width_px();
        int height = shot == null ? Frame.MOST_SIDE_PX : shot.height_px();
        List<List<Double>> points = new ArrayList<>();
        for (List<@Nullable Double> point : given) {
            double[] xy = xy(point);
            if (!(xy[0] >= 0 && xy[0] <= width && xy[1] >= 0 && xy[1] <= height)) {
                throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.ZONE_OUTSIDE, title, width, height);
            }
            points.add(List.of(xy[0], xy[1]));
        }
        DrawnZone drawn = new DrawnZone(id, title, List.copyOf(points));
        if (drawn.crossesItself()) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.ZONE_CROSSES_ITSELF, title);
        }
        return drawn;
    }

    private static PlanFit fit(PairsJson body) {
        List<@Nullable PairJson> given = Optional.ofNullable(body.pairs()).orElse(List.of());
        if (given.size() < PlanFit.LEAST_PAIRS || given.size() > CameraPlaces.MOST_PAIRS) {
            throw new ApiFailure(
                    HttpStatus.BAD_REQUEST,
                    ApiMessage.PLAN_PAIRS_WRONG,
                    given.size(),
                    PlanFit.LEAST_PAIRS,
                    CameraPlaces.MOST_PAIRS);
        }
        List<PlanFit.Pair> pairs = new ArrayList<>();
        for (PairJson pair : given) {
            double[] picture = xy(pair == null ? null : pair.picture_px());
            double[] plan = xy(pair == null ? null : pair.plan_m());
            boolean near = Math.abs(plan[0]) <= CameraPlaces.FAR_M && Math.abs(plan[1]) <= CameraPlaces.FAR_M;
            boolean within = picture[0] >= 0
                    && picture[1] >= 0
                    && picture[0] <= Frame.MOST_SIDE_PX
                    && picture[1] <= Frame.MOST_SIDE_PX;
            if (!near || !within) {
                throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.PLAN_PAIR_WRONG, pairs.size() + 1);
            }
            pairs.add(new PlanFit.Pair(picture[0], picture[1], plan[0], plan[1]));
        }
        try {
            return PlanFit.of(pairs);
        } catch (Refusal refusal) {
            throw new ApiFailure(
                    HttpStatus.BAD_REQUEST,
                    ApiMessage.PLAN_DOES_NOT_FIT,
                    refusal.problems().getFirst());
        }
    }

    /** Two numbers; NaN where they are not there. */
    private static double[] xy(@Nullable List<@Nullable Double> point) {
        double[] xy = {Double.NaN, Double.NaN};
        if (point != null && point.size() == 2) {
            Double x = point.get(0);
            Double y = point.get(1);
            if (x != null && y != null) {
                xy[0] = x;
                xy[1] = y;
            }
        }
        return xy;
    }
}
