package org.gwanmun.core.audit;

/** What a text must be before it may enter the chain, so that its UTF-8 form is unambiguous and every database keeps it. */
final class AuditText {
    static final int MAX_LENGTH = 2000;

    private AuditText() {}

    /**
     * Returns the text itself.
     *
     * @throws IllegalArgumentException if it is longer than {@value #MAX_LENGTH} characters, holds U+0000 (which
     *     PostgreSQL cannot store) or an unpaired surrogate (which UTF-8 cannot tell from a question mark)
     */
    static String checked(String field, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    field + " has " + text.length() + " characters; at most " + MAX_LENGTH + " are kept.");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException(field + " holds the character U+0000 at position " + i + ".");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException(field + " holds half a surrogate pair at position " + i + ".");
            }
        }
        return text;
    }

    /** As {@link #checked}, and not blank. */
    static String checkedName(String field, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(field + " of an audit entry must not be blank.");
        }
        return checked(field, text);
    }
}
