package dev.elbo.likelihoods;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.InPlace;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/**
 * p(x|z) = N(x; m(z), diag σ²) with the same σ for all rows, learned by gradient: one for all columns (Dai and Wipf
 * 2019, eq. 3; Rybkin et al. 2021, section 4.1), or one for each.
 *
 * <p>Adam moves log σ by at most about the learning rate a step, so σ shrinks slowly, and latents that are not needed
 * are given up while the loss is still smooth. With a σ that follows the error at once, or is small from the start,
 * they stay in use (Dai et al. 2021, section 4). The larger the first σ, the fewer remain, on some data too few.
 *
 * @param logStdDev (1) or (data): log σ
 */
public record SharedGaussianLikelihood(Layer decoder, Layer outputHead, Parameter logStdDev) implements Likelihood {

    /** Declares {@code likelihood.mean} on a decoder and {@code likelihood.logStdDev} (1). */
    public static SharedGaussianLikelihood declare(
            Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
        return new SharedGaussianLikelihood(
                decoder.layers(),
                first.meanHead(parameters, decoder, "likelihood.mean", dataSize),
                parameters.declare("likelihood.logStdDev", new long[] {1}, first.logStdDev()));
    }

    /** Declares {@code likelihood.mean} on a decoder and {@code likelihood.logStdDev} (data), a σ for each column. */
    public static SharedGaussianLikelihood declarePerColumn(
            Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
        return new SharedGaussianLikelihood(
                decoder.layers(),
                first.meanHead(parameters, decoder, "likelihood.mean", dataSize),
                parameters.declare("likelihood.logStdDev", new long[] {dataSize}, first.logStdDev()));
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        Tensor logVar = logStdDev.tensor().times(2).unsqueeze(0); // (1, 1) or (1, data)
        return new DiagonalGaussian(output(z, context), logVar);
    }

    @Override
    public Optional<ScaleParameter> scale(Tensor z, Context context) {
        return Optional.of(new ScaleParameter(logStdDev.tensor(), ScaleParameter.LOG_LEAST));
    }

    /** Holds σ above its floor, where it still has a gradient. */
    @Override
    public void afterStep() {
        InPlace.clamp(logStdDev.tensor(), ScaleParameter.LOG_LEAST, Double.POSITIVE_INFINITY);
    }
}
