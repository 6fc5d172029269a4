package org.gwanmun.server.camera;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Said;
import org.gwanmun.trace.site.PlanFit;
import org.jspecify.annotations.Nullable;

/** A camera as the wall receives it. */
record CameraJson(
        @JsonProperty("name") String name,
        @JsonProperty("title_ko") String title_ko,
        @JsonProperty("title_en") String title_en,
        @JsonProperty("state") String state,
        @JsonProperty("since") Instant since,
        @JsonProperty("message_ko") @Nullable String message_ko,
        @JsonProperty("message_en") @Nullable String message_en,
        @JsonProperty("retry_at") @Nullable Instant retry_at,
        @JsonProperty("width_px") @Nullable Integer width_px,
        @JsonProperty("height_px") @Nullable Integer height_px,
        @JsonProperty("fps") @Nullable Double fps,
        @JsonProperty("measured_fps") @Nullable Double measured_fps,
        @JsonProperty("people") @Nullable Integer people,
        @JsonProperty("tracks_seen") @Nullable Integer tracks_seen,
        @JsonProperty("demonstration") boolean demonstration,
        @JsonProperty("zones") int zones,
        @JsonProperty("calibrated") boolean calibrated) {

    /** A single camera: the same, and what was drawn into its picture. */
    record OneJson(
            @JsonUnwrapped CameraJson camera,
            @JsonProperty("zone_list") List<ZoneJson> zone_list,
            @JsonProperty("plan") @Nullable PlanJson plan) {
        static OneJson of(CameraFeed feed, CameraPlaces.Places places) {
            List<ZoneCounts.Count> counts = feed.zones().counts();
            List<ZoneJson> zones = new ArrayList<>();
            for (int i = 0; i < places.zones().size(); i++) {
                DrawnZone zone = places.zones().get(i);
                ZoneCounts.Count count = feed.counts() && i < counts.size() ? counts.get(i) : null;
                zones.add(new ZoneJson(
                        zone.id(),
                        zone.title(),
                        zone.points_px(),
                        count == null ? null : count.inside(),
                        count == null ? null : count.entered(),
                        count == null ? null : count.left()));
            }
            return new OneJson(
                    CameraJson.of(feed, places),
                    zones,
                    places.pairs().isEmpty() ? null : PlanJson.of(PlanFit.of(places.pairs())));
        }
    }

    /** A zone with its counts; they are null where nobody looks for people. */
    record ZoneJson(
            @JsonProperty("id") String id,
            @JsonProperty("title") String title,
            @JsonProperty("points_px") List<List<Double>> points_px,
            @JsonProperty("inside") @Nullable Integer inside,
            @JsonProperty("entered") @Nullable Integer entered,
            @JsonProperty("left") @Nullable Integer left) {}

    /** A point of the picture and of the plan. */
    record PairJson(
            @JsonProperty("picture_px") @Nullable List<@Nullable Double> picture_px,
            @JsonProperty("plan_m") @Nullable List<@Nullable Double> plan_m,

            @JsonProperty("error_m") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double error_m,

            @JsonProperty("error_px") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double error_px) {}

    /** How the picture lies on the plan. */
    record PlanJson(
            @JsonProperty("pairs") List<PairJson> pairs,
            @JsonProperty("rms_m") double rms_m,
            @JsonProperty("rms_px") double rms_px,
            @JsonProperty("homography") List<List<Double>> homography) {
        static PlanJson of(PlanFit fit) {
            List<PairJson> pairs = new ArrayList<>();
            for (int i = 0; i < fit.pairs().size(); i++) {
                PlanFit.Pair pair = fit.pairs().get(i);
                pairs.add(new PairJson(
                        List.of(pair.x_px(), pair.y_px()),
                        List.of(pair.x_m(), pair.y_m()),
                        fit.error_m().get(i),
                        fit.error_px().get(i)));
            }
            return new PlanJson(
                    pairs, fit.rms_m(), fit.rms_px(), rows(fit.plane().map().numbers()));
        }
    }

    private static List<List<Double>> rows(double[] h) {
        return List.of(List.of(h[0], h[1], h[2]), List.of(h[3], h[4], h[5]), List.of(h[6], h[7], h[8]));
    }

    static CameraJson of(CameraFeed feed, CameraPlaces.Places places) {
        CameraFeed.Status status = feed.status();
        Shot shot = status.shot();
        return new CameraJson(
                feed.camera().name(),
                feed.camera().titleKo(),
                feed.camera().titleEn(),
                status.state().word(),
                status.since(),
                message(feed, status, Language.KO),
                message(feed, status, Language.EN),
                status.retryAt(),
                shot == null ? null : shot.width_px(),
                shot == null ? null : shot.height_px(),
                rounded(status.rate()),
                rounded(status.measuredRate()),
                people(feed, status),
                feed.counts() ? status.tracksSeen() : null,
                feed.camera().demonstration(),
                places.zones().size(),
                !places.pairs().isEmpty());
    }

    /** How many people are in a picture that is of now; null where nobody looks for them. */
    static @Nullable Integer people(CameraFeed feed, CameraFeed.Status status) {
        Shot shot = status.shot();
        if (!feed.counts() || shot == null) {
            return null;
        }
        return status.state() == CameraState.LIVE ? shot.tracks().size() : 0;
    }

    private static @Nullable String message(CameraFeed feed, CameraFeed.Status status, Language language) {
        List<Said> said = status.trouble();
        if (said.isEmpty() && !feed.counts() && feed.camera().enabled()) {
            said = List.of(Said.of(CameraMessage.NO_DETECTOR));
        }
        return said.isEmpty()
                ? null
                : said.stream().map(one -> one.in(language).replace('\n', ' ')).collect(Collectors.joining(" "));
    }

    static @Nullable Double rounded(OptionalDouble rate) {
        return rate.isPresent() ? Math.rint(10 * rate.getAsDouble()) / 10 : null;
    }
}
