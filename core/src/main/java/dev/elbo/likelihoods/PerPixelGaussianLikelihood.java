package dev.elbo.likelihoods;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Scale;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Fork;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/** p(x|z) = Π N(x_d; m_d(z), σ_d(z)²): the decoder gives a mean and a log σ for each pixel. */
public record PerPixelGaussianLikelihood(Layer body, Layer head, int dataSize) implements Likelihood {
    public static PerPixelGaussianLikelihood declare(Parameters parameters, Body body, int dataSize, FirstLaw first) {
        Layer head = new Fork(
                first.meanHead(parameters, body, "likelihood.mean", dataSize),
                first.logStdDevHead(parameters, body, "likelihood.logStdDev", dataSize));
        return new PerPixelGaussianLikelihood(body.layers(), head, dataSize);
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        Tensor out = output(z, context);
        return new DiagonalGaussian(out.narrow(1, 0, dataSize), logStdDev(out).times(2));
    }

    private Tensor logStdDev(Tensor out) {
        return ScaleHead.above(Scale.LOG_LEAST, out.narrow(1, dataSize, dataSize));
    }

    @Override
    public Optional<Scale> scale(Tensor z, Context context) {
        return Optional.of(new Scale(logStdDev(output(z, context)), Scale.LOG_LEAST));
    }
}
