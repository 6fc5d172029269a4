package org.gwanmun.xray.lane;

/** What became of an attempt to judge a parcel. */
public sealed interface JudgeOutcome {
    /**
     * The verdict and its audit entry are stored and survive the death of the process.
     *
     * @param judgement as stored
     */
    record Stored(Judgement judgement) implements JudgeOutcome {}

    /**
     * Somebody was first; nothing was changed.
     *
     * @param judgement the verdict that stands
     */
    record AlreadyJudged(Judgement judgement) implements JudgeOutcome {}

    /**
     * No such parcel has arrived; nothing was changed.
     *
     * @param parcelId the id asked for
     */
    record NoSuchParcel(String parcelId) implements JudgeOutcome {}
}
