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
    MESH_WITHOUT_FOLDER,
    /** {0} name. */
    BAD_MESH_NAME,
    /** {0} file. */
    NO_MESH_FILE,
    /** {0} file, {1} its size, {2} the limit. */
    MESH_TOO_LARGE,
    /** {0} file, {1} line, {2} the word or line. */
    BAD_MESH_LINE,
    /** {0} the id. */
    BAD_ID
}
