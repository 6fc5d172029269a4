package org.gwanmun.xray.lane;

/** What became of an attempt to take a parcel's reading a step further. */
public sealed interface ReadingOutcome {
    /**
     * The step and its audit entry are stored and survive the death of the process; or the same request had stored them
     * before.
     *
     * @param item the parcel as it now stands
     */
    record Done(ReadingItem item) implements ReadingOutcome {}

    /**
     * Somebody was first; nothing was changed.
     *
     * @param judgement the verdict that stands
     */
    record AlreadyJudged(Judgement judgement) implements ReadingOutcome {}

    /**
     * It is on another desk; nothing was changed.
     *
     * @param officer whose
     */
    record HeldByAnother(String officer) implements ReadingOutcome {}

    /**
     * The parcel's stage does not allow it; nothing was changed.
     *
     * @param obstacle what stands against it
     */
    record NotAllowed(Obstacle obstacle) implements ReadingOutcome {}

    /**
     * No such parcel has arrived; nothing was changed.
     *
     * @param parcelId the id asked for
     */
    record NoSuchParcel(String parcelId) implements ReadingOutcome {}

    /** What can stand against a step. */
    enum Obstacle {
        /** The diverter has acted. */
        ALREADY_DIVERTED,
        /** There is no verdict to recall. */
        NOT_JUDGED,
        /** The verdict is another officer's. */
        NOT_YOURS,
        /** Whoever asked for a second opinion does not give it. */
        OWN_SECOND_OPINION,
        /** The second reader decides, and asks for no third. */
        SECOND_READER_DECIDES,
        /** The parcel is on its way back to the entrance. */
        AWAITS_RESCAN,
        /** It was not sent to the opening table. */
        NOT_AT_TABLE,
        /** The id of the request was used for another step. */
        REQUEST_REUSED
    }
}
