package dev.elbo.likelihoods;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * p(x|z) = N(x; m(z), σ² I) with the one σ that is best for the data: σ² is the mean squared error, of the batch in a
 * training step (so that minus the log-likelihood is D/2 log MSE and a constant), of the training rows otherwise.
 * Rybkin et al. 2021, eq. 5; no softclip, only a floor.
 *
 * @param logStdDev (1): the frozen log σ; never reached by a gradient
 */
public record OptimalGaussianLikelihood(Layer decoder, Layer outputHead, Parameters parameters, Parameter logStdDev)
        implements CalibratedLikelihood {

    /** Declares {@code likelihood.mean} on a decoder and {@code likelihood.logStdDev} (1). */
    public static OptimalGaussianLikelihood declare(
            Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
        return new OptimalGaussianLikelihood(
                decoder.layers(),
                first.meanHead(parameters, decoder, "likelihood.mean", dataSize),
                parameters,
                parameters.declare("likelihood.logStdDev", new long[] {1}, Initialiser.constant(0)));
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        Tensor logVar = logStdDev.tensor().detach().times(2).unsqueeze(0); // (1, 1)
        return new DiagonalGaussian(output(z, context), logVar);
    }

    /** σ² from these rows, gradient included. */
    @Override
    public Distribution trainingDistribution(Tensor z, Tensor x, Context context) {
        Tensor mean = output(z, context);
        Tensor variance = x.minus(mean)
                .square()
                .meanAll()
                .clamp(ScaleParameter.LEAST * ScaleParameter.LEAST, Double.POSITIVE_INFINITY);
        return new DiagonalGaussian(mean, variance.log().reshape(1, 1));
    }

    /** No: σ² is that of the batch. */
    @Override
    public boolean rowsSeparate() {
        return false;
    }

    @Override
    public void freeze(double[] squaredErrors) {
        double meanSquare = Arrays.stream(squaredErrors).average().orElseThrow();
        parameters.set(logStdDev, new float[] {(float) Math.log(Math.max(ScaleParameter.LEAST, Math.sqrt(meanSquare)))
        });
    }

    @Override
    public Optional<ScaleParameter> scale(Tensor z, Context context) {
        return Optional.of(new ScaleParameter(logStdDev.tensor().detach(), ScaleParameter.LOG_LEAST));
    }
}
