package dev.elbo.networks;

import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/** (batch, in) -> (batch, out): x W + b. */
public record Dense(Parameter weight, Parameter bias) implements Layer {

    /**
     * Declares {@code name.weight} (in, out) and {@code name.bias} (out); {@code blocks} linear maps side by side count
     * as that many tensors.
     */
    public static Dense declare(Parameters parameters, String name, int in, int out, int blocks) {
        return declare(parameters, name, in, out, blocks, 1);
    }

    /** As above, first weights of He et al. times {@code gain}. */
    static Dense declare(Parameters parameters, String name, int in, int out, int blocks, double gain) {
        return new Dense(
                parameters.declare(name + ".weight", new long[] {in, out}, blocks, scaled(gain, in)),
                parameters.declare(name + ".bias", new long[] {out}, blocks, Initialiser.bias(in)));
    }

    static Initialiser scaled(double gain, long fanIn) {
        return gain == 1 ? Initialiser.he(fanIn) : Initialiser.normal(0, gain * Math.sqrt(2.0 / fanIn));
    }

    @Override
    public Tensor apply(Tensor x) {
        return x.affine(weight.tensor(), bias.tensor());
    }

    @Override
    public long numbersPerRow() {
        return bias.shape()[0];
    }
}
