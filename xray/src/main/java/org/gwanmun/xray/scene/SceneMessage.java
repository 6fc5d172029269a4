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
    /** {0} the path as written. */
    MESH_OUTSIDE,
    /** {0} the path as written. */
    MESH_NO_FILE,
    /** {0} the file, {1} megabytes, {2} faces and vertices that all meshes of a parcel may have. */
    MESH_TOO_LARGE,
    /** {0} the file, {1} its line, {2} the word. */
    MESH_BAD_NUMBER,
    /** {0} the file, {1} its line, {2} the word, {3} how many vertices there are so far. */
    MESH_BAD_INDEX,
    /** {0} the file, {1} its line, {2} how many corners. */
    MESH_BAD_FACE,
    /** {0} the file. */
    MESH_EMPTY,
    /** {0} the file, {1} how many open edges, {2} and {3} the ends of the first. */
    MESH_OPEN,
    /** {0} the file, {1} the axis, {2} the size along it, {3} and {4} the least and the most, in mm. */
    MESH_SIZE,
    /** No slots. */
    MESH_WALL,
    /** No slots. */
    UNION_WALL,
    /** No slots. */
    FILL_OF_PART,
    /** {0} the id. */
    BAD_ID
}
