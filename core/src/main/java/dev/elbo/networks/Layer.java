package dev.elbo.networks;

import dev.elbo.tensor.Tensor;

/** (batch, in) -> (batch, out), in a context: most layers ignore it, layers made of layers pass it on. */
@FunctionalInterface
public interface Layer {

    /** (batch, in) -> (batch, out). */
    Tensor apply(Tensor x, Context context);

    /** As {@link #apply(Tensor, Context)}, without a context. */
    default Tensor apply(Tensor x) {
        return apply(x, Context.NONE);
    }

    /** Numbers computed for one row, intermediate results included: the memory that a batch needs. */
    default long activationsPerRow() {
        return 0;
    }
}
