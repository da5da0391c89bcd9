package dev.elbo.training;

/**
 * One epoch of training with few labels, averages over its steps, nats per row.
 *
 * @param loss what was minimised
 * @param labelledBound of log p(x, y)
 * @param unlabelledBound of log p(x)
 * @param logClass log q(y|x) of the labelled rows' classes
 */
public record SemiSupervisedEpoch(
        int epoch, double loss, double labelledBound, double unlabelledBound, double logClass) {}
