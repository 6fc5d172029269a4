package org.gwanmun.core.stage;

/**
 * A deterministic step over a stream. What it emits depends on the state and the event alone, never on a clock, a thread or
 * the outside world; so a stream replayed gives the same again, and <i>snapshot, restore, continue</i> equals a run without
 * a break.
 *
 * @param <S> what it remembers; owned and changed by the stage
 * @param <E> what comes in
 * @param <O> what goes out
 */
public interface StreamStage<S, E, O> {
    /** Takes one event. */
    void on(S state, E event, Out<O> out);

    /** Where a stage puts what it emits. */
    interface Out<O> {
        /** Takes one. */
        void emit(O output);
    }
}
