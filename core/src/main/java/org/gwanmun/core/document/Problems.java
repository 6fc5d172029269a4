package org.gwanmun.core.document;

import java.util.ArrayList;
import java.util.List;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.message.Said;

/** Gathers all mistakes of one file, in the order of their lines. Not thread-safe. */
public final class Problems {
    /** More than this are counted, not listed: a person mends twenty at a time. */
    private static final int LISTED = 50;

    private record Problem(int line, Said said) {}

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    /** Mistakes of {@code file}, under the name by which the person knows it. */
    public Problems(String file) {
        this.file = file;
    }

    /** The file, under the name by which the person knows it. */
    public String file() {
        return file;
    }

    /** Notes a mistake at a 1-based line and a path such as {@code objects[2].at_mm}. */
    public void add(int line, String path, MessageKey key, Object... arguments) {
        Said what = Said.of(key, arguments);
        problems.add(new Problem(line, Said.of(DocumentMessage.AT, file, line, path, what)));
    }

    /** Whether nothing is wrong so far. */
    public boolean none() {
        return problems.isEmpty();
    }

    /** Refuses the file if anything is wrong with it. */
    public void refuseIfAny() {
        if (none()) {
            return;
        }
        List<Said> said = new ArrayList<>(problems.stream()
                .sorted((a, b) -> Integer.compare(a.line, b.line))
                .limit(LISTED)
                .map(Problem::said)
                .toList());
        if (problems.size() > LISTED) {
            said.add(Said.of(DocumentMessage.AND_MORE, problems.size() - LISTED));
        }
        throw Refusal.badInput(said);
    }
}
