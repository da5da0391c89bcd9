package dev.elbo.likelihoods;

import dev.elbo.distributions.Bernoulli;
import dev.elbo.distributions.Distribution;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/** p(x|z) = Π Bernoulli(x_d; σ(l_d(z))). */
public record BernoulliLikelihood(Layer decoder, Layer outputHead) implements Likelihood {

    /** Declares {@code likelihood.logits} on a decoder. */
    public static BernoulliLikelihood declare(
            Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
        return new BernoulliLikelihood(
                decoder.layers(), first.logitHead(parameters, decoder, "likelihood.logits", dataSize));
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        return new Bernoulli(output(z, context));
    }
}
