package dev.elbo.config;

import dev.elbo.networks.Activation;
import dev.elbo.networks.Body;
import dev.elbo.networks.ConvBody;
import dev.elbo.networks.Grid;
import dev.elbo.tensor.Parameters;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A convolutional network for images; the decoder mirrors the encoder.
 *
 * @param channels output channels of the encoder's convolutions, each of which halves the image sides
 */
public record ConvNetwork(Activation activation, List<Integer> channels) implements NetworkSpec {
    /** Channels if none are given. */
    static final List<Integer> DEFAULT_CHANNELS = List.of(32, 64, 64);

    /** Units of the fully connected layers between two levels of latents. */
    private static final List<Integer> UNITS_BETWEEN_LATENTS = List.of(300, 300);

    public ConvNetwork {
        channels = List.copyOf(channels);
    }

    @Override
    public boolean needsImages() {
        return true;
    }

    @Override
    public NetworkBuilder builder(Parameters parameters, Grid data, boolean context) {
        NetworkBuilder dense = new DenseNetwork(activation, UNITS_BETWEEN_LATENTS).builder(parameters, data, context);
        return new Builder(parameters, data, activation, channels, dense);
    }

    @Override
    public String toString() {
        String word = activation == Activation.GATED ? "conv-gated" : "conv";
        return word + ":" + channels.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** @param dense fully connected layers, for the networks between two levels of latents */
    private record Builder(
            Parameters parameters, Grid data, Activation activation, List<Integer> channels, NetworkBuilder dense)
            implements NetworkBuilder {

        @Override
        public Body encoder(String name) {
            return ConvBody.encoder(parameters, name, activation, data, channels);
        }

        @Override
        public Body decoder(String name, int latent) {
            return ConvBody.decoder(parameters, name, activation, latent, data, channels);
        }

        @Override
        public Body dataEncoder(String name) {
            return encoder(name);
        }

        @Override
        public Body latentEncoder(String name, int latent) {
            return dense.latentEncoder(name, latent);
        }

        @Override
        public Body jointEncoder(String name, int in) {
            return dense.jointEncoder(name, in);
        }

        @Override
        public Body betweenLatents(String name, int latent) {
            return dense.betweenLatents(name, latent);
        }

        @Override
        public Body decoderOfTwo(String name, int lower, int upper) {
            return decoder(name, lower + upper);
        }
    }
}
