package org.gwanmun.xray.scene;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with a parcel beyond the form of its file. */
public enum SceneMessage implements MessageKey {
    /** {0} names found, {1} legal names. */
    ONE_SHAPE,
    /** {0} the geometry's own words. */
    IMPOSSIBLE_SHAPE,
    /** {0} x, {1} y, {2} z of the centre, {3} outer size. */
    OUTSIDE,
    /** {0} the wall's thickness, {1} the smallest outer size. */
    WALL_TOO_THICK,
    /** No slots. */
    FILL_WITHOUT_WALL,
    /** No slots. */
    MESH_UNSUPPORTED,
    /** {0} the id. */
    BAD_ID
}
