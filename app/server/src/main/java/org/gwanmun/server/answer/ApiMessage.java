package org.gwanmun.server.answer;

import java.util.Locale;
import org.gwanmun.core.message.MessageKey;

/** What the interface says when it refuses. The constant in lower case is the error's code. */
public enum ApiMessage implements MessageKey {
    UNAUTHENTICATED,
    FORBIDDEN,
    LOGIN_INCOMPLETE,
    LOGIN_WRONG,
    /** {0} seconds to wait. */
    LOGIN_TOO_OFTEN,
    ONE_TIME_EXPIRED,
    SESSION_LOCKED,
    PASSWORD_CHANGE_NEEDED,
    PASSWORD_INCOMPLETE,
    /** {0} why. */
    PASSWORD_WEAK,
    TOKEN_WRONG,
    TOKEN_TOO_OFTEN,
    ACCOUNT_NAME_WRONG,
    /** {0} name. */
    ACCOUNT_NAME_TAKEN,
    /** {0} name. */
    ACCOUNT_UNKNOWN,
    /** {0} name. */
    LAST_ADMIN,
    ROLES_MISSING,
    /** {0} the word. */
    ROLE_UNKNOWN,
    ROLES_NOT_TOGETHER,
    TOKEN_NAME_WRONG,
    /** {0} the value. */
    TOKEN_DAYS_WRONG,
    /** {0} the id. */
    TOKEN_UNKNOWN,
    BODY_UNREADABLE,
    /** {0} the value. */
    VERDICT_UNKNOWN,
    /** {0} the value. */
    REASON_UNKNOWN,
    /** {0} the value. */
    SHOWN_OUT_OF_RANGE,
    /** {0} parcel. */
    PARCEL_UNKNOWN,
    /** {0} view, {1} parcel, {2} its views. */
    VIEW_UNKNOWN,
    /** {0} parcel. */
    PICTURE_MISSING,
    /** {0} parcel, {1} officer, {2} when. */
    ALREADY_JUDGED,
    /** {0} parcel, {1} officer. */
    NOT_HELD,
    /** {0} parcel. */
    ALREADY_DIVERTED,
    /** {0} parcel. */
    NOT_JUDGED,
    /** {0} parcel. */
    NOT_YOURS,
    /** {0} parcel. */
    OWN_SECOND_OPINION,
    /** {0} parcel. */
    SECOND_READER_DECIDES,
    /** {0} parcel. */
    AWAITS_RESCAN,
    /** {0} parcel. */
    NOT_AT_TABLE,
    /** {0} parcel. */
    REQUEST_REUSED,
    /** {0} the value. */
    REQUEST_ID_WRONG,
    /** {0} the value, {1} the most. */
    COUNT_OUT_OF_RANGE,
    /** {0} how many, {1} the most. */
    MARKS_TOO_MANY,
    /** {0} the value. */
    MARK_WRONG,
    /** {0} the value. */
    FROM_NEGATIVE,
    /** {0} the value. */
    BELT_ACTION_UNKNOWN,
    /** {0} lane. */
    LANE_OFFLINE,
    /** {0} lane. */
    LANE_UNKNOWN,
    /** {0} what is wrong. */
    OPENING_WRONG,
    /** {0} photograph. */
    PHOTO_UNKNOWN,
    PHOTO_TOO_LARGE,
    PHOTO_IS_NONE,
    /** {0} the value. */
    BARCODE_WRONG,
    /** {0} field. */
    DECLARATION_WRONG,
    /** {0} the value. */
    TIME_WRONG,
    /** {0} the most. */
    TIME_TOO_FULL,
    /** {0} camera. */
    CAMERA_UNKNOWN,
    /** {0} camera. */
    CAMERA_WITHOUT_PICTURE,
    /** {0} how many, {1} the most. */
    ZONES_TOO_MANY,
    /** {0} the value. */
    ZONE_ID_WRONG,
    /** {0} most characters. */
    ZONE_TITLE_WRONG,
    /** {0} zone, {1} fewest, {2} most. */
    ZONE_POINTS_WRONG,
    /** {0} zone, {1} width, {2} height. */
    ZONE_OUTSIDE,
    /** {0} zone. */
    ZONE_CROSSES_ITSELF,
    /** {0} how many, {1} fewest, {2} most. */
    PLAN_PAIRS_WRONG,
    /** {0} number of the pair, from 1. */
    PLAN_PAIR_WRONG,
    /** {0} why. */
    PLAN_DOES_NOT_FIT,
    BAD_REQUEST,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    TOO_LARGE,
    UNSUPPORTED_TYPE,
    UNAVAILABLE,
    INTERNAL;

    /** The code in the interface: {@code already_judged}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
