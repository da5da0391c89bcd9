package dev.elbo.networks;

import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/** (batch, in) -> (batch, out): x W + b. */
public record Dense(Parameter weight, Parameter bias) implements Layer {

    /** Heads on a body of this width. */
    record Heads(int width) implements Body.Heads {
        @Override
        public Layer drawn(Parameters parameters, String name, int size, int blocks, double gain) {
            int out = Math.multiplyExact(size, blocks);
            return declare(parameters, name, width, out, blocks, gain, Initialiser.bias(width));
        }

        @Override
        public Layer biased(Parameters parameters, String name, int size, int blocks, Optional<Initialiser> first) {
            int out = Math.multiplyExact(size, blocks);
            Initialiser bias = first.orElseGet(() -> Initialiser.bias(width));
            return declare(parameters, name, width, out, blocks, first.isPresent() ? 0 : 1, bias);
        }
    }

    /**
     * Declares {@code name.weight} (in, out) and {@code name.bias} (out); {@code blocks} linear maps side by side count
     * as that many tensors.
     */
    public static Dense declare(Parameters parameters, String name, int in, int out, int blocks) {
        return declare(parameters, name, in, out, blocks, 1, Initialiser.bias(in));
    }

    /** Initial weights of He et al. 2015 times {@code gain}. */
    private static Dense declare(
            Parameters parameters, String name, int in, int out, int blocks, double gain, Initialiser bias) {
        return new Dense(
                parameters.declare(name + ".weight", new long[] {in, out}, blocks, scaled(gain, in)),
                parameters.declare(name + ".bias", new long[] {out}, blocks, bias));
    }

    static Initialiser scaled(double gain, long fanIn) {
        return gain == 1 ? Initialiser.he(fanIn) : Initialiser.normal(0, gain * Math.sqrt(2.0 / fanIn));
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        return x.affine(weight, bias);
    }

    @Override
    public long activationsPerRow() {
        return bias.shape()[0];
    }
}
