package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gwanmun.core.statistics.Share;
import org.gwanmun.server.access.Pseudonyms;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.LaneStatistics;
import org.gwanmun.xray.lane.ReadingFact;
import org.gwanmun.xray.lane.ReadingStore;
import org.gwanmun.xray.lane.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the reading room did in a time, with intervals. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "statistics")
@SecurityRequirement(name = "session")
class StatisticsController {
    private static final int MOST = 500_000;
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final long BIN_MS = 1000;
    private static final int BINS = 30;
    private static final double DAY_S = 86_400;

    private final ReadingStore store;
    private final Pseudonyms pseudonyms;
    private final InstantSource clock;

    StatisticsController(ReadingStore store, Pseudonyms pseudonyms, InstantSource clock) {
        this.store = store;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
    }

    /** A share with its 95 % interval (Wilson). */
    record ShareJson(
            @JsonProperty("n") long n,
            @JsonProperty("of") long of,
            @JsonProperty("share") @Nullable Double share,
            @JsonProperty("low") double low,
            @JsonProperty("high") double high) {
        static ShareJson of(Share share) {
            return new ShareJson(
                    share.n(), share.of(), share.of() == 0 ? null : share.share(), share.low(), share.high());
        }
    }

    /** Reading times in seconds. */
    record TimesJson(
            @JsonProperty("median") @Nullable Double median,
            @JsonProperty("p90") @Nullable Double p90,
            @JsonProperty("p99") @Nullable Double p99,
            @JsonProperty("histogram") List<BinJson> histogram) {}

    /** One bin of a histogram; the last ends with a day. */
    record BinJson(
            @JsonProperty("from") double from,
            @JsonProperty("to") double to,
            @JsonProperty("n") long n) {}

    /** The figures of one lane, or of all. */
    record TallyJson(
            @JsonProperty("lane") @Nullable String lane,
            @JsonProperty("parcels") long parcels,
            @JsonProperty("judged") long judged,
            @JsonProperty("inspect") ShareJson inspect,
            @JsonProperty("found") ShareJson found,
            @JsonProperty("passed") long passed,
            @JsonProperty("late") long late,
            @JsonProperty("recalled") long recalled,
            @JsonProperty("second_opinions") ShareJson second_opinions,
            @JsonProperty("reading_s") TimesJson reading_s) {}

    /** One hour. */
    record HourJson(
            @JsonProperty("hour") Instant hour,
            @JsonProperty("judged") long judged,
            @JsonProperty("inspect") long inspect,
            @JsonProperty("found") long found) {}

    /** One officer. */
    record OfficerJson(
            @JsonProperty("officer") String officer,
            @JsonProperty("judged") long judged,
            @JsonProperty("median_s") @Nullable Double median_s,
            @JsonProperty("inspect") ShareJson inspect,
            @JsonProperty("found") ShareJson found) {}

    /** Everything about a time. */
    record StatisticsJson(
            @JsonProperty("from") Instant from,
            @JsonProperty("to") Instant to,
            @JsonProperty("parcels") long parcels,
            @JsonProperty("judged") long judged,
            @JsonProperty("inspect") ShareJson inspect,
            @JsonProperty("found") ShareJson found,
            @JsonProperty("passed") long passed,
            @JsonProperty("late") long late,
            @JsonProperty("recalled") long recalled,
            @JsonProperty("second_opinions") ShareJson second_opinions,
            @JsonProperty("reading_s") TimesJson reading_s,
            @JsonProperty("by_hour") List<HourJson> by_hour,
            @JsonProperty("by_lane") List<TallyJson> by_lane,
            @JsonProperty("by_officer") List<OfficerJson> by_officer) {}

    @GetMapping("/statistics")
    @Operation(
            summary = "What became of the parcels that arrived in a time",
            description =
                    "from and to as 2026-11-22T00:00:00Z; without them the last 24 hours. Intervals are Wilson's, 95 %.")
    @ApiResponse(responseCode = "200", description = "The figures")
    @ApiResponse(responseCode = "400", description = "A time that is none, or more than 400 days")
    StatisticsJson statistics(
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        Span span = span(from, to);
        List<ReadingFact> facts = facts(span);
        TallyJson all = tally(null, facts);
        return new StatisticsJson(
                span.from,
                span.to,
                all.parcels(),
                all.judged(),
                all.inspect(),
                all.found(),
                all.passed(),
                all.late(),
                all.recalled(),
                all.second_opinions(),
                all.reading_s(),
                groups(facts, fact -> fact.arrived().truncatedTo(ChronoUnit.HOURS)).entrySet().stream()
                        .map(hour -> hour(hour.getKey(), hour.getValue()))
                        .toList(),
                groups(facts, ReadingFact::lane).entrySet().stream()
                        .map(lane -> tally(lane.getKey(), lane.getValue()))
                        .toList(),
                groups(
                                facts.stream()
                                        .filter(fact -> fact.judgement().isPresent())
                                        .toList(),
                                fact -> fact.judgement().orElseThrow().officer())
                        .entrySet()
                        .stream()
                        .map(officer -> officer(officer.getKey(), officer.getValue()))
                        .toList());
    }

