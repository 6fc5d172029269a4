package org.gwanmun.server.camera;

import java.util.List;
import org.gwanmun.trace.governance.Box;
import org.gwanmun.trace.governance.PictureMask;
import org.gwanmun.trace.vision.Frame;
import org.jspecify.annotations.Nullable;

/** The masks of a camera: a new one whenever the size of its pictures changes. For one thread. */
final class Veil {
    private @Nullable PictureMask mask;
    private int width;
    private int height;

    /** What may be shown of a picture. */
    Frame over(Frame picture, List<Track> people) {
        PictureMask current = mask;
        if (current == null || width != picture.width_px() || height != picture.height_px()) {
            width = picture.width_px();
            height = picture.height_px();
            current = new PictureMask(width, height, PictureMask.Pattern.MOSAIC);
            mask = current;
        }
        return current.mask(
                picture,
                people.stream()
                        .filter(person -> person.w() > 0 && person.h() > 0)
                        .map(person -> new Box(person.x(), person.y(), person.w(), person.h()))
                        .toList(),
                List.of());
    }
}
