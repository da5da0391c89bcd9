package dev.elbo.objectives;

import dev.elbo.tensor.Tensor;

/**
 * Weights of each pair of nodes and of the KL in the loss of a graph.
 *
 * <p>With {@code edge = nonEdge = kl} and {@code self = 0} the loss is the negative ELBO of the N (N − 1) / 2 pairs.
 * Any other choice is a β-VAE of two β, seen from the edges and from the other pairs.
 *
 * @param edge of −log p of one edge
 * @param nonEdge of −log p of one pair that is no edge
 * @param self of −log p of a node being joined to itself
 * @param kl of one node's KL
 */
public record PairWeights(double edge, double nonEdge, double self, double kl) {

    /** Scalar. */
    public Tensor loss(EdgeTerms terms) {
        return terms.edges()
                .times(edge)
                .plus(terms.nonEdges().times(nonEdge))
                .plus(terms.selves().times(self))
                .plus(terms.kl().times(kl));
    }

    /** The KL's weight over an edge's: 1 in the ELBO. */
    public double betaOfEdges() {
        return kl / edge;
    }

    /** The KL's weight over that of a pair that is no edge: 1 in the ELBO. */
    public double betaOfNonEdges() {
        return kl / nonEdge;
    }
}
