package org.gwanmun.core.maths;

import java.util.Arrays;

/**
 * The best one-to-one assignment of rows to columns: the matching of largest total gain, Σ gain(row, match[row]), among edges
 * of positive gain. A row or a column may stay alone, which gains nothing.
 *
 * <p>Edges are few beside rows × columns where people stand apart, so the graph is split into its connected parts, and each
 * part is solved by shortest augmenting paths with potentials: R. Jonker, A. Volgenant, Computing 38 (1987) 325,
 * doi:10.1007/BF02278710. Time O(Σ nᵢ² mᵢ) over parts of nᵢ ≤ mᵢ nodes. Where two matchings gain the same, the order of the
 * edges decides.
 *
 * <p>Reused from call to call it allocates nothing once it has met its largest problem. Not thread-safe.
 */
public final class Assignment {
    /** Nothing matched. */
    public static final int NONE = -1;

    private int rows;
    private int columns;
    private int edges;
    private int[] edgeRow = new int[64];
    private int[] edgeColumn = new int[64];
    private double[] edgeGain = new double[64];

    private int[] match = new int[16];
    private int[] parent = new int[32];
    private int[] part = new int[32];
    private int[] local = new int[32];
    private int[] partRows = new int[32];
    private int[] partColumns = new int[32];
    private int[] partEdges = new int[33];
    private int[] order = new int[64];
    private int[] rowOf = new int[16];
    private int[] columnOf = new int[16];

    private double[] cost = new double[64];
    private double[] rowPotential = new double[16];
    private double[] columnPotential = new double[16];
    private double[] shortest = new double[16];
    private int[] columnMatch = new int[16];
    private int[] way = new int[16];
    private boolean[] used = new boolean[16];

