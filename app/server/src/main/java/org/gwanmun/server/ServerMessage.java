package org.gwanmun.server;

import org.gwanmun.core.message.MessageKey;

/** What the server says on the console. */
public enum ServerMessage implements MessageKey {
    /** {0} picocli's words. */
    BAD_USAGE,
    /** {0} the value given. */
    BAD_PORT,
    /** {0} port, {1} another port. */
    PORT_IN_USE,
    /** {0} folder, {1} reason. */
    HOME_NOT_WRITABLE,
    /** {0} folder looked in. */
    NO_EXAMPLES,
    /** {0} the exception. */
    UNEXPECTED,
    /** {0} address, {1} seconds. */
    READY,
    /** Above the table of logins. */
    LOGINS,
    /** Column heads of the table of logins. */
    COLUMN_ROLE,
    COLUMN_USER,
    COLUMN_PASSWORD,
    /** {0} folder of the demonstration data. */
    DATA,
    HOW_TO_STOP
}
