package org.gwanmun.xray.lane;

import java.util.Locale;

/** Something about a parcel's passage that its reader should know. */
public enum ParcelFlag {
    /** It touched its neighbour on the belt; the border was found in the picture. */
    TOUCHING_SPLIT,
    /** It came as several pieces with nothing to be seen between them, and was joined. */
    JOINED,
    /** It is longer than any parcel should be: several may lie on each other, and no border was found. */
    TOO_LONG,
    /** No barcode was read. */
    BARCODE_MISSING,
    /** What was read is no identifier, or its check digit is wrong. */
    BARCODE_FORGED,
    /** A barcode was read that another parcel carried before it. */
    BARCODE_REPEATED,
    /** Several barcodes were read on it. */
    BARCODES_SEVERAL,
    /** The belt stood still while it was in the beam. */
    BELT_STOPPED,
    /** The belt ran backwards while it was in the beam. */
    BELT_REVERSED,
    /** The picture shows attenuation only: the machine's calibration could not be applied. */
    NO_MATERIALS,
    /** Part of the picture is missing. */
    INCOMPLETE;

    /** The name in the interface and in the store: {@code touching_split}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
