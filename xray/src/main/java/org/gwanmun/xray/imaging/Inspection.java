package org.gwanmun.xray.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.message.Said;

/**
 * What the pipeline found out about one scan.
 *
 * @param scatter scatter pictures that the scan has and the calibration knows, as measured, each on its own raster
 * @param composite the same on the raster of the view from above, corrected; empty if there is no such view or picture
 * @param mass estimated mass of the parcel; empty if part of it is opaque or the scanner is not calibrated
 * @param atLeast_g what the parcel weighs at least, if part of it is opaque and {@code mass} therefore empty
 * @param notes what cannot be known and why, for people
 * @param timings_ms by stage, in the order of the pipeline
 */
public record Inspection(
        String id,
        String scanner,
        OptionalDouble height_mm,
        List<ViewMaps> views,
        List<ScatterMaps> scatter,
        Optional<CompositeMaps> composite,
        Optional<Mass> mass,
        OptionalDouble atLeast_g,
        List<Said> notes,
        Map<String, Double> timings_ms) {
    public Inspection {
        views = List.copyOf(views);
        scatter = List.copyOf(scatter);
        notes = List.copyOf(notes);
    }

    /** The same with every view cut to the parcel and a margin: what people look at, since most of a belt is empty. */
    public Inspection croppedToParcel(double margin_mm) {
        List<ViewMaps> cropped = new ArrayList<>();
        Optional<CompositeMaps> part = composite;
        for (ViewMaps maps : views) {
            ViewMaps.Window window = maps.parcelWindow(margin_mm);
            cropped.add(maps.cropped(window));
            part = part.map(it -> it.view().equals(maps.view()) ? it.cropped(window) : it);
        }
        return new Inspection(id, scanner, height_mm, cropped, scatter, part, mass, atLeast_g, notes, timings_ms);
    }

    /** A mass with the interval that should cover the truth 95 times in 100. */
    public record Mass(double mass_g, double low_g, double high_g) {}
}
