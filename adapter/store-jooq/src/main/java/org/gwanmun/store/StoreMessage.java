package org.gwanmun.store;

import org.gwanmun.core.message.MessageKey;

/** Why a store cannot be opened, or be used any longer. */
public enum StoreMessage implements MessageKey {
    /** {0} folder. */
    IN_USE,
    /** {0} address. */
    DATABASE_IN_USE,
    /** {0} folder, {1} reason. */
    NOT_WRITABLE,
    /** {0} folder or address, {1} the database's words. */
    CANNOT_OPEN,
    /** {0} folder or address, {1} the database's words. */
    UNREACHABLE,
    /** {0} folder or address. */
    HALF_RESTORED
}
