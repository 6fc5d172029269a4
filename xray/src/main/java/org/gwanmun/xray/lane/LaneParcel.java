package org.gwanmun.xray.lane;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gwanmun.xray.scene.Declaration;

/**
 * A parcel that a scanner has delivered to a lane.
 *
 * @param id unique in the store; names the parcel in addresses and folders, hence {@code [a-z0-9]} then up to 99 of
 *     {@code [a-z0-9._-]}
 * @param scanner name of the machine profile
 * @param lane name of the lane
 * @param arrived when it arrived, cut to whole microseconds
 * @param declaration what the sender declared, if the parcel could be joined with its declaration
 * @param mass estimated mass
 * @param views the rasters that can be shown, at least one
 * @param scanFolder raw scan folder, relative to the root of the scan store, {@code /} between its parts, never leaving it
 */
public record LaneParcel(
        String id,
        String scanner,
        String lane,
        Instant arrived,
        Optional<Declaration> declaration,
        MassEstimate mass,
        List<LaneView> views,
        String scanFolder) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*");

    public LaneParcel {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "id (" + id + ") of a parcel must be a-z or 0-9, then up to 99 of a-z, 0-9, "
                            + "full stop, hyphen and underscore.");
        }
        if (scanFolder.length() > 200 || !FOLDER.matcher(scanFolder).matches()) {
            throw new IllegalArgumentException("scanFolder (" + scanFolder + ") of parcel " + id
                    + " must be a relative path of at most 200 characters that stays inside the scan store.");
        }
        if (views.isEmpty()) {
            throw new IllegalArgumentException("parcel " + id + " has no view to show.");
        }
        arrived = arrived.truncatedTo(ChronoUnit.MICROS);
        views = List.copyOf(views);
    }

    /** Whether a text can be the id of a parcel. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The view of that name, if the parcel has it. */
    public Optional<LaneView> findView(String name) {
        return views.stream().filter(view -> view.name().equals(name)).findFirst();
    }
}
