package org.gwanmun.xray.lane;

import java.util.Optional;
import org.gwanmun.core.message.MessageKey;

/** What drew the officer's eye: a closed list, one digit key each. Names in Korean and English are in the bundle. */
public enum Reason implements MessageKey {
    NARCOTICS(1),
    MEDICINES(2),
    ORGANIC_ANOMALY(3),
    CONCEALMENT(4),
    OPAQUE(5),
    DECLARATION_MISMATCH(6),
    WEAPON(7),
    HAZARDOUS(8),
    OTHER(9);

    private final int code;

    Reason(int code) {
        this.code = code;
    }

    /** The digit, 1 to 9, by which it is chosen, stored and exchanged. */
    public int code() {
        return code;
    }

    /** The reason of a digit, if the digit is one of the list. */
    public static Optional<Reason> findByCode(int code) {
        for (Reason reason : values()) {
            if (reason.code == code) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
