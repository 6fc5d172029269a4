package org.gwanmun.xray.lane;

import java.util.Optional;

/**
 * A parcel as the desk sees it: what arrived, and the verdict if it has one.
 *
 * @param parcel what arrived
 * @param judgement its one verdict; empty while it waits
 */
public record ReadingItem(LaneParcel parcel, Optional<Judgement> judgement) {}