    @GetMapping(path = "/statistics.csv", produces = "text/csv")
    @Operation(
            summary = "The parcels of a time, one a line",
            description = "Officers are named by the pseudonyms of the audit chain.")
    @ApiResponse(
            responseCode = "200",
            description = "The lines",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "400", description = "A time that is none, or more than 400 days")
    ResponseEntity<String> csv(
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        StringBuilder csv = new StringBuilder(
                "lane,arrived,verdict,reason,officer,judged,shown_s,rounds,second_opinion,gate,why,found\n");
        for (ReadingFact fact : facts(span(from, to))) {
            csv.append(fact.lane()).append(',').append(fact.arrived()).append(',');
            csv.append(fact.judgement().map(this::csv).orElse(",,,,")).append(',');
            csv.append(fact.rounds()).append(',').append(fact.secondOpinion()).append(',');
            csv.append(fact.diversion()
                            .map(sent -> sent.confirmed().orElse(sent.gate()).word() + ","
                                    + sent.why().word())
                            .orElse(","))
                    .append(',');
            csv.append(fact.found().map(String::valueOf).orElse("")).append('\n');
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"gwanmun-readings.csv\"")
                .body(csv.toString());
    }

    private String csv(Judgement given) {
        return given.verdict().name().toLowerCase(Locale.ROOT) + ","
                + given.reason().map(Reason::code).map(String::valueOf).orElse("") + ","
                + pseudonyms.of(given.officer()) + "," + given.at() + ","
                + given.shown().toMillis() / 1000.0;
    }

    private record Span(Instant from, Instant to) {}

    private Span span(@Nullable String from, @Nullable String to) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Instant end = to == null ? now : instant(to);
        Instant start = from == null ? end.minus(Duration.ofDays(1)) : instant(from);
        if (start.isAfter(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.TIME_WRONG, start + " – " + end);
        }
        return new Span(start, end);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.TIME_WRONG, text);
        }
    }

    private List<ReadingFact> facts(Span span) {
        List<ReadingFact> facts = store.facts(span.from, span.to, MOST + 1);
        if (facts.size() > MOST) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.TIME_TOO_FULL, MOST);
        }
        return facts;
    }

    private static <K extends Comparable<K>> Map<K, List<ReadingFact>> groups(
            List<ReadingFact> facts, Function<ReadingFact, K> by) {
        return facts.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }

    private static TallyJson tally(@Nullable String lane, List<ReadingFact> facts) {
        LaneStatistics all = LaneStatistics.of(facts);
        return new TallyJson(
                lane,
                all.parcels(),
                all.judged(),
                ShareJson.of(all.inspect()),
                ShareJson.of(all.found()),
                all.passed(),
                all.late(),
                all.recalled(),
                ShareJson.of(all.secondOpinions()),
                times(all.reading()));
    }

    private static TimesJson times(LaneStatistics.Times times) {
        List<BinJson> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            long from = i * BIN_MS;
            bins.add(new BinJson(from / 1000.0, (from + BIN_MS) / 1000.0, times.between(from, from + BIN_MS)));
        }
        bins.add(new BinJson(BINS * BIN_MS / 1000.0, DAY_S, times.between(BINS * BIN_MS, Long.MAX_VALUE)));
        return new TimesJson(
                seconds(times, 0.5),
                seconds(times, 0.9),
                seconds(times, 0.99),
                times.sorted_ms().length == 0 ? List.of() : bins);
    }

    private static @Nullable Double seconds(LaneStatistics.Times times, double share) {
        return times.quantile(share).map(time -> time.toMillis() / 1000.0).orElse(null);
    }

    private static HourJson hour(Instant hour, List<ReadingFact> facts) {
        LaneStatistics all = LaneStatistics.of(facts);
        return new HourJson(hour, all.judged(), all.inspect().n(), all.found().n());
    }

    private static OfficerJson officer(String officer, List<ReadingFact> facts) {
        LaneStatistics all = LaneStatistics.of(facts);
        return new OfficerJson(
                officer,
                all.judged(),
                seconds(all.reading(), 0.5),
                ShareJson.of(all.inspect()),
                ShareJson.of(all.found()));
    }
}
