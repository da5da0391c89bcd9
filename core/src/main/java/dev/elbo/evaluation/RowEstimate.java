package dev.elbo.evaluation;

/**
 * Importance-sampled log p(x) of one row.
 *
 * @param value nats
 * @param standardError of {@code value}, by the delta method
 * @param effectiveSampleSize (Σw)²/Σw²
 * @param tailShape shape k of the tail of the weights (Vehtari et al. 2024); NaN where there are too few
 * @param samples importance samples of which it is made
 */
public record RowEstimate(
        double value, double standardError, double effectiveSampleSize, double tailShape, int samples) {

    /** From the logarithms of importance weights, nats. */
    public static RowEstimate of(double[] logWeights) {
        LogMeanExp sum = new LogMeanExp();
        sum.add(logWeights);
        return new RowEstimate(
                sum.value(),
                sum.standardError(),
                sum.effectiveSampleSize(),
                ParetoTail.shape(logWeights),
                logWeights.length);
    }

    /** Whether the tail of the weights is light enough for a standard error from so many samples. */
    public boolean reliable() {
        return tailShape <= ParetoTail.threshold(samples);
    }

    /** Whether there are enough weights to see their tail and it is too heavy: a better proposal is needed. */
    boolean heavyTailed() {
        return tailShape > ParetoTail.threshold(samples);
    }
}
