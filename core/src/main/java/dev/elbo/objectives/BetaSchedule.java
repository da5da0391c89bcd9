package dev.elbo.objectives;

/**
 * The weight of the KL term: {@code beta} at the end, reached linearly over the first {@code warmUpEpochs}.
 *
 * @param warmUpEpochs 0 for none; epochs count from 1, so epoch {@code warmUpEpochs} is the first at full weight
 */
public record BetaSchedule(double beta, int warmUpEpochs) {
    /** Weight 1 from the start. */
    public static final BetaSchedule ELBO = new BetaSchedule(1, 0);

    public BetaSchedule {
        if (!(beta >= 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("beta must be a number >= 0, got " + beta);
        }
        if (warmUpEpochs < 0) {
            throw new IllegalArgumentException("warm-up must be >= 0 epochs, got " + warmUpEpochs);
        }
    }

    /** The weight in an epoch, from 1. */
    public double at(int epoch) {
        return beta * share(epoch);
    }

    /** The share of the final weight in an epoch, from 1. */
    public double share(int epoch) {
        return warmUpEpochs == 0 ? 1 : Math.min(1.0, epoch / (double) warmUpEpochs);
    }
}
