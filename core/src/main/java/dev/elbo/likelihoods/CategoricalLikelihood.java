package dev.elbo.likelihoods;

import dev.elbo.distributions.Categorical;
import dev.elbo.distributions.Distribution;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/** p(x|z) = Π of choices among 256 levels; the decoder gives 256 logits for each pixel. */
public record CategoricalLikelihood(Layer decoder, Layer outputHead, int dataSize) implements Likelihood {
    private static final int LEVELS = 256;

    /** Declares {@code likelihood.logits} on a decoder. */
    public static CategoricalLikelihood declare(Parameters parameters, Body decoder, int dataSize) {
        return new CategoricalLikelihood(
                decoder.layers(), decoder.head(parameters, "likelihood.logits", dataSize, LEVELS), dataSize);
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        return new Categorical(output(z, context).reshape(-1, LEVELS, dataSize));
    }
}
