package org.gwanmun.trace.vision;

import java.util.List;
import org.gwanmun.core.inference.Tensor;

/** Reads a detector's outputs as boxes, in pixels of the network's input. */
interface Decoder {
    /** Adds the people in {@code outputs} whose score is at least {@code least}. */
    void decode(List<Tensor> outputs, double least, Candidates people);
}
