package org.gwanmun.server.keep;

import java.io.PrintWriter;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.store.backup.Progress;

/** Says every tenth part of the way. */
final class Steps implements Progress {
    private final PrintWriter err;
    private final Language language;
    private long tenths;

    Steps(PrintWriter err, Language language) {
        this.err = err;
        this.language = language;
    }

    @Override
    public void step(long done, long all, long bytes) {
        long now = all == 0 ? 10 : 10 * done / all;
        if (now > tenths) {
            tenths = now;
            err.println(Messages.text(language, KeepMessage.PROGRESS, 10 * now));
            err.flush();
        }
    }
}
