package org.gwanmun.belt;

import org.gwanmun.core.message.MessageKey;

/** What the belt says. */
public enum BeltMessage implements MessageKey {
    /** {0} folder. */
    NO_SCANS,
    /** {0} folder. */
    NO_PARCELS,
    /** {0} the value. */
    BAD_SERVER,
    /** {0} file, {1} reason. */
    BAD_KEY_FILE,
    /** {0} lane, {1} server, {2} reason. */
    REFUSED_BY_SERVER,
    /** {0} lane, {1} server. */
    CONNECTED,
    /** {0} seconds. */
    TRYING_AGAIN,
    /** {0} parcel, {1} gate. */
    DIVERTED,
    /** {0} how many. */
    DONE
}
