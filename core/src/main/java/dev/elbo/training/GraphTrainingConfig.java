package dev.elbo.training;

import dev.elbo.objectives.EdgeWeighting;

/**
 * Settings of training a graph VAE.
 *
 * @param selectEvery measure the validation score every so many epochs and keep the best parameters; 0 keeps the last
 */
public record GraphTrainingConfig(int epochs, double learningRate, EdgeWeighting weighting, int selectEvery) {

    public GraphTrainingConfig {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, got " + epochs);
        }
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learning rate must be > 0, got " + learningRate);
        }
        if (selectEvery < 0) {
            throw new IllegalArgumentException("the interval of the selection must be >= 0, got " + selectEvery);
        }
    }
}
