package org.gwanmun.server.camera;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gwanmun.trace.vision.Frame;

/** A masked picture of a camera with the people in it. Each size is encoded once, whoever looks. */
final class Shot {
    private static final int[] WIDTHS_PX = {160, 240, 320, 480, 640, 800, 960, 1280, 1600, 1920};

    private final long sequence;
    private final Frame masked;
    private final List<Track> tracks;
    private final Map<Integer, byte[]> encoded = new ConcurrentHashMap<>();

    Shot(long sequence, Frame masked, List<Track> tracks) {
        this.sequence = sequence;
        this.masked = masked;
        this.tracks = List.copyOf(tracks);
    }

    long sequence() {
        return sequence;
    }

    double time_s() {
        return masked.time_s();
    }

    int width_px() {
        return masked.width_px();
    }

    int height_px() {
        return masked.height_px();
    }

    List<Track> tracks() {
        return tracks;
    }

    /** The width in which it is sent for a tile of {@code wanted_px}: one of few, so that little is encoded, and never enlarged. */
    int width_px(int wanted_px) {
        for (int width : WIDTHS_PX) {
            if (width >= wanted_px && width < masked.width_px()) {
                return width;
            }
        }
        return masked.width_px();
    }

    /** JPEG of one of those widths. */
    byte[] jpeg(int width_px) {
        return encoded.computeIfAbsent(width_px, width -> Jpeg.of(masked, width));
    }
}
