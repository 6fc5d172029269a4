package org.gwanmun.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;
import org.gwanmun.trace.vision.Footage;
import org.gwanmun.trace.vision.LiveFootage;
import org.gwanmun.trace.vision.VisionMessage;

/** Opens films, folders of pictures and network cameras. */
public final class Videos {
    private static final Pattern ADDRESS = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://.*", Pattern.DOTALL);

    private static final Pattern LIST =
            Pattern.compile("#EXTM3U|ffconcat|v=0\\s|\\[playlist]|<\\?xml|<MPD|<smil|<ASX", Pattern.CASE_INSENSITIVE);

    private Videos() {}

    /**
     * Pictures of a film, of a folder of PNG or JPEG pictures (which needs a rate), or of a camera ({@code rtsp://}, {@code
     * rtsps://}; a {@link LiveFootage}, whose times are the camera's whatever the rate).
     *
     * @throws Refusal where there is none, it is no film, its pictures are too large, or it is of a kind not allowed
     */
    public static Footage open(String source, VideoSettings settings) {
        Matcher address = ADDRESS.matcher(source);
        if (address.matches()) {
            String protocol = address.group(1).toLowerCase(Locale.ROOT);
            if (protocol.equals("rtsp") || protocol.equals("rtsps")) {
                return RtspCamera.watch(source, settings, LiveFootage.Pace.USUAL);
            }
            throw Refusal.badInput(
                    VisionMessage.NOT_ALLOWED,
                    RtspCamera.shown(source),
                    Said.of(VideoMessage.PROTOCOL, protocol + "://"));
        }
        Path path;
        try {
            path = Path.of(source);
        } catch (InvalidPathException e) {
            throw Refusal.badInput(VisionMessage.NOT_FOUND, source);
        }
        if (!Files.exists(path)) {
            throw Refusal.badInput(VisionMessage.NOT_FOUND, source);
        }
        return Files.isDirectory(path) ? new PictureFolder(path, source, settings) : film(path, source, settings);
    }

    private static Footage film(Path path, String shown, VideoSettings settings) {
        if (!Files.isRegularFile(path)) {
            throw Refusal.badInput(VisionMessage.NOT_ALLOWED, shown, Said.of(VideoMessage.NO_FILE));
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(256);
        } catch (IOException e) {
            throw Refusal.unavailable(VisionMessage.BROKEN, shown, Said.of(VideoMessage.UNREADABLE));
        }
        if (head.length == 0) {
            throw Refusal.badInput(VisionMessage.EMPTY, shown);
        }
        if (LIST.matcher(new String(head, StandardCharsets.UTF_8)
                        .replace("\uFEFF", "")
                        .stripLeading())
                .lookingAt()) {
            throw Refusal.badInput(VisionMessage.NOT_ALLOWED, shown, Said.of(VideoMessage.PLAYLIST));
        }
        return new FfmpegFootage(
                new FfmpegFootage.Source(
                        "file:" + path.toAbsolutePath(),
                        shown,
                        null,
                        Map.of(
                                "protocol_whitelist",
                                "file",
                                "format_whitelist",
                                Ffmpeg.FILM_FORMATS,
                                "codec_whitelist",
                                Ffmpeg.DECODERS),
                        true,
                        () -> {}),
                settings);
    }
}
