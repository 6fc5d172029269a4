package org.gwanmun.store;

import org.gwanmun.core.message.MessageKey;

/** Why a store cannot be opened. */
public enum StoreMessage implements MessageKey {
    /** {0} folder. */
    IN_USE,
    /** {0} folder, {1} reason. */
    NOT_WRITABLE,
    /** {0} folder, {1} the database's words. */
    CANNOT_OPEN
}
