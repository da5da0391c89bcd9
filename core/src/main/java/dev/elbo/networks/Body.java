package dev.elbo.networks;

import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stack of hidden layers, the width it ends in, and how a head for the data is put on it. */
public record Body(Layer layers, int width, Heads heads) {

    /** How one hidden layer is made. */
    @FunctionalInterface
    public interface Kind {
        Layer declare(Parameters parameters, String name, int in, int out);
    }

    /** How heads for the data are made. */
    public interface Heads {

        /**
         * {@code blocks} times {@code size} numbers, block after block.
         *
         * @param gain factor of the first weights, 1 for those of He et al.
         */
        Layer drawn(Parameters parameters, String name, int size, int blocks, double gain);

        /** As above with a bias for each number; told first numbers, weights are zero, else those of He et al. */
        Layer biased(Parameters parameters, String name, int size, int blocks, Optional<Initialiser> first);
    }

    /** With linear heads. */
    public Body(Layer layers, int width) {
        this(layers, width, new Dense.Heads(width));
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
        return new Body(new Fork(layers, (x, context) -> x), width + in);
    }

    /** (batch, width) -> (batch, blocks · size): numbers of block 0, then of block 1, … */
    public Layer head(Parameters parameters, String name, int size, int blocks) {
        return heads.drawn(parameters, name, size, blocks, 1);
    }

    /**
     * As {@link #head}, with first weights of zero: what a row starts with does not depend on its latent. For numbers
     * that an exponential follows, such as log-scales.
     */
    public Layer levelHead(Parameters parameters, String name, int size, int blocks) {
        return heads.drawn(parameters, name, size, blocks, 0);
    }

    /**
     * As {@link #head}, but each number has a bias, also where a convolution has one for a map.
     *
     * @param first (blocks · size): what every row starts with, whatever its latent; empty for chance
     */
    public Layer biasedHead(Parameters parameters, String name, int size, int blocks, Optional<Initialiser> first) {
        return heads.biased(parameters, name, size, blocks, first);
    }
}
