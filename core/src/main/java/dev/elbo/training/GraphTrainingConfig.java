package dev.elbo.training;

import dev.elbo.objectives.EdgeWeighting;

/**
 * Settings for training a graph VAE.
 *
 * @param selectEvery number of epochs between measurements of the validation score, by which the best parameters are
 *     kept; 0 keeps the last
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
            throw new IllegalArgumentException("the selection interval must be >= 0 epochs, got " + selectEvery);
        }
    }
}
