package dev.elbo.training;

/**
 * Learning rate by epoch: {@code initial · factor^⌊(epoch−1)/everyEpochs⌋}; constant if {@code everyEpochs} is 0.
 */
public record LearningRate(double initial, double factor, int everyEpochs) {

    public LearningRate {
        if (!(initial > 0) || Double.isInfinite(initial)) {
            throw new IllegalArgumentException("learning rate must be > 0, got " + initial);
        }
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("learning-rate factor must be in (0, 1], got " + factor);
        }
        if (everyEpochs < 0) {
            throw new IllegalArgumentException("learning-rate step must be >= 0 epochs, got " + everyEpochs);
        }
    }

    /** The same rate in all epochs. */
    public static LearningRate constant(double rate) {
        return new LearningRate(rate, 1, 0);
    }

    /** The rate in an epoch; epochs are numbered from 1. */
    public double at(int epoch) {
        return everyEpochs == 0 ? initial : initial * Math.pow(factor, Math.floorDiv(epoch - 1, everyEpochs));
    }
}
