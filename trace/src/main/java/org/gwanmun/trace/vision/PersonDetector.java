package org.gwanmun.trace.vision;

/** Finds people in a picture. For one thread at a time. */
public interface PersonDetector extends AutoCloseable {
    /** Fills {@code people} with what it sees, weak boxes too: the tracker has a use for them. */
    void detect(Frame frame, Candidates people);

    /** Frees what it holds. */
    @Override
    void close();
}
