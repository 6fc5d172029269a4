package org.gwanmun.server.camera;

import java.util.List;
import org.gwanmun.trace.vision.Frame;

/** Makes of a picture what may be shown of it. For one camera and one thread. */
interface Veil {
    /** A picture of the same size. */
    Frame over(Frame picture, List<Track> people);
}
