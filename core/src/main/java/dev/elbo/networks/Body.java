package dev.elbo.networks;

import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stack of hidden layers, the width of its result, and how heads for the data are built on it. */
public record Body(Layer layers, int width, Heads heads) {

    /** Declares one hidden layer. */
    @FunctionalInterface
    public interface Kind {
        Layer declare(Parameters parameters, String name, int in, int out);
    }

    /** Declares heads for the data. */
    public interface Heads {

        /**
         * {@code blocks} times {@code size} numbers, block by block.
         *
         * @param gain factor of the initial weights of He et al. 2015
         */
        Layer drawn(Parameters parameters, String name, int size, int blocks, double gain);

        /**
         * As above, with a bias for each number. With given first numbers the weights start at zero, otherwise as in He
         * et al.
         */
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

    /** (batch, in) -> (batch, width + in): its heads also see the input. */
    public Body besideInput(int in) {
        return new Body(new Concat(layers, (x, context) -> x), width + in);
    }

    /** (batch, width) -> (batch, blocks · size): numbers of block 0, then of block 1, … */
    public Layer head(Parameters parameters, String name, int size, int blocks) {
        return heads.drawn(parameters, name, size, blocks, 1);
    }

    /**
     * As {@link #head}, with weights that start at zero, so that the first results do not depend on the latent. For
     * numbers that are exponentiated, such as log-scales.
     */
    public Layer levelHead(Parameters parameters, String name, int size, int blocks) {
        return heads.drawn(parameters, name, size, blocks, 0);
    }

    /**
     * As {@link #head}, but each number has a bias, even where a convolution has one for each map.
     *
     * @param first (blocks · size): the first result of every row, whatever its latent; empty for a random start
     */
    public Layer biasedHead(Parameters parameters, String name, int size, int blocks, Optional<Initialiser> first) {
        return heads.biased(parameters, name, size, blocks, first);
    }
}
