package dev.elbo.likelihoods;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Optional;

/** p(x|z) = N(x; m(z), σ² I) with σ fixed in advance. */
public record GaussianLikelihood(Layer decoder, Layer outputHead, double stdDev) implements Likelihood {

    /** Declares {@code likelihood.mean} on a decoder. */
    public static GaussianLikelihood declare(
            Parameters parameters, Body decoder, int dataSize, OutputInitialiser first, double stdDev) {
        if (!(stdDev > 0)) {
            throw new IllegalArgumentException("the standard deviation must be > 0, got " + stdDev);
        }
        return new GaussianLikelihood(
                decoder.layers(), first.meanHead(parameters, decoder, "likelihood.mean", dataSize), stdDev);
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        return new DiagonalGaussian(output(z, context), Tensors.full(2 * Math.log(stdDev), 1, 1));
    }

    @Override
    public Optional<ScaleParameter> scale(Tensor z, Context context) {
        return Optional.of(new ScaleParameter(Tensors.full(Math.log(stdDev), 1), Double.NEGATIVE_INFINITY));
    }
}
