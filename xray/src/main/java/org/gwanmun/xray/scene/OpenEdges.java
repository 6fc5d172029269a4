package org.gwanmun.xray.scene;

import java.util.Arrays;

/**
 * The edges along which a surface of triangles is open: those not run through as often in one direction as in the other.
 * In a plain closed surface each edge has two triangles, one in each direction.
 *
 * @param count how many
 * @param from a vertex of the first, if there is one
 * @param to its other vertex
 */
record OpenEdges(int count, int from, int to) {
    static OpenEdges of(int vertices, int[] triangles) {
        long[] edges = new long[triangles.length];
        for (int i = 0; i < triangles.length; i++) {
            long a = triangles[i];
            long b = triangles[i % 3 == 2 ? i - 2 : i + 1];
            if (a < 0 || a >= vertices || b >= vertices) {
                throw new IllegalArgumentException("a triangle uses a vertex that is not there");
            }
            edges[i] = a < b ? a << 32 | b << 1 : b << 32 | a << 1 | 1;
        }
        Arrays.sort(edges);
        int open = 0;
        long first = -1;
        for (int i = 0; i < edges.length; ) {
            long edge = edges[i] >> 1;
            int balance = 0;
            for (; i < edges.length && edges[i] >> 1 == edge; i++) {
                balance += (edges[i] & 1) == 0 ? 1 : -1;
            }
            if (balance != 0) {
                open++;
                first = first < 0 ? edge : first;
            }
        }
        return new OpenEdges(open, (int) (first >> 31), (int) (first & 0x7fffffff));
    }
}
