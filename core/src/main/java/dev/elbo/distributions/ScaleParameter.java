package dev.elbo.distributions;

import dev.elbo.tensor.Tensor;

/**
 * Log-scales of a distribution, of any shape, and their lower bound.
 *
 * @param logFloor negative infinity for none
 */
public record ScaleParameter(Tensor logScale, double logFloor) {
    /**
     * The smallest scale a fitted density is allowed, in units of the encoded data: without it, the log-density of data
     * that can be reproduced exactly has no upper bound.
     */
    public static final double LEAST = 1e-4;

    /** log of {@link #LEAST}. */
    public static final double LOG_LEAST = Math.log(LEAST);

    private static final double TOUCHING = 0.01;

    /** Geometric mean of the scales. */
    public double typical() {
        return Math.exp(logScale.meanAll().item());
    }

    /** Share of the scales that lie at the lower bound, to a hundredth. */
    public double shareAtFloor() {
        return logScale.lessThan(logFloor + TOUCHING).meanAll().item();
    }
}
