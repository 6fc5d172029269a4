package org.gwanmun.xray.scene;

/**
 * One thread's scratch memory for intersections: shapes within shapes borrow from it and give back in reverse order, so that
 * following a ray allocates nothing once it has grown.
 */
public final class Workspace {
    private Intervals[] sets = new Intervals[0];
    private Ray[] rays = new Ray[0];
    private int setsLent;
    private int raysLent;

    /** For the torus: a quartic and its derivatives, and the roots of each. */
    final double[][] polynomial = {new double[1], new double[2], new double[3], new double[4], new double[5]};

    final double[][] roots = {new double[4], new double[4], new double[4], new double[4], new double[4]};

    /** For meshes: triangles that may be met, and where and how they are crossed. */
    int[] candidates = new int[64];

    double[] crossings = new double[64];
    int[] turns = new int[64];

    /** For trees of boxes: nodes still to be looked at. */
    final int[] stack = new int[BoxTree.DEEPEST];

    Intervals borrowSet() {
        if (setsLent == sets.length) {
            sets = java.util.Arrays.copyOf(sets, sets.length + 4);
            for (int i = setsLent; i < sets.length; i++) {
                sets[i] = new Intervals();
            }
        }
        return sets[setsLent++];
    }

    void returnSets(int count) {
        setsLent -= count;
    }

    Ray borrowRay() {
        if (raysLent == rays.length) {
            rays = java.util.Arrays.copyOf(rays, rays.length + 4);
            for (int i = raysLent; i < rays.length; i++) {
                rays[i] = new Ray(0, 0, 0, 0, 0, 1);
            }
        }
        return rays[raysLent++];
    }

    void returnRay() {
        raysLent--;
    }
}