    /** Begins a problem of so many rows and columns without any edge. */
    public void begin(int rows, int columns) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException(rows + " rows, " + columns + " columns");
        }
        this.rows = rows;
        this.columns = columns;
        this.edges = 0;
    }

    /** Adds an edge; one whose gain is not positive is left out. At most one edge for a row and a column. */
    public void edge(int row, int column, double gain) {
        if (!(gain > 0)) {
            return;
        }
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IllegalArgumentException("edge " + row + ", " + column + " in " + rows + " × " + columns);
        }
        if (edges == edgeRow.length) {
            edgeRow = Arrays.copyOf(edgeRow, 2 * edges);
            edgeColumn = Arrays.copyOf(edgeColumn, 2 * edges);
            edgeGain = Arrays.copyOf(edgeGain, 2 * edges);
            order = new int[2 * edges];
        }
        edgeRow[edges] = row;
        edgeColumn[edges] = column;
        edgeGain[edges++] = gain;
    }

    /** Solves it. @return for each row its column, or {@link #NONE}; valid until the next call, longer than the rows. */
    public int[] solve() {
        if (match.length < rows) {
            match = new int[Math.max(rows, 2 * match.length)];
        }
        Arrays.fill(match, 0, rows, NONE);
        if (edges == 0) {
            return match;
        }
        int parts = split();
        int from = 0;
        for (int p = 0; p < parts; p++) {
            int to = partEdges[p];
            solvePart(from, to, partRows[p], partColumns[p]);
            from = to;
        }
        return match;
    }

    /** Numbers the connected parts, the nodes within each, and sorts the edges by part. */
    private int split() {
        int nodes = rows + columns;
        if (parent.length < nodes) {
            int size = Math.max(nodes, 2 * parent.length);
            parent = new int[size];
            part = new int[size];
            local = new int[size];
            partRows = new int[size];
            partColumns = new int[size];
            partEdges = new int[size + 1];
        }
        for (int n = 0; n < nodes; n++) {
            parent[n] = n;
            part[n] = NONE;
        }
        for (int e = 0; e < edges; e++) {
            int a = root(edgeRow[e]);
            int b = root(rows + edgeColumn[e]);
            if (a != b) {
                parent[Math.max(a, b)] = Math.min(a, b);
            }
        }
        int parts = 0;
        for (int e = 0; e < edges; e++) {
            int root = root(edgeRow[e]);
            if (part[root] == NONE) {
                part[root] = parts;
                partRows[parts] = 0;
                partColumns[parts] = 0;
                partEdges[parts++] = 0;
            }
            partEdges[part[root]]++;
        }
        for (int n = 0; n < nodes; n++) {
            int p = part[root(n)];
            if (p != NONE) {
                local[n] = n < rows ? partRows[p]++ : partColumns[p]++;
            }
        }
        int sum = 0;
        for (int p = 0; p < parts; p++) {
            int count = partEdges[p];
            partEdges[p] = sum;
            sum += count;
        }
        for (int e = 0; e < edges; e++) {
            order[partEdges[part[root(edgeRow[e])]]++] = e;
        }
        return parts;
    }

    private int root(int node) {
        int n = node;
        while (parent[n] != n) {
            parent[n] = parent[parent[n]];
            n = parent[n];
        }
        return n;
    }

    private void solvePart(int from, int to, int height, int width) {
        if (height == 1 || width == 1) {
            int best = order[from];
            for (int i = from + 1; i < to; i++) {
                if (edgeGain[order[i]] > edgeGain[best]) {
                    best = order[i];
                }
            }
            match[edgeRow[best]] = edgeColumn[best];
            return;
        }
        boolean turned = height > width;
        int n = turned ? width : height;
        int m = turned ? height : width;
        grow(n, m);
        Arrays.fill(cost, 0, n * m, 0);
        for (int i = from; i < to; i++) {
            int e = order[i];
            int row = local[edgeRow[e]];
            int column = local[rows + edgeColumn[e]];
            rowOf[turned ? column : row] = turned ? edgeColumn[e] : edgeRow[e];
            columnOf[turned ? row : column] = turned ? edgeRow[e] : edgeColumn[e];
            cost[turned ? column * m + row : row * m + column] = -edgeGain[e];
        }
        paths(n, m);
        for (int j = 1; j <= m; j++) {
            int i = columnMatch[j];
            if (i > 0 && cost[(i - 1) * m + j - 1] < 0) {
                int a = rowOf[i - 1];
                int b = columnOf[j - 1];
                match[turned ? b : a] = turned ? a : b;
            }
        }
    }

    /** Shortest augmenting paths over an n × m matrix of costs, n ≤ m; nodes are counted from one, zero is no node. */
    private void paths(int n, int m) {
        Arrays.fill(rowPotential, 0, n + 1, 0);
        Arrays.fill(columnPotential, 0, m + 1, 0);
        Arrays.fill(columnMatch, 0, m + 1, 0);
        for (int i = 1; i <= n; i++) {
            columnMatch[0] = i;
            int j0 = 0;
            Arrays.fill(shortest, 0, m + 1, Double.POSITIVE_INFINITY);
            Arrays.fill(used, 0, m + 1, false);
            do {
                used[j0] = true;
                int i0 = columnMatch[j0];
                double delta = Double.POSITIVE_INFINITY;
                int j1 = 0;
                int base = (i0 - 1) * m - 1;
                for (int j = 1; j <= m; j++) {
                    if (!used[j]) {
                        double reduced = cost[base + j] - rowPotential[i0] - columnPotential[j];
                        if (reduced < shortest[j]) {
                            shortest[j] = reduced;
                            way[j] = j0;
                        }
                        if (shortest[j] < delta) {
                            delta = shortest[j];
                            j1 = j;
                        }
                    }
                }
                for (int j = 0; j <= m; j++) {
                    if (used[j]) {
                        rowPotential[columnMatch[j]] += delta;
                        columnPotential[j] -= delta;
                    } else {
                        shortest[j] -= delta;
                    }
                }
                j0 = j1;
            } while (columnMatch[j0] != 0);
            do {
                int j1 = way[j0];
                columnMatch[j0] = columnMatch[j1];
                j0 = j1;
            } while (j0 != 0);
        }
    }

    private void grow(int n, int m) {
        if (cost.length < n * m) {
            cost = new double[Math.max(n * m, 2 * cost.length)];
        }
        if (rowPotential.length <= n) {
            rowPotential = new double[Math.max(n + 1, 2 * rowPotential.length)];
            rowOf = new int[rowPotential.length];
        }
        if (columnPotential.length <= m) {
            int size = Math.max(m + 1, 2 * columnPotential.length);
            columnPotential = new double[size];
            shortest = new double[size];
            columnMatch = new int[size];
            way = new int[size];
            used = new boolean[size];
            columnOf = new int[size];
        }
    }
}
