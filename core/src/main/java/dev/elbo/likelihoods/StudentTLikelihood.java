package dev.elbo.likelihoods;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Scale;
import dev.elbo.distributions.StudentT;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Fork;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/**
 * p(x|z) = Π of Student-t laws; the decoder gives location, log-scale and degrees of freedom ν of each pixel. ν > 1, so
 * that the mean image exists. Takahashi et al. 2018.
 */
public record StudentTLikelihood(Layer body, Layer head, int dataSize) implements Likelihood {
    public static StudentTLikelihood declare(Parameters parameters, Body body, int dataSize, FirstLaw first) {
        Layer head = new Fork(
                first.meanHead(parameters, body, "likelihood.location", dataSize),
                new Fork(
                        first.logStdDevHead(parameters, body, "likelihood.logScale", dataSize),
                        body.levelHead(parameters, "likelihood.degrees", dataSize, 1)));
        return new StudentTLikelihood(body.layers(), head, dataSize);
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        Tensor out = output(z, context);
        Tensor degreesOfFreedom =
                out.narrow(1, 2L * dataSize, dataSize).softplus().plus(1);
        return new StudentT(out.narrow(1, 0, dataSize), logScale(out), degreesOfFreedom);
    }

    private Tensor logScale(Tensor out) {
        return ScaleHead.above(Scale.LOG_LEAST, out.narrow(1, dataSize, dataSize));
    }

    @Override
    public Optional<Scale> scale(Tensor z, Context context) {
        return Optional.of(new Scale(logScale(output(z, context)), Scale.LOG_LEAST));
    }
}
