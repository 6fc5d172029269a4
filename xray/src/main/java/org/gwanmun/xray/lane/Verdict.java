package org.gwanmun.xray.lane;

/** What an officer decides about a parcel. There is no third: a parcel without a verdict waits. */
public enum Verdict {
    /** Nothing to be seen that calls for opening it (통과). */
    PASS,
    /** It is to be opened (개장검사). */
    INSPECT
}
