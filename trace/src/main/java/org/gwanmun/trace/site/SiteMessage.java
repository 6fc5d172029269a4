package org.gwanmun.trace.site;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with what a site says of its cameras. */
public enum SiteMessage implements MessageKey {
    /** {0} pairs, {1} least. */
    TOO_FEW_PAIRS,
    /** {0} number of the pair, from 1. */
    NOT_FINITE,
    /** No slots. */
    ON_A_LINE,
    /** {0} number of the pair, from 1. */
    ACROSS_THE_HORIZON,
    /** {0} zone, {1} corners. */
    TOO_FEW_CORNERS,
    /** {0} zone. */
    NO_AREA
}
