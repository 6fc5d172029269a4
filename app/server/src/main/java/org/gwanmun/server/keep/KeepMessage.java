package org.gwanmun.server.keep;

import org.gwanmun.core.message.MessageKey;

/** What the commands of this package say. */
public enum KeepMessage implements MessageKey {
    /** {0} percent. */
    PROGRESS,
    /** {0} file, {1} rows, {2} tables, {3} parts, {4} megabytes. */
    BACKUP_DONE,
    /** {0} file. */
    BACKUP_SECRET,
    /** {0} how many, {1} the first. */
    SCANS_MISSING,
    /** {0} folder, {1} rows, {2} files, {3} when the backup was written. */
    RESTORE_DONE,
    /** {0} folder. */
    NO_STORE,
    /** {0} the name given. */
    BAD_FILE_NAME,
    /** {0} file. */
    NO_KEY,
    /** {0} file. */
    BAD_KEY,
    /** {0} file, {1} reason. */
    CANNOT_READ,
    /** {0} file, {1} reason. */
    CANNOT_WRITE,
    /** {0} file. */
    FILE_EXISTS,
    /** {0} how many, {1} number of the last. */
    CHECKED_ENTRIES,
    /** {0} how many, {1} name of the key, {2} file. */
    CHECKED_HEADS,
    /** {0} number of the entry, {1} when, {2} how many follow. */
    COVERED,
    /** Nothing was signed. */
    NOT_COVERED,
    /** {0} the warning. */
    WARNING,
    INTACT,
    /** {0} how many signs. */
    TAMPERED,
    /** {0} file, {1} entries, {2} signed heads. */
    EXPORTED
}
