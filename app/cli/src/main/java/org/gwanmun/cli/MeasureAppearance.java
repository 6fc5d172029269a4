package org.gwanmun.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.infer.ModelShelf;
import org.gwanmun.trace.MotFile;
import org.gwanmun.trace.MotRows;
import org.gwanmun.trace.evaluation.AppearanceTrial;
import org.gwanmun.trace.evaluation.Likeness;
import org.gwanmun.trace.governance.Box;
import org.gwanmun.trace.governance.PictureMask;
import org.gwanmun.trace.vision.Appearance;
import org.gwanmun.trace.vision.Candidates;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.video.Videos;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code gwanmun measure appearance}: how well descriptions tell people of a film with truth apart some time later, person by person;
 * and, with {@code --masked}, how well they still do in what leaves the process.
 */
@Command(name = "appearance", mixinStandardHelpOptions = true)
final class MeasureAppearance implements Runnable {
    private static final int RESAMPLES = 2000;
    private static final int MOST_FRAMES = 100_000;

    private final Console console;
    private final ModelShelf shelf = ModelShelf.standard();

    @Mixin
    FilmWithTruth film = new FilmWithTruth();

    @Option(names = "--looks", paramLabel = "NAMES", defaultValue = "stripes,own", split = ",")
    List<String> looks = List.of();

    @Option(names = "--apart", paramLabel = "FRAMES", defaultValue = "25")
    int apart;

    @Option(names = "--every", paramLabel = "N", defaultValue = "5")
    int every;

    @Option(names = "--new-from", paramLabel = "FRAME", defaultValue = "0")
    int newFrom;

    @Option(names = "--masked")
    boolean masked;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1")
    long seed;

    @Option(names = "--json")
    boolean json;

    MeasureAppearance(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (film.rateCannotBe() || apart < 1 || apart > MOST_FRAMES || every < 1 || every > MOST_FRAMES) {
            throw Refusal.badInput(CliMessage.BAD_APPEARANCE, film.fps, apart, every, MOST_FRAMES);
        }
        MotRows people = newcomers(MotFile.tracks(film.truth).byFrame());
        List<Appearance> ways = new ArrayList<>();
        try {
            for (String name : looks) {
                ways.add(shelf.appearance(name, 0));
            }
            List<Object> rows = new ArrayList<>();
            if (masked) {
                likeness("as it came", people, ways, Veil.NONE, rows);
                likeness("masked, nobody found", people, ways, Veil.NOBODY_FOUND, rows);
                likeness("masked, everybody found", people, ways, Veil.ALL_FOUND, rows);
            } else {
                trial(people, ways, rows);
            }
            if (json) {
                console.print(rows);
            }
        } finally {
            ways.forEach(Appearance::close);
        }
    }

    /** Only people who were never seen before a frame: nobody from whom something was learnt until then. */
    private MotRows newcomers(MotRows all) {
        Set<Integer> known = new HashSet<>();
        MotRows left = new MotRows(0);
        for (int i = 0; i < all.size(); i++) {
            if (all.frame()[i] < newFrom) {
                known.add(all.id()[i]);
            } else if (!known.contains(all.id()[i])) {
                left.add(
                        all.frame()[i],
                        all.id()[i],
                        all.x()[i],
                        all.y()[i],
                        all.w()[i],
                        all.h()[i],
                        all.score()[i],
                        all.kind()[i]);
            }
        }
        return left;
    }

    /** What is between the film and who describes. */
    private enum Veil {
        NONE,
        NOBODY_FOUND,
        ALL_FOUND
    }

    /** Hears a frame that counts, the rows of its people and what each way says of them. */
    private interface Listener {
        void people(int frame, List<Integer> rows, float[][] descriptions);
    }

    private void trial(MotRows people, List<Appearance> ways, List<Object> rows) {
        List<AppearanceTrial.Look> seen = new ArrayList<>();
        read(people, ways, Veil.NONE, (frame, those, described) -> {
            for (int i = 0; i < those.size(); i++) {
                float[][] descriptions = new float[ways.size()][];
                for (int way = 0; way < ways.size(); way++) {
                    descriptions[way] = one(described[way], i, ways.get(way).dimension());
                }
                seen.add(new AppearanceTrial.Look(people.id()[those.get(i)], frame, descriptions));
            }
        });
        AppearanceTrial trial = AppearanceTrial.of(seen, apart, RESAMPLES, seed);
        line(String.format(
                Locale.ROOT,
                "%d people, %d looks, %d pairs of the same, %d of others, at least %d frames apart",
                trial.people().size(),
                trial.looks(),
                trial.same(),
                trial.other(),
                apart));
        for (int way = 0; way < ways.size(); way++) {
            tell(looks.get(way), trial.figures().get(way).area(), trial, rows);
            if (way > 0) {
                tell(looks.get(way) + " − " + looks.get(0), trial.gains().get(way - 1), trial, rows);
            }
        }
    }

