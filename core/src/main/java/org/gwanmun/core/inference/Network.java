package org.gwanmun.core.inference;

import java.util.List;

/** A neural network, ready to run. Safe for one thread at a time. */
public interface Network extends AutoCloseable {
    /** Size of a dimension that may be any. */
    int ANY = -1;

    /** What it takes, in order. */
    List<Port> inputs();

    /** What it gives, in order. */
    List<Port> outputs();

    /** Runs it once: tensors in the order of the inputs, answers in the order of the outputs; all are the caller's. */
    List<Tensor> run(List<Tensor> inputs);

    /** Frees what the engine holds. */
    @Override
    void close();

    /**
     * An input or output.
     *
     * @param shape sizes of its dimensions, {@link #ANY} where any will do
     */
    record Port(String name, List<Integer> shape) {}
}
