package org.gwanmun.core.document;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with a file before its meaning is looked at, and the phrases that wrong fields share. */
public enum DocumentMessage implements MessageKey {
    /** {0} file, {1} line, {2} path, {3} what is wrong. */
    AT,
    /** {0} file. */
    NOT_FOUND,
    /** {0} file, {1} reason. */
    UNREADABLE,
    /** {0} file, {1} size in bytes, {2} limit in bytes. */
    TOO_LARGE,
    /** {0} file. */
    NOT_UTF8,
    /** {0} file, {1} line, {2} column, {3} the parser's words. */
    SYNTAX,
    /** {0} expected kind, {1} what stands there. */
    WRONG_KIND,
    /** {0} field name. */
    MISSING_FIELD,
    /** {0} field name, {1} the legal names. */
    UNKNOWN_FIELD,
    /** {0} field name, {1} nearest legal name. */
    UNKNOWN_FIELD_NEAR,
    /** {0} field name, {1} line of its first use. */
    DUPLICATE_FIELD,
    /** {0} value, {1} lowest, {2} highest. */
    OUT_OF_RANGE,
    /** {0} value, {1} legal words. */
    UNKNOWN_WORD,
    /** {0} value, {1} nearest legal word. */
    UNKNOWN_WORD_NEAR,
    /** {0} number of elements found, {1} wanted. */
    WRONG_LENGTH,
    /** {0} number found, {1} limit. */
    TOO_MANY,
    /** {0} the tag. */
    FOREIGN_TAG,
    /** {0} schema found, {1} schema wanted. */
    WRONG_SCHEMA,
    /** {0} the number of further mistakes. */
    AND_MORE,
    /** Kinds of values, for {@link #WRONG_KIND}. */
    KIND_MAP,
    KIND_LIST,
    KIND_TEXT,
    KIND_NUMBER,
    KIND_INTEGER,
    KIND_BOOLEAN,
    KIND_NOTHING
}
