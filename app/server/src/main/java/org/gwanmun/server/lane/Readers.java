package org.gwanmun.server.lane;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gwanmun.server.access.Pseudonyms;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.Officer;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.ReadingOutcome;
import org.gwanmun.xray.lane.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** What the operations of the desk share: who asks, which parcel, and what an outcome is in the interface. */
@Component
class Readers {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{8,64}");

    private final ReadingDesk desk;
    private final Pseudonyms pseudonyms;

    Readers(ReadingDesk desk, Pseudonyms pseudonyms) {
        this.desk = desk;
        this.pseudonyms = pseudonyms;
    }

    Officer officer(Authentication person) {
        return new Officer(person.getName(), pseudonyms.of(person.getName()));
    }

    ReadingItem item(String id) {
        if (!LaneParcel.isId(id)) {
            throw unknown(id);
        }
        return desk.findParcel(id).orElseThrow(() -> unknown(id));
    }

    /** The parcel as it stands after a step that was taken; everything else is a refusal. */
    ReadingItem done(String id, ReadingOutcome outcome) {
        return switch (outcome) {
            case ReadingOutcome.Done(var item) -> item;
            case ReadingOutcome.AlreadyJudged(var standing) ->
                throw new ApiFailure(
                        HttpStatus.CONFLICT, ApiMessage.ALREADY_JUDGED, id, standing.officer(), standing.at());
            case ReadingOutcome.HeldByAnother(var officer) ->
                throw new ApiFailure(HttpStatus.CONFLICT, ApiMessage.NOT_HELD, id, officer);
            case ReadingOutcome.NotAllowed(var obstacle) ->
                throw new ApiFailure(HttpStatus.CONFLICT, message(obstacle), id);
            case ReadingOutcome.NoSuchParcel(var unknown) -> throw unknown(unknown);
        };
    }

    private static ApiMessage message(ReadingOutcome.Obstacle obstacle) {
        return switch (obstacle) {
            case ALREADY_DIVERTED -> ApiMessage.ALREADY_DIVERTED;
            case NOT_JUDGED -> ApiMessage.NOT_JUDGED;
            case NOT_YOURS -> ApiMessage.NOT_YOURS;
            case OWN_SECOND_OPINION -> ApiMessage.OWN_SECOND_OPINION;
            case SECOND_READER_DECIDES -> ApiMessage.SECOND_READER_DECIDES;
            case AWAITS_RESCAN -> ApiMessage.AWAITS_RESCAN;
            case NOT_AT_TABLE -> ApiMessage.NOT_AT_TABLE;
            case REQUEST_REUSED -> ApiMessage.REQUEST_REUSED;
        };
    }

    static Optional<Reason> reason(@Nullable Integer code) {
        if (code == null) {
            return Optional.empty();
        }
        return Optional.of(Reason.findByCode(code)
                .orElseThrow(() -> new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.REASON_UNKNOWN, code)));
    }

    /** A picture left on the screen over the weekend was not read for that long, but its verdict counts. */
    static Duration shown(@Nullable Long shown_ms) {
        if (shown_ms == null || shown_ms < 0) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.SHOWN_OUT_OF_RANGE, String.valueOf(shown_ms));
        }
        return Duration.ofMillis(Math.min(shown_ms, Judgement.LONGEST_SHOWN.toMillis()));
    }

    static Optional<String> requestId(@Nullable String id) {
        if (id == null) {
            return Optional.empty();
        }
        if (!REQUEST_ID.matcher(id).matches()) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.REQUEST_ID_WRONG, id);
        }
        return Optional.of(id);
    }

    private static ApiFailure unknown(String id) {
        return new ApiFailure(HttpStatus.NOT_FOUND, ApiMessage.PARCEL_UNKNOWN, id);
    }
}
