package dev.elbo.networks;

import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/** (batch, in) -> (batch, out): max(0, x W + b). */
public record Relu(Dense dense) implements Layer {

    /** Declares {@code name.weight} (in, out) and {@code name.bias} (out). */
    public static Relu declare(Parameters parameters, String name, int in, int out) {
        return new Relu(Dense.declare(parameters, name, in, out, 1));
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        return dense.apply(x, context).relu();
    }

    @Override
    public long activationsPerRow() {
        return 2 * dense.activationsPerRow();
    }
}
