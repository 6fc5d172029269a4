package org.gwanmun.xray.lane;

/** Somebody who wants to hear, at once, what happens in the lane. Called after it is stored; must return quickly. */
public interface LaneListener {
    /** A parcel arrived. */
    void arrived(ReadingItem item);

    /** A parcel's reading went a step further. */
    void went(ReadingItem item, ReadingEvent.Kind kind);
}
