package org.gwanmun.core.audit;

import java.util.List;

/**
 * The signed heads as a file gives them.
 *
 * @param heads oldest first, up to the first line that is none
 * @param unreadableLine that line, counted from 1; 0 if all could be read
 */
public record SignedHeads(List<SignedHead> heads, int unreadableLine) {
    /** No head was ever signed. */
    public static final SignedHeads NONE = new SignedHeads(List.of(), 0);

    public SignedHeads {
        heads = List.copyOf(heads);
    }
}
