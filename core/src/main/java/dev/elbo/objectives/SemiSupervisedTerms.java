package dev.elbo.objectives;

import dev.elbo.tensor.Tensor;

/**
 * Bounds of rows with and without a class, nats.
 *
 * @param labelled (labelled batch): lower bounds of log p(x, y)
 * @param unlabelled (unlabelled batch): lower bounds of log p(x)
 * @param logClass (labelled batch): log q(y|x) of the true class
 */
public record SemiSupervisedTerms(Tensor labelled, Tensor unlabelled, Tensor logClass) {}
