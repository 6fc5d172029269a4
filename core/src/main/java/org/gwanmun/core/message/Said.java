package org.gwanmun.core.message;

import java.util.List;

/**
 * A sentence ready to be said in either language: a key with its arguments. A {@code Said} may be an argument of another.
 */
public record Said(MessageKey key, List<Object> arguments) {
    public Said {
        arguments = List.copyOf(arguments);
    }

    /** The sentence {@code key} filled with {@code arguments}. */
    public static Said of(MessageKey key, Object... arguments) {
        return new Said(key, List.of(arguments));
    }

    /** The sentence in one language. */
    public String in(Language language) {
        return Messages.text(language, key, arguments.toArray());
    }
}
