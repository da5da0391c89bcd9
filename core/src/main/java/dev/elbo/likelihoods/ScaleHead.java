package dev.elbo.likelihoods;

import dev.elbo.tensor.Tensor;

/** Turns the unconstrained numbers of a head into log-scales. */
final class ScaleHead {
    private ScaleHead() {}

    /**
     * floor + log(1 + e^(raw − floor)): raw itself well above the floor, never below it, and never without a gradient.
     */
    static Tensor above(double logFloor, Tensor raw) {
        return raw.minus(logFloor).softplus().plus(logFloor);
    }
}
