package org.gwanmun.xray.lane;

import java.util.Optional;

/**
 * A parcel as the desk sees it: what arrived, and how far its reading has come.
 *
 * @param parcel what arrived
 * @param reading how far
 */
public record ReadingItem(LaneParcel parcel, Reading reading) {

    /** The verdict that stands, if there is one. */
    public Optional<Judgement> judgement() {
        return reading.judgement();
    }

    ReadingItem with(Reading next) {
        return new ReadingItem(parcel, next);
    }
}
