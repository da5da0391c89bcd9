package dev.elbo.objectives;

import dev.elbo.tensor.Tensor;

/**
 * The terms of a graph's bound, nats, each a scalar sum in float64; z ~ q(z|graph).
 *
 * @param edges Σ −log p(joined | z) over the edges, each once
 * @param nonEdges Σ −log p(not joined | z) over the pairs i &lt; j that are no edges, or an unbiased estimate of it
 * @param selves Σ −log p(joined | z) over the pairs (i, i)
 * @param kl Σ KL(q(z_i|graph) ‖ p(z)) over the nodes
 */
public record EdgeTerms(Tensor edges, Tensor nonEdges, Tensor selves, Tensor kl) {}
