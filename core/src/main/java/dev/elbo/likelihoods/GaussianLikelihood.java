package dev.elbo.likelihoods;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.networks.Body;
import dev.elbo.networks.Dense;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;

/** p(x|z) = N(x; m(z), σ² I) with σ fixed in advance. */
public record GaussianLikelihood(Layer body, Dense mean, double stdDev) implements Likelihood {

    public static GaussianLikelihood declare(Parameters parameters, Body body, int dataSize, double stdDev) {
        if (!(stdDev > 0)) {
            throw new IllegalArgumentException("the standard deviation must be > 0, got " + stdDev);
        }
        return new GaussianLikelihood(
                body.layers(), Dense.declare(parameters, "likelihood.mean", body.width(), dataSize, 1), stdDev);
    }

    @Override
    public Distribution given(Tensor z) {
        Tensor m = mean.apply(body.apply(z));
        return new DiagonalGaussian(m, Tensors.full(2 * Math.log(stdDev), 1, 1));
    }
}
