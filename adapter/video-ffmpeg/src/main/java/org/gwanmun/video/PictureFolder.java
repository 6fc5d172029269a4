package org.gwanmun.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.trace.vision.FrameTimes;
import org.gwanmun.trace.vision.VisionMessage;
import org.jspecify.annotations.Nullable;

/** The PNG and JPEG files of a folder as a film, in natural order of their names (2.png before 10.png), at a given rate. */
final class PictureFolder implements Footage {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /** By runs of digits as numbers, by the rest as text. */
    static final Comparator<String> NATURAL = (a, b) -> {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (digit(a, i) && digit(b, j)) {
                int endA = end(a, i);
                int endB = end(b, j);
                String numberA = a.substring(i, endA).replaceFirst("^0+", "");
                String numberB = b.substring(j, endB).replaceFirst("^0+", "");
                int order = numberA.length() != numberB.length()
                        ? Integer.compare(numberA.length(), numberB.length())
                        : numberA.compareTo(numberB);
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else {
                if (a.charAt(i) != b.charAt(j)) {
                    return Character.compare(a.charAt(i), b.charAt(j));
                }
                i++;
                j++;
            }
        }
        int order = Integer.compare(a.length() - i, b.length() - j);
        return order != 0 ? order : a.compareTo(b);
    };

    private final List<Path> files;
    private final String shown;
    private final VideoSettings settings;
    private final FrameTimes times;
    private int at;

    PictureFolder(Path folder, String shown, VideoSettings settings) {
        this.shown = shown;
        this.settings = settings;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> isPicture(name(file)) && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(PictureFolder::name, NATURAL))
                    .toList();
        } catch (IOException e) {
            throw Refusal.unavailable(VisionMessage.BROKEN, shown, Said.of(VideoMessage.UNREADABLE));
        }
        if (files.isEmpty()) {
            throw Refusal.badInput(VisionMessage.EMPTY, shown);
        }
        if (Double.isNaN(settings.framesPerSecond())) {
            throw Refusal.badInput(VideoMessage.NO_RATE, shown);
        }
        times = FrameTimes.atRate(settings.framesPerSecond());
    }

    @Override
    public @Nullable Frame next() {
        if (at == files.size()) {
            return null;
        }
        Path file = files.get(at++);
        String name = shown + "/" + name(file);
        var source = new FfmpegFootage.Source(
                "file:" + file.toAbsolutePath(),
                name,
                format(file, name),
                Map.of("protocol_whitelist", "file", "codec_whitelist", "png,mjpeg"),
                true,
                () -> {});
        try (FfmpegFootage picture = new FfmpegFootage(source, settings)) {
            Frame frame = picture.next();
            if (frame == null) {
                throw Refusal.badInput(VisionMessage.EMPTY, name);
            }
            return new Frame(frame.width_px(), frame.height_px(), times.next(Double.NaN, Double.NaN), frame.bgr());
        }
    }

    @Override
    public double framesPerSecond() {
        return settings.framesPerSecond();
    }

    @Override
    public void close() {
        at = files.size();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static boolean isPicture(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith(".") && (lower.endsWith(".png") || lower.endsWith(".jpg") || lower.endsWith(".jpeg"));
    }

    /** By its first bytes: FFmpeg would go by the name, in which it sees patterns. */
    private static String format(Path file, String name) {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(4);
        } catch (IOException e) {
            throw Refusal.unavailable(VisionMessage.BROKEN, name, Said.of(VideoMessage.UNREADABLE));
        }
        if (Arrays.equals(head, PNG)) {
            return "png_pipe";
        }
        if (Arrays.mismatch(head, JPEG) == JPEG.length) {
            return "jpeg_pipe";
        }
        throw head.length == 0
                ? Refusal.badInput(VisionMessage.EMPTY, name)
                : Refusal.badInput(VisionMessage.BROKEN, name, Said.of(VideoMessage.NO_FORMAT));
    }

    private static boolean digit(String text, int i) {
        char c = text.charAt(i);
        return c >= '0' && c <= '9';
    }

    private static int end(String text, int from) {
        int i = from;
        while (i < text.length() && digit(text, i)) {
            i++;
        }
        return i;
    }
}
