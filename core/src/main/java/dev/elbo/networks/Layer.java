package dev.elbo.networks;

import dev.elbo.tensor.Tensor;

/** (batch, in) -> (batch, out). */
@FunctionalInterface
public interface Layer {
    Tensor apply(Tensor x);
}
