package dev.elbo.likelihoods;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.networks.Body;
import dev.elbo.networks.Concat;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/** p(x|z) = Π N(x_d; m_d(z), σ_d(z)²): the decoder gives a mean and a log σ for each pixel. */
public record PerPixelGaussianLikelihood(Layer decoder, Layer outputHead, int dataSize) implements Likelihood {
    /** Declares {@code likelihood.mean} and {@code likelihood.logStdDev} on a decoder. */
    public static PerPixelGaussianLikelihood declare(
            Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
        Layer outputHead = new Concat(
                first.meanHead(parameters, decoder, "likelihood.mean", dataSize),
                first.logStdDevHead(parameters, decoder, "likelihood.logStdDev", dataSize));
        return new PerPixelGaussianLikelihood(decoder.layers(), outputHead, dataSize);
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        Tensor out = output(z, context);
        return new DiagonalGaussian(out.narrow(1, 0, dataSize), logStdDev(out).times(2));
    }

    private Tensor logStdDev(Tensor out) {
        return ScaleHead.above(ScaleParameter.LOG_LEAST, out.narrow(1, dataSize, dataSize));
    }

    @Override
    public Optional<ScaleParameter> scale(Tensor z, Context context) {
        return Optional.of(new ScaleParameter(logStdDev(output(z, context)), ScaleParameter.LOG_LEAST));
    }
}
