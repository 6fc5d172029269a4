package org.gwanmun.server;

import org.gwanmun.core.message.MessageKey;

/** What the server says on the console. */
public enum ServerMessage implements MessageKey {
    /** {0} picocli's words, {1} the command. */
    BAD_USAGE,
    /** {0} the value given. */
    BAD_PORT,
    /** {0} port, {1} another port, {2} address. */
    PORT_IN_USE,
    /** {0} folder, {1} reason. */
    HOME_NOT_WRITABLE,
    /** {0} folder looked in. */
    NO_EXAMPLES,
    /** {0} lane, {1} file, {2} reason. */
    LANE_KEY_UNREADABLE,
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
    HOW_TO_STOP,
    /** {0} the name given. */
    BAD_FILE_NAME,
    /** {0} the command that needs another word. */
    SUBCOMMAND_MISSING,
    /** Column heads of the table of settings. */
    COLUMN_NAME,
    COLUMN_VALUE,
    COLUMN_SOURCE,
    /** Where a setting comes from. */
    SOURCE_DEFAULT,
    SOURCE_FILE,
    SOURCE_ENVIRONMENT,
    /** {0} folder of the data. */
    DATA_SERVED,
    /** {0} the configuration file. */
    CONFIGURED_BY,
    NO_CONFIGURATION,
    /** {0} user, {1} one-time password. */
    FIRST_ADMIN,
    /** {0} user, {1} one-time password. */
    PASSWORD_RESET,
    /** {0} user. */
    RESET_BUT_DISABLED,
    /** {0} user. */
    NO_SUCH_ACCOUNT,
    /** {0} file, {1} reason. */
    PEM_UNREADABLE,
    /** {0} file, {1} reason. */
    SECRET_UNREADABLE,
    /** {0} folder, {1} MB free, {2} MB reserved. */
    DISK_ALMOST_FULL
}
