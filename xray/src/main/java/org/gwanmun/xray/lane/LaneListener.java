package org.gwanmun.xray.lane;

/** Somebody who wants to hear, at once, what happens in the lane. Called after it is stored; must return quickly. */
public interface LaneListener {
    /** A parcel arrived. */
    void arrived(LaneParcel parcel);

    /** A parcel got its verdict. */
    void judged(Judgement judgement);
}
