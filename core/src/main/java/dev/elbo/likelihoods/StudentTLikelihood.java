package dev.elbo.likelihoods;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.distributions.StudentT;
import dev.elbo.networks.Body;
import dev.elbo.networks.Concat;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/**
 * p(x|z) = Π of Student-t distributions; the decoder gives location, log-scale and degrees of freedom ν of each pixel.
 * ν > 1, so that the mean image exists. Takahashi et al. 2018.
 */
public record StudentTLikelihood(Layer decoder, Layer outputHead, int dataSize) implements Likelihood {
    /**
     * Declares {@code likelihood.location}, {@code likelihood.logScale} and {@code likelihood.degrees} on a decoder.
     */
    public static StudentTLikelihood declare(
            Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
        Layer outputHead = new Concat(
                first.meanHead(parameters, decoder, "likelihood.location", dataSize),
                new Concat(
                        first.logStdDevHead(parameters, decoder, "likelihood.logScale", dataSize),
                        decoder.levelHead(parameters, "likelihood.degrees", dataSize, 1)));
        return new StudentTLikelihood(decoder.layers(), outputHead, dataSize);
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        Tensor out = output(z, context);
        Tensor degreesOfFreedom =
                out.narrow(1, 2L * dataSize, dataSize).softplus().plus(1);
        return new StudentT(out.narrow(1, 0, dataSize), logScale(out), degreesOfFreedom);
    }

    private Tensor logScale(Tensor out) {
        return ScaleHead.above(ScaleParameter.LOG_LEAST, out.narrow(1, dataSize, dataSize));
    }

    @Override
    public Optional<ScaleParameter> scale(Tensor z, Context context) {
        return Optional.of(new ScaleParameter(logScale(output(z, context)), ScaleParameter.LOG_LEAST));
    }
}
