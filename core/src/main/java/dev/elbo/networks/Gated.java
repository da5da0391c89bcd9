package dev.elbo.networks;

import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/**
 * (batch, in) -> (batch, out): (x V + b) ⊙ σ(x G + c). Dauphin et al. 2017, eq. 1. Value and gate are one matrix
 * product.
 */
public record Gated(Dense valueAndGate) implements Layer {

    /** Declares {@code name.weight} (in, 2 · out) and {@code name.bias} (2 · out): the value, then the gate. */
    public static Gated declare(Parameters parameters, String name, int in, int out) {
        return new Gated(Dense.declare(parameters, name, in, 2 * out, 2));
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        return valueAndGate.apply(x, context).glu();
    }

    @Override
    public long activationsPerRow() {
        return valueAndGate.activationsPerRow() + valueAndGate.activationsPerRow() / 2;
    }
}
