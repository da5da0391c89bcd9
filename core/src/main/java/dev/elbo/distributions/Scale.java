package dev.elbo.distributions;

import dev.elbo.tensor.Tensor;

/**
 * Log-scales of a law, of any shape, and the floor they are held above.
 *
 * @param logFloor negative infinity for none
 */
public record Scale(Tensor logScale, double logFloor) {
    private static final double TOUCHING = 0.01;

    /** Geometric mean of the scales. */
    public double typical() {
        return Math.exp(logScale.meanAll().item());
    }

    /** Share of the scales that stand on the floor, to a hundredth. */
    public double shareAtFloor() {
        return logScale.lessThan(logFloor + TOUCHING).meanAll().item();
    }
}
