package dev.elbo.training;

import dev.elbo.objectives.Objective;

/**
 * Settings for training.
 *
 * @param patience training stops after more than this many epochs without improvement; 0 trains all epochs
 * @param samples posterior samples per row
 */
public record TrainingConfig(
        int epochs, Objective objective, LearningRate learningRate, AdamConfig adam, int patience, int samples) {

    public TrainingConfig {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, got " + epochs);
        }
        if (patience < 0) {
            throw new IllegalArgumentException("early-stopping patience must be >= 0 epochs, got " + patience);
        }
        if (samples < 1) {
            throw new IllegalArgumentException("samples per row must be at least 1, got " + samples);
        }
    }
}
