package dev.elbo.config;

import dev.elbo.io.UserException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Hidden layers of the encoder; the decoder mirrors them.
 *
 * @param widths units of each layer; of a convolutional network the channels, at each of which the sides halve
 */
public record NetworkSpec(Kind kind, List<Integer> widths) {

    /** What a hidden layer is. */
    public enum Kind {
        GATED,
        MLP,
        CONV,
        CONV_GATED;

        public boolean convolutional() {
            return this == CONV || this == CONV_GATED;
        }

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Channels of a convolutional network that is asked for without any. */
    static final List<Integer> CHANNELS = List.of(32, 64, 64);

    public NetworkSpec {
        widths = List.copyOf(widths);
    }

    /** @throws UserException if the posterior needs other layers */
    void checkFor(PosteriorSpec posterior) {
        if (posterior instanceof PosteriorSpec.Hierarchical && !kind.convolutional() && widths.size() < 2) {
            throw new UserException(
                    "network: a hierarchical posterior needs at least two hidden layers, the last on data"
                            + " and z2 together, got " + this + "; use for example " + kind.word() + ":300,300");
        }
    }

    @Override
    public String toString() {
        return kind.word() + ":" + widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
