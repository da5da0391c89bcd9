package dev.elbo.networks;

import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/** (batch, in) -> (batch, out): max(0, x W + b). */
public record Relu(Dense dense) implements Layer {

    public static Relu declare(Parameters parameters, String name, int in, int out) {
        return new Relu(Dense.declare(parameters, name, in, out, 1));
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        return dense.apply(x, context).relu();
    }

    @Override
    public long numbersPerRow() {
        return 2 * dense.numbersPerRow();
    }
}
