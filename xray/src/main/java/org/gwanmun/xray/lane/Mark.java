package org.gwanmun.xray.lane;

/**
 * A rectangle that an officer drew on a picture.
 *
 * @param view name of the view
 * @param col0 first column, in pixels of the view's raster
 * @param row0 first row (line)
 * @param col1 column after the last
 * @param row1 row after the last
 * @param note a few words; may be empty
 */
public record Mark(String view, double col0, double row0, double col1, double row1, String note) {
    /** Most marks on one parcel. */
    public static final int MOST = 20;

    /** Longest note. */
    public static final int LONGEST_NOTE = 200;

    private static final double WIDEST = 1e5;

    public Mark {
        if (!(col0 >= 0 && row0 >= 0 && col1 > col0 && row1 > row0 && col1 <= WIDEST && row1 <= WIDEST)) {
            throw new IllegalArgumentException("A mark (" + col0 + ", " + row0 + " to " + col1 + ", " + row1
                    + ") must have corners from 0 on, the second right of and below the first.");
        }
        if (note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException(
                    "note of a mark has " + note.length() + " characters; at most " + LONGEST_NOTE + " are kept.");
        }
    }
}
