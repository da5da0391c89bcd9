package dev.elbo.networks;

import dev.elbo.tensor.SparseMatrix;

/** Â = D^{−½} (A + I) D^{−½}, the averaging over neighbours of a graph convolution. Kipf and Welling 2017, eq. 2. */
public final class Propagation {
    private Propagation() {}

    /**
     * (nodes, nodes), D being the degrees of A + I.
     *
     * @param neighbours (nodes): sorted neighbours of each, itself not among them
     */
    public static SparseMatrix of(int[][] neighbours) {
        int nodes = neighbours.length;
        int[] rowStart = new int[nodes + 1];
        for (int node = 0; node < nodes; node++) {
            rowStart[node + 1] = rowStart[node] + neighbours[node].length + 1;
        }
        int[] columnOf = new int[rowStart[nodes]];
        float[] values = new float[rowStart[nodes]];
        for (int node = 0; node < nodes; node++) {
            int at = rowStart[node];
            boolean selfDone = false;
            for (int neighbour : neighbours[node]) {
                if (!selfDone && neighbour > node) {
                    columnOf[at++] = node;
                    selfDone = true;
                }
                columnOf[at++] = neighbour;
            }
            if (!selfDone) {
                columnOf[at] = node;
            }
            for (int i = rowStart[node]; i < rowStart[node + 1]; i++) {
                values[i] = (float)
                        (1 / Math.sqrt((neighbours[node].length + 1.0) * (neighbours[columnOf[i]].length + 1.0)));
            }
        }
        return SparseMatrix.of(nodes, nodes, rowStart, columnOf, values);
    }
}
