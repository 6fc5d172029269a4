package org.gwanmun.xray.imaging.quality;

/**
 * One line of the sheet.
 *
 * @param part what was scored, one of {@link QualitySheet}'s parts
 * @param view the view or scatter channel
 * @param value the score; NaN if nothing of the kind was seen
 * @param unit of the value
 * @param moreIsBetter whether a greater value is a better picture
 * @param detail the numbers behind it, for people
 */
public record Score(String part, String view, double value, String unit, boolean moreIsBetter, String detail) {
    /** By what a history knows it again. */
    public String key() {
        return view + "." + part;
    }
}
