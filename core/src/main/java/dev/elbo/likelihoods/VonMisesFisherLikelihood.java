package dev.elbo.likelihoods;

import dev.elbo.distributions.Sphere;
import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/**
 * p(x|z) = vMF(x; μ(z), κ(z)) for x on the unit sphere in R^m, a density with respect to its surface: the decoder gives
 * m numbers, scaled to length one for μ, and one whose softplus is κ, down to the uniform distribution at κ = 0.
 *
 * @param ambient m
 */
public record VonMisesFisherLikelihood(Layer decoder, Layer outputHead, int ambient) implements Likelihood {

    /** Declares {@code likelihood.direction-concentration} on a decoder. */
    public static VonMisesFisherLikelihood declare(Parameters parameters, Body decoder, int ambient) {
        return new VonMisesFisherLikelihood(
                decoder.layers(),
                decoder.head(parameters, "likelihood.direction-concentration", ambient + 1, 1),
                ambient);
    }

    @Override
    public VonMisesFisher distribution(Tensor z, Context context) {
        Tensor out = output(z, context);
        Tensor concentration = out.narrow(1, ambient, 1).softplus().squeeze(-1);
        return new VonMisesFisher(Sphere.unit(out.narrow(1, 0, ambient)), concentration);
    }
}
