package dev.elbo.training;

/**
 * One epoch of graph training, before its step.
 *
 * @param loss what was minimised
 * @param reconstruction −log p(A | z) of every pair, each once, nats; an estimate where negatives are sampled
 * @param kl sum over the nodes, nats
 * @param validation score after the step, NaN where not measured
 */
public record GraphEpoch(int epoch, double loss, double reconstruction, double kl, double validation) {
    GraphEpoch withValidation(double score) {
        return new GraphEpoch(epoch, loss, reconstruction, kl, score);
    }
}
