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
    BAD_REQUEST,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    TOO_LARGE,
    UNSUPPORTED_TYPE,
    INTERNAL;

    /** The code in the interface: {@code already_judged}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
