package org.gwanmun.trace;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with files of boxes. */
public enum TraceMessage implements MessageKey {
    /** {0} file. */
    NOT_FOUND,
    /** {0} file, {1} line, {2} column from 1, {3} the text. */
    NOT_A_NUMBER,
    /** {0} file, {1} line, {2} columns there, {3} fewest. */
    TOO_FEW_COLUMNS,
    /** {0} file, {1} line, {2} the text. */
    BAD_FRAME,
    /** {0} file, {1} line, {2} the text. */
    BAD_ID,
    /** {0} file, {1} line, {2} width, {3} height. */
    BAD_SIZE,
    /** {0} file, {1} frame, {2} id. */
    TWICE,
    /** {0} file, {1} limit. */
    TOO_MANY_ROWS,
    /** {0} file, {1} line, {2} columns there, {3} columns before. */
    OTHER_EMBEDDING,
    /** {0} file, {1} reason. */
    CANNOT_READ,
    /** {0} file, {1} reason. */
    CANNOT_WRITE
}
