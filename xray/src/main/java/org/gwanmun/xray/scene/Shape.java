package org.gwanmun.xray.scene;

/**
 * A solid: a set of points of space. A primitive stands with the centre of its bounding box at the origin of its own
 * frame, its axis along z; {@link Placed} moves and turns it; {@link Union} and {@link Difference} combine.
 *
 * <p>What every shape can say is where a line is inside it, exactly (closed forms; roots of quadratics and, for the torus,
 * of a quartic; a mesh's own triangles), and how far it reaches in a direction. All lengths in millimetres; extents are full extents.
 */
public sealed interface Shape permits Box, Ellipsoid, Cylinder, Capsule, Cone, Torus, Mesh, Placed, Union, Difference {
    /**
     * The support function: the largest n · p of all points p of the shape, for any n. Exact; for a difference that of its
     * base, which may be too large.
     */
    double reach(double nx, double ny, double nz);

    /** The smallest axis-aligned box around the shape; for a difference the one around its base. */
    default Bounds bounds() {
        return new Bounds(
                -reach(-1, 0, 0), -reach(0, -1, 0), -reach(0, 0, -1), reach(1, 0, 0), reach(0, 1, 0), reach(0, 0, 1));
    }

    /**
     * Where the line o + t d, |d| = 1 (both directions of t), is inside. Modified: {@code inside} is overwritten; it brings
     * the working memory, so nothing is allocated once it has grown to what the shape needs.
     */
    void intersect(double ox, double oy, double oz, double dx, double dy, double dz, Intervals inside);

    /** The same for a {@link Ray}. */
    default void intersect(Ray ray, Intervals inside) {
        intersect(ray.ox(), ray.oy(), ray.oz(), ray.dx(), ray.dy(), ray.dz(), inside);
    }

    /**
     * The room left inside when a wall of this thickness grows inward, or this shape's refusal.
     *
     * @throws IllegalArgumentException if walls leave no room, or if the shape cannot have walls
     */
    Shape inner(double wall_mm);

    /** Checks that walls leave room. */
    static double room(double extent_mm, double wall_mm) {
        double room = extent_mm - 2 * wall_mm;
        if (!(room > 0)) {
            throw new IllegalArgumentException("walls of " + wall_mm + " mm leave no room in " + extent_mm + " mm");
        }
        return room;
    }
}
