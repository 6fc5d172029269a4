package org.gwanmun.server.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.json.Json;
import org.gwanmun.trace.site.PlanFit;
import org.gwanmun.trace.vision.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What people drew into the cameras' pictures: zones, and points whose place on the plan is known. A small file for each camera in a
 * folder; a new one takes the place of the old one at once and as a whole.
 *
 * <pre>{"gwanmun":"camera/1","zones":[{"id":"z1","title":"Gate 1","points_px":[[10,20],…]}],"pairs":[{"picture_px":[100,400],"plan_m":[0,0]},…]}</pre>
 */
public final class CameraPlaces {
    private static final String SCHEMA = "camera/1";
    static final int MOST_PAIRS = 64;
    static final double FAR_M = 100_000;

    private final Path folder;

    /** In a folder that may not be there yet. */
    public CameraPlaces(Path folder) {
        this.folder = folder;
    }

    /** Of one camera. */
    record Places(List<DrawnZone> zones, List<PlanFit.Pair> pairs) {
        static final Places NONE = new Places(List.of(), List.of());

        Places {
            zones = List.copyOf(zones);
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * What is kept of a camera.
     *
     * @throws org.gwanmun.core.message.Refusal if the file is broken
     */
    Places read(String camera) {
        Path file = file(camera);
        if (!Files.exists(file)) {
            return Places.NONE;
        }
        Entry root = DocumentReader.read(file);
        root.schema(SCHEMA);
        List<DrawnZone> zones = new ArrayList<>();
        for (Entry entry :
                root.find("zones").map(list -> list.list(DrawnZone.MOST)).orElse(List.of())) {
            zones.add(new DrawnZone(
                    entry.required("id").map(Entry::text).orElse(""),
                    entry.required("title").map(Entry::text).orElse(""),
                    entry.required("points_px").map(list -> list.list(DrawnZone.MOST_POINTS)).orElse(List.of()).stream()
                            .map(point -> Json.list(point.numbers(2, 0, Frame.MOST_SIDE_PX)))
                            .toList()));
            entry.refuseUnknown();
        }
        List<PlanFit.Pair> pairs = new ArrayList<>();
        for (Entry entry : root.find("pairs").map(list -> list.list(MOST_PAIRS)).orElse(List.of())) {
            double[] picture = entry.required("picture_px")
                    .map(point -> point.numbers(2, 0, Frame.MOST_SIDE_PX))
                    .orElse(new double[2]);
            double[] plan = entry.required("plan_m")
                    .map(point -> point.numbers(2, -FAR_M, FAR_M))
                    .orElse(new double[2]);
            pairs.add(new PlanFit.Pair(picture[0], picture[1], plan[0], plan[1]));
            entry.refuseUnknown();
        }
        root.refuseUnknown();
        root.problems().refuseIfAny();
        return new Places(zones, pairs);
    }

    /** Keeps these instead of what was kept. */
    void write(String camera, Places places) {
        List<Map<String, @Nullable Object>> zones = places.zones().stream()
                .map(zone -> Json.object("id", zone.id(), "title", zone.title(), "points_px", zone.points_px()))
                .toList();
        List<Map<String, @Nullable Object>> pairs = places.pairs().stream()
                .map(pair -> Json.object(
                        "picture_px", List.of(pair.x_px(), pair.y_px()), "plan_m", List.of(pair.x_m(), pair.y_m())))
                .toList();
        String text = Json.text(Json.object("gwanmun", SCHEMA, "zones", zones, "pairs", pairs));
        try {
            Files.createDirectories(folder);
            Path growing = Files.createTempFile(folder, ".places-", ".new");
            try {
                Files.write(growing, text.getBytes(StandardCharsets.UTF_8));
                Files.move(growing, file(camera), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(growing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String camera) {
        return folder.resolve(camera + ".json");
    }
}
