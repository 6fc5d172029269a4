package org.gwanmun.xray.scene;

import java.util.Arrays;

/**
 * Turns triangles over so that neighbours run through their common edge in opposite directions, as in a closed surface they
 * must. Neighbours are the two triangles of an edge that has just two. Of each connected piece the fewer triangles are
 * turned, so that a piece in which most look inward stays a hole.
 */
final class Facing {
    private Facing() {}

    /** Turned triangles; of a surface that has but one side no way of turning will do, which {@link OpenEdges} tells. */
    static int[] agreed(int[] triangles) {
        int[] neighbour = neighbours(triangles);
        int faces = triangles.length / 3;
        byte[] state = new byte[faces]; // 0 not seen, 1 as it is, 2 turned over
        int[] piece = new int[faces]; // the faces of a piece in the order found
        int[] turned = triangles.clone();
        for (int first = 0; first < faces; first++) {
            if (state[first] != 0) {
                continue;
            }
            state[first] = 1;
            piece[0] = first;
            int size = 1;
            int over = 0;
            for (int i = 0; i < size; i++) {
                int face = piece[i];
                over += state[face] - 1;
                for (int side = 3 * face; side < 3 * face + 3; side++) {
                    int other = neighbour[side];
                    if (other >= 0 && state[other / 3] == 0) {
                        boolean agree = triangles[side] != triangles[other];
                        state[other / 3] = (byte) (agree ? state[face] : 3 - state[face]);
                        piece[size++] = other / 3;
                    }
                }
            }
            int fewer = 2 * over > size ? 1 : 2;
            for (int i = 0; i < size; i++) {
                int corner = 3 * piece[i];
                if (state[piece[i]] == fewer) {
                    turned[corner + 1] = triangles[corner + 2];
                    turned[corner + 2] = triangles[corner + 1];
                }
            }
        }
        return turned;
    }

    /** For each side of a triangle, numbered by the corner where it begins, the other one along its edge, or −1. */
    private static int[] neighbours(int[] triangles) {
        int sides = triangles.length;
        long[] edges = new long[sides];
        for (int side = 0; side < sides; side++) {
            edges[side] = edge(triangles, side);
        }
        Arrays.sort(edges);
        int kinds = 0;
        for (int i = 0; i < sides; i++) {
            if (kinds == 0 || edges[i] != edges[kinds - 1]) {
                edges[kinds++] = edges[i];
            }
        }
        int[] first = new int[kinds]; // of each edge the first side seen, and the second
        int[] second = new int[kinds];
        boolean[] many = new boolean[kinds];
        Arrays.fill(first, -1);
        Arrays.fill(second, -1);
        for (int side = 0; side < sides; side++) {
            int kind = Arrays.binarySearch(edges, 0, kinds, edge(triangles, side));
            if (first[kind] < 0) {
                first[kind] = side;
            } else if (second[kind] < 0) {
                second[kind] = side;
            } else {
                many[kind] = true;
            }
        }
        int[] neighbour = new int[sides];
        Arrays.fill(neighbour, -1);
        for (int kind = 0; kind < kinds; kind++) {
            if (second[kind] >= 0 && !many[kind]) {
                neighbour[first[kind]] = second[kind];
                neighbour[second[kind]] = first[kind];
            }
        }
        return neighbour;
    }

    private static long edge(int[] triangles, int side) {
        int a = triangles[side];
        int b = triangles[side % 3 == 2 ? side - 2 : side + 1];
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }
}
