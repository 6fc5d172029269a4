package org.gwanmun.xray.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gwanmun.core.document.DocumentMessage;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.raster.GreyImage;
import org.jspecify.annotations.Nullable;

/**
 * A raw scan as a folder: {@code scan.json} (schema {@code scan/1}) beside 16-bit pictures, and {@code calibration/} if
 * the scan brings its own wedge. A folder appears whole or not at all: it is written under another name and then renamed.
 */
public final class RawScanFolder {
    private static final String DESCRIPTION = "scan.json";
    private static final String CALIBRATION = "calibration";
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern PARTS = Pattern.compile(
            "(scan|inspection)\\.json|truth|preview|calibration|maps|pictures|[A-Za-z0-9._-]+\\.(png|tif|tiff)");
    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_]{0,30}(/(low|high))?");
    private static final int LIMIT_FILES = 100;
    private static final int LIMIT_LINES = 32_768;

    private RawScanFolder() {}

    /**
     * Reads a folder; nothing under {@code truth/} is looked at.
     *
     * @throws Refusal naming every mistake of {@code scan.json}, or the first picture that is missing or disagrees with it
     */
    public static RawScan read(Path folder) {
        Path description = folder.resolve(DESCRIPTION);
        if (!Files.isRegularFile(description)) {
            throw Refusal.badInput(MachineMessage.NOT_A_SCAN, folder);
        }
        Entry file = DocumentReader.read(description);
        file.schema("scan/1");
        String id = file.required("id").map(Entry::text).orElse("");
        String scanner = file.required("scanner").map(Entry::text).orElse("");
        OptionalDouble height = OptionalDouble.empty();
        Optional<Entry> heightField = file.find("height_mm");
        if (heightField.isPresent()) {
            height = OptionalDouble.of(heightField.get().number(1, 5000));
        }
        Instant started = file.find("started").map(RawScanFolder::instant).orElse(Instant.EPOCH);
        List<ChannelEntry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Entry entry : file.required("channels").map(list -> list.list(32)).orElse(List.of())) {
            ChannelEntry channel = channel(entry);
            if (!names.add(channel.name)) {
                entry.wrong(MachineMessage.DUPLICATE_CHANNEL, channel.name);
            }
            entries.add(channel);
        }
        // Further fields are a newer machine's business: fields may be added to this contract.
        file.problems().refuseIfAny();
        List<RawScan.Channel> channels =
                entries.stream().map(entry -> entry.load(folder)).toList();
        return new RawScan(id, scanner, height, started, channels, ownCalibration(folder));
    }

    /** {@code calibration/calibration.json}, or whatever one file {@code *.json} lies there. */
    private static Optional<Calibration> ownCalibration(Path folder) {
        Path own = folder.resolve(CALIBRATION);
        if (!Files.isDirectory(own)) {
            return Optional.empty();
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> content = Files.list(own)) {
            content.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .limit(LIMIT_FILES)
                    .forEach(files::add);
        } catch (IOException e) {
            throw Refusal.unavailable(DocumentMessage.UNREADABLE, own);
        }
        Path usual = own.resolve(CALIBRATION + ".json");
        if (files.size() > 1 && !files.contains(usual)) {
            throw Refusal.badInput(MachineMessage.SEVERAL_CALIBRATIONS, own, files.size());
        }
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(Calibration.read(files.contains(usual) ? usual : files.getFirst()));
    }

    /** Writes a folder. Refuses to touch a folder that holds something else than an earlier scan. */
    public static void write(RawScan scan, Path folder) {
        write(scan, folder, more -> {});
    }

    /** Writes a folder, with more content (truth, previews) put into it before it appears under its name. */
    public static void write(RawScan scan, Path folder, Consumer<Path> more) {
        write(scan, folder, GreyImage::writePng16, more);
    }

    /**
     * Writes a folder whose air and dark are put there by {@code references}: many scans of one machine share them, and need
     * not hold a copy each.
     */
    public static void write(RawScan scan, Path folder, BiConsumer<GreyImage, Path> references, Consumer<Path> more) {
        Path target = folder.toAbsolutePath().normalize();
        try {
            boolean foreign = Files.isDirectory(target)
                    ? !isEmpty(target) && !Files.exists(target.resolve(DESCRIPTION))
                    : Files.exists(target); // a file of that name is somebody's, too
            if (foreign) {
                throw Refusal.badInput(MachineMessage.FOLDER_NOT_EMPTY, folder);
            }
            Optional<String> other = somethingElse(target);
            if (other.isPresent()) {
                throw Refusal.badInput(MachineMessage.FOLDER_HOLDS_OTHERS, folder, other.get());
            }
            Path parent = target.getParent();
            if (parent == null) {
                throw Refusal.badInput(MachineMessage.FOLDER_NOT_EMPTY, folder);
            }
            Files.createDirectories(parent);
            // Not createTempDirectory: its folders are for their owner only, and this one is for whoever may read the
            // parent.
            String growingName = "." + target.getFileName() + "-" + UUID.randomUUID();
            Path growing = Files.createDirectory(parent.resolve(growingName));
            try {
                for (RawScan.Channel channel : scan.channels()) {
                    channel.scan().writePng16(growing.resolve(channel.file()));
                    references.accept(channel.air(), growing.resolve(channel.file("air")));
                    references.accept(channel.dark(), growing.resolve(channel.file("dark")));
                }
                Files.writeString(growing.resolve(DESCRIPTION), Json.text(description(scan)));
                if (scan.calibration().isPresent()) {
                    Path own = Files.createDirectory(growing.resolve(CALIBRATION));
                    scan.calibration().get().write(own.resolve(CALIBRATION + ".json"));
                }
                more.accept(growing);
                if (Files.exists(target)) {
                    delete(target);
                }
                Files.move(growing, target);
            } finally {
                if (Files.exists(growing)) {
                    delete(growing);
                }
            }
        } catch (IOException e) {
            throw Refusal.unavailable(
                    MachineMessage.CANNOT_WRITE, folder, e.getClass().getSimpleName());
        }
    }

    private record ChannelEntry(
            Entry entry,
            String name,
            String file,
            String air,
            String dark,
            int lines,
            int pixels,
            double linePitch_mm,
            double plane_x_mm,
            double firstLine_s,
            double countsPerGrey,
            int saturation_grey) {
        RawScan.Channel load(Path folder) {
            return new RawScan.Channel(
                    name,
                    linePitch_mm,
                    plane_x_mm,
                    firstLine_s,
                    countsPerGrey,
                    saturation_grey,
                    picture(folder, file, lines),
                    picture(folder, air, -1),
                    picture(folder, dark, -1));
        }

        private GreyImage picture(Path folder, String name, int wantedLines) {
            Path path = folder.resolve(name);
            GreyImage image = GreyImage.read(path);
            int wanted = wantedLines < 0 ? image.height() : wantedLines;
            if (image.width() != pixels || image.height() != wanted) {
                throw Refusal.badInput(
                        MachineMessage.SIZE_DISAGREES, path, image.width(), image.height(), pixels, wanted);
            }
            if (wantedLines < 0 && image.height() < RawScan.LEAST_REFERENCE_LINES) {
                throw Refusal.badInput(
                        MachineMessage.TOO_FEW_LINES, path, image.height(), RawScan.LEAST_REFERENCE_LINES);
            }
            if (image.bits() != 16) {
                throw Refusal.badInput(MachineMessage.NOT_16_BIT, path);
            }
            return image;
        }
    }

    private static ChannelEntry channel(Entry entry) {
        String name =
                entry.required("name").map(field -> matching(field, CHANNEL)).orElse("");
        return new ChannelEntry(
                entry,
                name,
                entry.required("file").map(field -> matching(field, PLAIN_NAME)).orElse(""),
                entry.required("air").map(field -> matching(field, PLAIN_NAME)).orElse(""),
                entry.required("dark").map(field -> matching(field, PLAIN_NAME)).orElse(""),
                (int) entry.required("lines")
                        .map(f -> f.integer(1, LIMIT_LINES))
                        .orElse(1L)
                        .longValue(),
                (int) entry.required("pixels")
                        .map(f -> f.integer(1, LIMIT_LINES))
                        .orElse(1L)
                        .longValue(),
                entry.required("line_pitch_mm").map(f -> f.number(0.01, 50)).orElse(1.0),
                entry.find("plane_x_mm").map(f -> f.number(-1e5, 1e5)).orElse(0.0),
                entry.find("first_line_s").map(f -> f.number(-1e9, 1e9)).orElse(0.0),
                entry.required("counts_per_grey").map(f -> f.number(1e-9, 1e9)).orElse(1.0),
                (int) entry.find("saturation_grey")
                        .map(f -> f.integer(1, 65_535))
                        .orElse(65_535L)
                        .longValue());
    }

    private static String matching(Entry field, Pattern pattern) {
        String text = field.text();
        if (field.isScalar() && !pattern.matcher(text).matches()) {
            field.wrong(MachineMessage.NOT_A_PLAIN_NAME, text);
        }
        return text;
    }

    private static Instant instant(Entry field) {
        try {
            return Instant.parse(field.text());
        } catch (DateTimeParseException e) {
            field.wrong(DocumentMessage.WRONG_KIND, "2026-11-22T05:00:00Z", field.text());
            return Instant.EPOCH;
        }
    }

    private static Map<String, @Nullable Object> description(RawScan scan) {
        List<Object> channels = new ArrayList<>();
        for (RawScan.Channel channel : scan.channels()) {
            channels.add(Json.object(
                    "name", channel.name(),
                    "file", channel.file(),
                    "lines", channel.scan().height(),
                    "pixels", channel.scan().width(),
                    "line_pitch_mm", channel.linePitch_mm(),
                    "plane_x_mm", channel.plane_x_mm(),
                    "first_line_s", channel.firstLine_s(),
                    "counts_per_grey", channel.countsPerGrey(),
                    "saturation_grey", channel.saturation_grey(),
                    "air", channel.file("air"),
                    "dark", channel.file("dark")));
        }
        Map<String, @Nullable Object> description =
                Json.object("gwanmun", "scan/1", "id", scan.id(), "scanner", scan.scanner());
        scan.height_mm().ifPresent(height -> description.put("height_mm", height));
        description.put("started", scan.started().toString());
        description.put("channels", channels);
        return description;
    }

    /** Something in an earlier scan's folder that no scan has put there, and that replacing it would lose. */
    private static Optional<String> somethingElse(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.map(path -> path.getFileName().toString())
                    .filter(name -> !PARTS.matcher(name).matches())
                    .sorted()
                    .findFirst();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
