package org.gwanmun.server.access;

import org.gwanmun.core.message.MessageKey;

/** Why a password cannot be chosen. */
enum PasswordFault implements MessageKey {
    /** {0} least number of characters. */
    TOO_SHORT,
    /** {0} most bytes of UTF-8. */
    TOO_LONG,
    IS_THE_NAME,
    TOO_COMMON,
    NOT_NEW
}
