package org.gwanmun.store.backup;

/** Told how far a backup or a restore has come. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress QUIET = (done, all, bytes) -> {};

    /**
     * One more part is done.
     *
     * @param done parts done
     * @param all parts in all
     * @param bytes bytes read so far
     */
    void step(long done, long all, long bytes);
}
