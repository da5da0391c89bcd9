package dev.elbo.likelihoods;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.FilmLayer;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.InPlace;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/**
 * p(x|z) = N(x; m(z), diag σ²) with the same σ for all rows, learned by gradient: one for all columns (Dai and Wipf
 * 2019, eq. 3; Rybkin et al. 2021, section 4.1), or one for each. Where one network serves a range of β, σ is a function
 * of β, since each β has a best σ of its own.
 *
 * <p>Adam moves log σ by at most about the learning rate a step, so σ shrinks slowly, and latents that are not needed
 * are given up while the loss is still smooth. With a σ that follows the error at once, or is small from the start,
 * they stay in use (Dai et al. 2021, section 4). The larger the first σ, the fewer remain, on some data too few.
 *
 * @param logStdDev (1) or (data): log σ
 * @param modulation (3, 1) or (3, data): what c, c² and c³ add to log σ, c the number of the context; empty where σ is
 *     the same in all contexts
 */
public record SharedGaussianLikelihood(
        Layer decoder, Layer outputHead, Parameter logStdDev, Optional<Parameter> modulation) implements Likelihood {
    /** Declares {@code likelihood.mean} on a decoder and {@code likelihood.logStdDev} (1). */
    public static SharedGaussianLikelihood declare(
            Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
        return declare(parameters, decoder, dataSize, 1, first);
    }

    /** Declares {@code likelihood.mean} on a decoder and {@code likelihood.logStdDev} (data), a σ for each column. */
    public static SharedGaussianLikelihood declarePerColumn(
            Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
        return declare(parameters, decoder, dataSize, dataSize, first);
    }

    private static SharedGaussianLikelihood declare(
            Parameters parameters, Body decoder, int dataSize, int scales, OutputInitialiser first) {
        return new SharedGaussianLikelihood(
                decoder.layers(),
                first.meanHead(parameters, decoder, "likelihood.mean", dataSize),
                parameters.declare("likelihood.logStdDev", new long[] {scales}, first.logStdDev()),
                Optional.empty());
    }

    /** The same likelihood with a σ that depends on the context; declares {@code likelihood.logStdDev.modulation}. */
    public SharedGaussianLikelihood modulated(Parameters parameters) {
        long[] shape = {FilmLayer.POWERS, logStdDev.shape()[0]};
        return new SharedGaussianLikelihood(
                decoder,
                outputHead,
                logStdDev,
                Optional.of(parameters.declare("likelihood.logStdDev.modulation", shape, 1, Initialiser.constant(0))));
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        return new DiagonalGaussian(
                output(z, context), logStdDevs(z.size(0), context).times(2));
    }

    /** (rows or 1, 1 or data): log σ. */
    private Tensor logStdDevs(long rows, Context context) {
        Tensor common = logStdDev.tensor().unsqueeze(0);
        if (modulation.isEmpty()) {
            return common;
        }
        Tensor raw = common.plus(
                FilmLayer.powers(context, rows).matmul(modulation.get().tensor()));
        return ScaleHead.above(ScaleParameter.LOG_LEAST, raw);
    }

    @Override
    public Optional<ScaleParameter> scale(Tensor z, Context context) {
        Tensor logScale = modulation.isEmpty() ? logStdDev.tensor() : logStdDevs(z.size(0), context);
        return Optional.of(new ScaleParameter(logScale, ScaleParameter.LOG_LEAST));
    }

    /** Holds σ above its floor, where it still has a gradient. */
    @Override
    public void afterStep() {
        InPlace.clamp(logStdDev.tensor(), ScaleParameter.LOG_LEAST, Double.POSITIVE_INFINITY);
    }
}
