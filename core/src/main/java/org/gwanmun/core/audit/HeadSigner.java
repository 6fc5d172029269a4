package org.gwanmun.core.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Signs the head of the audit chain: after so many entries, after so long if there were any, and at the end. Each signing
 * is an entry of its own, which names the hash of the signed head, so that a signed head cannot be removed quietly; a chain
 * to which nothing else was added is not signed again.
 */
public final class HeadSigner implements AutoCloseable {
    /** Action of the entry that tells of a signed head; its detail is the head's own hash, its subject the file. */
    public static final String SIGNED = "audit.head_signed";

    private static final String ACTOR = "system";

    private final AuditLog log;
    private final HeadFile file;
    private final HeadKeys keys;
    private final InstantSource clock;
    private final int everyEntries;
    private final Duration every;

    private @Nullable SignedHead last;
    private Instant lastAt;
    private @Nullable ScheduledExecutorService watch;

    /**
     * Reads what was signed before.
     *
     * @param everyEntries a head is signed after so many entries
     * @param every and after so long, if there is any
     * @throws IOException if the file cannot be read
     */
    public HeadSigner(AuditLog log, HeadFile file, HeadKeys keys, InstantSource clock, int everyEntries, Duration every)
            throws IOException {
        this.log = log;
        this.file = file;
        this.keys = keys;
        this.clock = clock;
        this.everyEntries = everyEntries;
        this.every = every;
        List<SignedHead> before = file.read().heads();
        this.last = before.isEmpty() ? null : before.getLast();
        this.lastAt = last == null ? clock.instant() : last.at();
    }

    /**
     * Looks again and again whether a head is due, until it is closed.
     *
     * @param trouble told of what went wrong; the next look tries again
     */
    public synchronized void start(Duration look, Consumer<Exception> trouble) {
        if (watch != null) {
            throw new IllegalStateException("The signer has been started.");
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("audit-head-signer").factory());
        watch = started;
        var unused = started.scheduleWithFixedDelay(
                () -> {
                    try {
                        var unusedAnswer = signIfDue();
                    } catch (IOException | RuntimeException e) {
                        trouble.accept(e);
                    }
                },
                look.toMillis(),
                look.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Signs if it is time.
     *
     * @return whether a head was signed
     * @throws IOException if the file cannot be written
     */
    public synchronized boolean signIfDue() throws IOException {
        long unsigned = unsigned();
        boolean due = unsigned >= everyEntries || !clock.instant().isBefore(lastAt.plus(every));
        return unsigned > 0 && due && sign();
    }

    /**
     * Signs whatever is not signed yet.
     *
     * @return whether a head was signed
     * @throws IOException if the file cannot be written
     */
    public synchronized boolean signNow() throws IOException {
        return unsigned() > 0 && sign();
    }

    /** Entries after the last signed head that are more than the telling of it. */
    private long unsigned() {
        List<AuditEntry> newest = log.newest(1);
        if (newest.isEmpty()) {
            return 0;
        }
        AuditEntry end = newest.getFirst();
        long after = end.seq() - (last == null ? 0 : last.seq());
        boolean onlyTold = last != null
                && after == 1
                && end.action().equals(SIGNED)
                && end.detail().equals(last.ownHash());
        return onlyTold ? 0 : after;
    }

    private boolean sign() throws IOException {
        AuditEntry end = log.newest(1).getFirst();
        SignedHead before = last;
        SignedHead head = keys.sign(
                AuditChain.head(end), clock.instant(), before == null ? AuditChain.GENESIS_HASH : before.ownHash());
        file.append(head);
        last = head;
        lastAt = head.at();
        var unused = log.append(new AuditFact(
                head.at(), ACTOR, SIGNED, String.valueOf(file.path().getFileName()), head.ownHash()));
        return true;
    }

    /**
     * Stops looking and signs what is left.
     *
     * @throws IOException if the file cannot be written
     */
    @Override
    public void close() throws IOException {
        ScheduledExecutorService started;
        synchronized (this) {
            started = watch;
            watch = null;
        }
        if (started != null) {
            started.close();
        }
        var unused = signNow();
    }
}
