package org.gwanmun.store.backup;

import org.gwanmun.core.message.MessageKey;

/** Why a backup cannot be written or restored. */
public enum BackupMessage implements MessageKey {
    /** {0} file. */
    FILE_EXISTS,
    /** {0} file, {1} reason. */
    CANNOT_WRITE,
    /** {0} file. */
    NOT_FOUND,
    /** {0} file, {1} reason. */
    NOT_A_BACKUP,
    /** {0} file, {1} name of the part. */
    BAD_NAME,
    /** {0} file, {1} name of the part. */
    PART_MISSING,
    /** {0} file, {1} name of the part. */
    PART_UNKNOWN,
    /** {0} file, {1} name of the part. */
    PART_CHANGED,
    /** {0} file, {1} version of its tables, {2} newest known. */
    UNKNOWN_VERSION,
    /** {0} file, {1} megabytes needed, {2} megabytes free. */
    NO_ROOM,
    /** {0} file, {1} what does not fit. */
    DOES_NOT_FIT,
    /** {0} folder or database, {1} what is there. */
    NOT_EMPTY,
    /** {0} folder, {1} reason. */
    CANNOT_RESTORE
}
