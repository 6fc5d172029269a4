package org.gwanmun.xray.lane;

import java.util.Locale;

/** Where a parcel is on its way from tunnel to diverter and opening table. */
public enum Stage {
    /** In the queue. */
    WAITING,
    /** On an officer's desk. */
    HELD,
    /** It has a verdict, which may still be recalled. */
    JUDGED,
    /** Back in the queue, for anybody but the officer who asked for a second opinion. */
    SECOND_OPINION,
    /** An officer wants it scanned again in another pose. */
    RESCAN,
    /** The diverter has been told; nothing can be recalled. */
    DIVERTED,
    /** It was opened, and what was found is recorded. */
    OPENED;

    /** The name in the interface and in the store: {@code second_opinion}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
