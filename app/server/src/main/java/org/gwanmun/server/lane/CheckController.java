package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gwanmun.xray.imaging.quality.DailyChecks;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The daily checks of the machines, as {@code xray quality --history} keeps them in {@code quality/LANE.jsonl}. */
@RestController
@RequestMapping("/api/v1/checks")
@Tag(name = "lanes")
@SecurityRequirement(name = "session")
class CheckController {
    private static final String HISTORY = ".jsonl";
    private static final int SHOWN = 60;

    private final CheckHistories histories;

    CheckController(CheckHistories histories) {
        this.histories = histories;
    }

    /** All machines. */
    record ChecksJson(@JsonProperty("machines") List<MachineJson> machines) {}

    /** One machine's last checks, oldest first, and what has drifted. */
    record MachineJson(
            @JsonProperty("lane") String lane,
            @JsonProperty("scanner") String scanner,
            @JsonProperty("checks") List<CheckJson> checks,
            @JsonProperty("drifts") List<DriftJson> drifts) {}

    /** One check. */
    record CheckJson(
            @JsonProperty("at") Instant at,
            @JsonProperty("scores") Map<String, Double> scores) {}

    /** A score outside the range of the first checks; without a value it was not seen at all. */
    record DriftJson(
            @JsonProperty("score") String score,
            @JsonProperty("value") @Nullable Double value,
            @JsonProperty("low") double low,
            @JsonProperty("high") double high) {}

    @GetMapping
    @Operation(summary = "Daily checks of every machine with the test object, and what has drifted")
    ChecksJson checks() {
        List<MachineJson> machines = new ArrayList<>();
        for (Path file : files()) {
            List<DailyChecks.Check> checks = DailyChecks.read(file);
            if (!checks.isEmpty()) {
                String name = file.getFileName().toString();
                machines.add(new MachineJson(
                        name.substring(0, name.length() - HISTORY.length()),
                        checks.getLast().scanner(),
                        checks.subList(Math.max(0, checks.size() - SHOWN), checks.size()).stream()
                                .map(check -> new CheckJson(check.at(), check.scores()))
                                .toList(),
                        DailyChecks.drifts(checks).stream()
                                .map(drift -> new DriftJson(
                                        drift.key(),
                                        Double.isNaN(drift.value()) ? null : (Double) drift.value(),
                                        drift.low(),
                                        drift.high()))
                                .toList()));
            }
        }
        return new ChecksJson(machines);
    }

    private List<Path> files() {
        if (!Files.isDirectory(histories.folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(histories.folder())) {
            return files.filter(file -> file.getFileName().toString().endsWith(HISTORY))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
