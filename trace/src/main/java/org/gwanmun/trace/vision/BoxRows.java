package org.gwanmun.trace.vision;

import java.util.List;
import org.gwanmun.core.inference.Tensor;

/**
 * Outputs of a detector that hands over boxes: one tensor (…, rows, columns ≥ 5) of left, top, right, bottom in pixels of the input,
 * score 0 … 1 and, where there is a sixth column, the class. A site's own detector is exported in this form.
 */
final class BoxRows implements Decoder {
    private static final int CLASS = 5;

    private final int personClass;

    BoxRows(DetectorProfile profile) {
        this.personClass = profile.personClass();
    }

    @Override
    public void decode(List<Tensor> outputs, double least, Candidates people) {
        float[] rows = outputs.get(0).values();
        int columns = outputs.get(0).shape()[outputs.get(0).shape().length - 1];
        for (int at = 0; at + columns <= rows.length; at += columns) {
            boolean person = columns <= CLASS || Math.round(rows[at + CLASS]) == personClass;
            float w = rows[at + 2] - rows[at];
            float h = rows[at + 3] - rows[at + 1];
            if (person && rows[at + 4] >= least && w > 0 && h > 0 && w < 1e6f && h < 1e6f) {
                people.add(rows[at], rows[at + 1], w, h, Math.min(1, rows[at + 4]));
            }
        }
    }
}
