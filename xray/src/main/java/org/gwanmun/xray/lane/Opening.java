package org.gwanmun.xray.lane;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;
import org.gwanmun.xray.scene.Threats;

/**
 * What was found when a parcel was opened.
 *
 * @param found whether anything was found that should not be there
 * @param items what; empty exactly if nothing was found
 * @param note in the words of whoever opened it; may be empty
 * @param photos SHA-256 of the photographs, in hex
 * @param officer who recorded it, by user name
 * @param at when, cut to microseconds
 */
public record Opening(boolean found, List<Item> items, String note, List<String> photos, String officer, Instant at) {
    /** Longest text of a note. */
    public static final int LONGEST_NOTE = 2000;

    /** Most things and photographs recorded of one parcel. */
    public static final int MOST = 50;

    public Opening {
        if (found == items.isEmpty()) {
            throw new IllegalArgumentException(
                    found ? "What was found must be named." : "Nothing was found, and yet something is named.");
        }
        if (items.size() > MOST || photos.size() > MOST || note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("An opening holds at most " + MOST + " items, " + MOST
                    + " photographs and " + LONGEST_NOTE + " characters of note.");
        }
        items = List.copyOf(items);
        photos = List.copyOf(photos);
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * One thing found.
     *
     * @param threat its class, one of {@link Threats#WORDS}
     * @param name what it is called; may be empty
     * @param mass_g how much
     * @param place where in the parcel; may be empty
     */
    public record Item(String threat, String name, OptionalDouble mass_g, String place) {
        /** Longest text. */
        public static final int LONGEST = 200;

        public Item {
            if (!Threats.WORDS.contains(threat)) {
                throw new IllegalArgumentException("class (" + threat + ") must be one of " + Threats.WORDS + ".");
            }
            if (name.length() > LONGEST || place.length() > LONGEST) {
                throw new IllegalArgumentException("name and place hold at most " + LONGEST + " characters.");
            }
            if (mass_g.isPresent() && !(mass_g.getAsDouble() > 0 && mass_g.getAsDouble() <= 1e6)) {
                throw new IllegalArgumentException(
                        "mass_g (" + mass_g.getAsDouble() + ") must be above 0 and at most 1,000,000.");
            }
        }
    }
}
