package org.gwanmun.core.message;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The one way in which any room says no to its caller: what was wrong, where, with which value, and — where we can guess
 * — a last line {@code Maybe …}.
 *
 * <p>A refusal is expected behaviour, so it carries no stack trace of ours to the person; programming errors stay
 * ordinary exceptions.
 */
public final class Refusal extends RuntimeException {
    /** Why we refuse, which is also the exit code of the command line and the class of HTTP status. */
    public enum Kind {
        /** The caller's input or usage is wrong. Exit code 2, HTTP 4xx. */
        BAD_INPUT(2),
        /** The input may be fine, but a resource failed: disk, port, memory. Exit code 3, HTTP 5xx. */
        UNAVAILABLE(3);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        /** The process exit code of a command refused for this reason. */
        public int exitCode() {
            return exitCode;
        }
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient List<Said> problems;

    private Refusal(Kind kind, List<Said> problems) {
        super(problems.stream().map(said -> said.in(Language.EN)).collect(Collectors.joining("\n")));
        this.kind = kind;
        this.problems = problems;
    }

    /** The input is wrong in one way. */
    public static Refusal badInput(MessageKey key, Object... arguments) {
        return new Refusal(Kind.BAD_INPUT, List.of(Said.of(key, arguments)));
    }

    /** The input is wrong in several ways, all said at once. */
    public static Refusal badInput(List<Said> problems) {
        return new Refusal(Kind.BAD_INPUT, List.copyOf(problems));
    }

    /** A resource failed. */
    public static Refusal unavailable(MessageKey key, Object... arguments) {
        return new Refusal(Kind.UNAVAILABLE, List.of(Said.of(key, arguments)));
    }

    /** Why we refuse. */
    public Kind kind() {
        return kind;
    }

    /** What is wrong, to be said again at the place that led here. */
    public List<Said> problems() {
        return problems;
    }

    /** What to tell the person, in one language. */
    public String in(Language language) {
        return problems.stream().map(said -> said.in(language)).collect(Collectors.joining("\n"));
    }
}