    private void tell(String name, AppearanceTrial.Interval figure, AppearanceTrial trial, List<Object> rows) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("people", trial.people().size());
        row.put("same", trial.same());
        row.put("other", trial.other());
        row.put("auc", figure.mean());
        row.put("low", figure.low());
        row.put("high", figure.high());
        rows.add(row);
        line(String.format(
                Locale.ROOT, "%-24s AUC %6.3f  [%6.3f, %6.3f]", name, figure.mean(), figure.low(), figure.high()));
    }

    private void likeness(String name, MotRows people, List<Appearance> ways, Veil veil, List<Object> rows) {
        List<List<Likeness.Look>> seen = new ArrayList<>();
        ways.forEach(way -> seen.add(new ArrayList<>()));
        read(people, ways, veil, (frame, those, described) -> {
            for (int i = 0; i < those.size(); i++) {
                int row = those.get(i);
                for (int way = 0; way < ways.size(); way++) {
                    seen.get(way)
                            .add(new Likeness.Look(
                                    people.id()[row],
                                    frame,
                                    people.x()[row] + people.w()[row] / 2,
                                    people.y()[row] + people.h()[row] / 2,
                                    people.h()[row],
                                    one(described[way], i, ways.get(way).dimension())));
                }
            }
        });
        for (int way = 0; way < ways.size(); way++) {
            Likeness found = Likeness.of(seen.get(way), apart, every, seed);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", name);
            row.put("looks", looks.get(way));
            row.put("people", found.people());
            row.put("same", found.same());
            row.put("other", found.other());
            row.put("auc", found.area());
            row.put("low", found.low());
            row.put("high", found.high());
            row.put("auc_at_distance", found.areaAtDistance());
            row.put("low_at_distance", found.lowAtDistance());
            row.put("high_at_distance", found.highAtDistance());
            rows.add(row);
            line(String.format(
                    Locale.ROOT,
                    "%-24s %-10s AUC %.3f [%.3f, %.3f]  at like distance %.3f [%.3f, %.3f]  %d people, %d + %d pairs",
                    name,
                    looks.get(way),
                    found.area(),
                    found.low(),
                    found.high(),
                    found.areaAtDistance(),
                    found.lowAtDistance(),
                    found.highAtDistance(),
                    found.people(),
                    found.same(),
                    found.other()));
        }
    }

    private void read(MotRows people, List<Appearance> ways, Veil veil, Listener listener) {
        int next = 0;
        int number = 0;
        PictureMask mask = null;
        try (Footage footage = Videos.open(film.video, film.settings());
                Progress progress = new Progress(console, CliMessage.WATCHING, 0)) {
            for (Frame frame = footage.next(); frame != null; frame = footage.next()) {
                number++;
                List<Integer> those = new ArrayList<>();
                List<Box> boxes = new ArrayList<>();
                Candidates shown = new Candidates();
                while (next < people.size() && people.frame()[next] <= number) {
                    double w = people.w()[next];
                    double h = people.h()[next];
                    if (people.frame()[next] == number && people.score()[next] > 0 && w > 0 && h > 0) {
                        those.add(next);
                        boxes.add(new Box(people.x()[next], people.y()[next], w, h));
                        shown.add(people.x()[next], people.y()[next], w, h, 1);
                    }
                    next++;
                }
                Frame seen = frame;
                if (veil != Veil.NONE) {
                    mask = mask == null
                            ? new PictureMask(frame.width_px(), frame.height_px(), PictureMask.Pattern.MOSAIC)
                            : mask;
                    seen = mask.mask(frame, veil == Veil.ALL_FOUND ? boxes : List.of(), List.of());
                }
                if (number % every == 0 && !those.isEmpty()) {
                    float[][] described = new float[ways.size()][];
                    for (int way = 0; way < ways.size(); way++) {
                        described[way] = new float[those.size() * ways.get(way).dimension()];
                        ways.get(way).describe(seen, shown, described[way]);
                    }
                    listener.people(number, those, described);
                }
                progress.at(number);
            }
        }
    }

    private static float[] one(float[] all, int i, int dimension) {
        return Arrays.copyOfRange(all, i * dimension, (i + 1) * dimension);
    }

    private void line(String text) {
        if (!json) {
            console.out().println(text);
        }
    }
}
