package org.gwanmun.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.message.Language;

/** One run of the command line with what it printed. */
record Run(int exitCode, String out, String err) {
    static Run of(String... arguments) {
        return in(Language.EN, arguments);
    }

    static Run in(Language language, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                language);
        int exitCode = Gwanmun.commandLine(console).execute(arguments);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Standard output as JSON. */
    Entry json() {
        return DocumentReader.parse("stdout", out.getBytes(StandardCharsets.UTF_8));
    }

    /** A number of the JSON on standard output. */
    double number(String field) {
        return number(json(), field);
    }

    static double number(Entry object, String field) {
        return object.find(field).orElseThrow().number(-1e9, 1e9);
    }
}
