package org.gwanmun.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Messages;

/** Where a command prints, and in which language. UTF-8 whatever the terminal claims. */
record Console(PrintStream out, PrintStream err, Language language) {
    static Console standard(Language language) {
        return new Console(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                language);
    }

    /** A line of human text. */
    void say(MessageKey key, Object... arguments) {
        out.println(Messages.text(language, key, arguments));
    }

    /** Machine-readable output. */
    void print(Object json) {
        out.print(Json.text(json));
        out.flush();
    }
}
