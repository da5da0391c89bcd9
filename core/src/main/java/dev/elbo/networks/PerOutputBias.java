package dev.elbo.networks;

import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/**
 * (batch, in) -> (batch, size): the result of a layer plus a bias for each number, where a convolution has one for each
 * map.
 */
record PerOutputBias(Layer layer, Parameter bias) implements Layer {

    /** Declares {@code name.bias} (size). */
    static PerOutputBias declare(Parameters parameters, String name, Layer layer, int size, Initialiser first) {
        return new PerOutputBias(layer, parameters.declare(name + ".bias", new long[] {size}, first));
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        return layer.apply(x, context).plus(bias.tensor());
    }

    @Override
    public long activationsPerRow() {
        return layer.activationsPerRow() + bias.shape()[0];
    }
}
