package org.gwanmun.trace.vision;

/**
 * What a person looks like, as numbers that are alike for the same person: an embedding of length one. The head is masked before
 * anything is computed. For one thread at a time.
 */
public interface Appearance extends AutoCloseable {
    /** How many numbers. */
    int dimension();

    /** Describes the people of a picture: {@code into[i · dimension …]} of box {@code i}; zeros where nothing can be seen. */
    void describe(Frame frame, Candidates people, float[] into);

    /** Frees what it holds. */
    @Override
    void close();
}
