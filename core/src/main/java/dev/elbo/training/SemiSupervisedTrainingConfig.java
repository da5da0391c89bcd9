package dev.elbo.training;

import dev.elbo.objectives.SemiSupervisedObjective;

/** Settings for training with few labels. All epochs are trained, since there are no spare labels for selecting one. */
public record SemiSupervisedTrainingConfig(int epochs, double learningRate, SemiSupervisedObjective objective) {

    public SemiSupervisedTrainingConfig {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, got " + epochs);
        }
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learning rate must be > 0, got " + learningRate);
        }
    }
}
