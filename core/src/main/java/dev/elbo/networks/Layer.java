package dev.elbo.networks;

import dev.elbo.tensor.Tensor;

/** (batch, in) -> (batch, out). */
@FunctionalInterface
public interface Layer {
    Tensor apply(Tensor x);

    /** Numbers that one row becomes on its way, results between included: what a batch costs in memory. */
    default long numbersPerRow() {
        return 0;
    }
}
