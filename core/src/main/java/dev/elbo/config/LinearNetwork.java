package dev.elbo.config;

import dev.elbo.io.ElboException;
import dev.elbo.networks.Body;
import dev.elbo.networks.Grid;
import dev.elbo.networks.Sequence;
import dev.elbo.tensor.Parameters;
import java.util.List;

/**
 * No hidden layers: encoder and decoder are affine. With a Gaussian posterior and one learned σ for all columns, a
 * linear VAE, whose maximum of the ELBO is probabilistic principal component analysis. Lucas et al. 2019.
 */
public record LinearNetwork() implements NetworkSpec {

    @Override
    public boolean needsImages() {
        return false;
    }

    @Override
    public void checkFor(PosteriorSpec posterior) {
        if (posterior instanceof PosteriorSpec.Hierarchical) {
            throw new ElboException("network: linear networks need one level of latents, got " + posterior
                    + "; use for example posterior normal:10");
        }
    }

    @Override
    public NetworkBuilder builder(Parameters parameters, Grid data, boolean context) {
        return new Builder(data.size());
    }

    @Override
    public String toString() {
        return "linear";
    }

    private record Builder(int dataSize) implements NetworkBuilder {
        private static Body nothing(int width) {
            return new Body(new Sequence(List.of()), width);
        }

        @Override
        public Body encoder(String name) {
            return nothing(dataSize);
        }

        @Override
        public Body decoder(String name, int latent) {
            return nothing(latent);
        }

        @Override
        public Body dataEncoder(String name) {
            throw oneLevel();
        }

        @Override
        public Body latentEncoder(String name, int latent) {
            throw oneLevel();
        }

        @Override
        public Body jointEncoder(String name, int in) {
            throw oneLevel();
        }

        @Override
        public Body betweenLatents(String name, int latent) {
            throw oneLevel();
        }

        @Override
        public Body decoderOfTwo(String name, int lower, int upper) {
            throw oneLevel();
        }

        private static IllegalStateException oneLevel() {
            return new IllegalStateException("linear networks have one level of latents");
        }
    }
}
