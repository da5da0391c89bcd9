package dev.elbo.training;

/**
 * The best validation loss so far, and whether to continue. Immutable: {@link #after} returns the next state.
 *
 * <p>Epochs of the warm-up never count as bad, although one of them may be the best.
 *
 * @param best lowest validation loss so far, nats
 * @param bestEpoch epoch of the lowest loss; 0 before the first epoch
 * @param badEpochs epochs since then, excluding the warm-up
 */
public record EarlyStopping(double best, int bestEpoch, int badEpochs) {
    /** Before the first epoch. */
    public static final EarlyStopping START = new EarlyStopping(Double.POSITIVE_INFINITY, 0, 0);

    /** The state after an epoch with the given validation loss, nats. */
    public EarlyStopping after(int epoch, double validationLoss, int warmUpEpochs) {
        if (validationLoss < best) {
            return new EarlyStopping(validationLoss, epoch, 0);
        }
        return new EarlyStopping(best, bestEpoch, epoch < warmUpEpochs ? 0 : badEpochs + 1);
    }

    /** Whether more than {@code patience} epochs have passed without an improvement; 0 never stops. */
    public boolean exhausted(int patience) {
        return patience > 0 && badEpochs > patience;
    }
}
