package org.gwanmun.core.audit;

import org.gwanmun.core.message.MessageKey;

/** What an audit chain and its signed heads can show. Each text has one slot, the place: an entry's number or a line. */
public enum Tampering implements MessageKey {
    /** The entry's content does not belong to its hash. */
    ENTRY_ALTERED,
    /** The entry of this number is not there, later ones are. */
    ENTRY_MISSING,
    /** The entry's number came before: it was put in, or changed places. */
    ENTRY_OUT_OF_PLACE,
    /** The entry does not name the hash of the one before it. */
    ENTRY_NOT_LINKED,
    /** From this entry on the chain was cut off: the head that the database keeps, or a signed one, is further on. */
    CUT_OFF,
    /** The head that the database keeps is not the end of the chain. */
    HEAD_CHANGED,
    /** A head was signed here whose entry was another: the chain was rewritten at this entry or before it. */
    REWRITTEN,
    /** Line of the signed heads that is no signed head. */
    SIGNED_HEAD_UNREADABLE,
    /** Line of the signed heads that names another key. */
    SIGNED_HEAD_OTHER_KEY,
    /** Line of the signed heads whose signature does not hold. */
    SIGNED_HEAD_FORGED,
    /** Line of the signed heads before which one was removed, put in, or changed places. */
    SIGNED_HEAD_NOT_LINKED,
    /** The chain tells that a head was signed, at this entry, which is not there. */
    SIGNED_HEAD_REMOVED,
    /** A warning: the entry's time is more than a minute before that of an earlier one. */
    CLOCK_WENT_BACK,
    /** A warning: nothing was ever signed, so nothing shows a chain rewritten as a whole. */
    NEVER_SIGNED
}
