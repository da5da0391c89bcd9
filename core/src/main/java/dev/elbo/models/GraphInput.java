package dev.elbo.models;

import dev.elbo.networks.Propagation;
import dev.elbo.tensor.SparseMatrix;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;
import java.util.Optional;

/**
 * The graph a {@link GraphVae} learns from, in native memory of the scope it was made in.
 *
 * @param propagation (nodes, nodes): Â
 * @param features (nodes, features), or empty for a graph without: then each node has a feature of its own
 * @param from (edges) LONG: the first node of each edge, every edge once
 * @param to (edges) LONG: the second
 */
public record GraphInput(SparseMatrix propagation, Optional<SparseMatrix> features, Tensor from, Tensor to) {

    /**
     * @param neighbours (nodes): sorted neighbours of each node
     */
    public static GraphInput of(int[][] neighbours, Optional<SparseMatrix> features) {
        int ends = Arrays.stream(neighbours).mapToInt(n -> n.length).sum();
        long[] from = new long[ends / 2];
        long[] to = new long[ends / 2];
        int at = 0;
        for (int node = 0; node < neighbours.length; node++) {
            for (int neighbour : neighbours[node]) {
                if (neighbour > node) {
                    from[at] = node;
                    to[at++] = neighbour;
                }
            }
        }
        return new GraphInput(Propagation.of(neighbours), features, Tensors.of(from), Tensors.of(to));
    }

    /** N. */
    public long nodes() {
        return propagation.rows();
    }

    /** Edges, each counted once. */
    public long edges() {
        return from.size(0);
    }

    /** Pairs i &lt; j that are no edges. */
    public long nonEdges() {
        return nodes() * (nodes() - 1) / 2 - edges();
    }

    /** Columns of the features, or of the identity. */
    public int featureCount() {
        return Math.toIntExact(features.map(SparseMatrix::columns).orElse(nodes()));
    }
}
