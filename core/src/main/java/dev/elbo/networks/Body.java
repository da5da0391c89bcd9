package dev.elbo.networks;

import dev.elbo.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;

/** A stack of hidden layers, the width it ends in, and how a head for the data is put on it. */
public record Body(Layer layers, int width, Heads heads) {

    /** How one hidden layer is made. */
    @FunctionalInterface
    public interface Kind {
        Layer declare(Parameters parameters, String name, int in, int out);
    }

    /** How a head is made that gives {@code blocks} times {@code size} numbers, block after block. */
    @FunctionalInterface
    public interface Heads {

        /** @param gain factor of the first weights, 1 for those of He et al. */
        Layer declare(Parameters parameters, String name, int size, int blocks, double gain);
    }

    /** With linear heads. */
    public Body(Layer layers, int width) {
        this(
                layers,
                width,
                (parameters, name, size, blocks, gain) ->
                        Dense.declare(parameters, name, width, Math.multiplyExact(size, blocks), blocks, gain));
    }

    /** Hidden layers of the given widths, named {@code name.0}, {@code name.1}, … */
    public static Body declare(Parameters parameters, String name, Kind kind, int in, List<Integer> widths) {
        List<Layer> layers = new ArrayList<>();
        int width = in;
        for (int next : widths) {
            layers.add(kind.declare(parameters, name + "." + layers.size(), width, next));
            width = next;
        }
        return new Body(new Sequence(layers), width);
    }

    /** (batch, in) -> (batch, width + in): its heads also see what went in. */
    public Body besideInput(int in) {
        return new Body(new Fork(layers, x -> x), width + in);
    }

    /** (batch, width) -> (batch, blocks · size): numbers of block 0, then of block 1, … */
    public Layer head(Parameters parameters, String name, int size, int blocks) {
        return heads.declare(parameters, name, size, blocks, 1);
    }

    /**
     * As {@link #head}, with first weights of zero: what a row starts with does not depend on its latent. For numbers
     * that an exponential follows, such as log-scales.
     */
    public Layer levelHead(Parameters parameters, String name, int size, int blocks) {
        return heads.declare(parameters, name, size, blocks, 0);
    }
}
