package dev.elbo.likelihoods;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.GaussianScaleMixture;
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
 * A Gaussian with a σ of its own for each image. In a training step σ² is the image's mean squared error (Rybkin et al.
 * 2021, per-image optimal σ). Of an image not seen yet σ is not known, and one read off the image itself gives no
 * density; so otherwise p(x|z) is the mixture over the σ that training images had: 1/K Σ_k N(x; m(z), σ_k² I) with σ_k
 * the K quantiles of theirs.
 *
 * @param logStdDevs (K): the frozen log σ_k; never reached by a gradient
 */
public record PerImageGaussianLikelihood(Layer decoder, Layer outputHead, Parameters parameters, Parameter logStdDevs)
        implements CalibratedLikelihood {
    private static final int QUANTILES = 64;

    /** Declares {@code likelihood.mean} on a decoder and {@code likelihood.logStdDevs} (K). */
    public static PerImageGaussianLikelihood declare(
            Parameters parameters, Body decoder, int dataSize, OutputInitialiser first) {
        return new PerImageGaussianLikelihood(
                decoder.layers(),
                first.meanHead(parameters, decoder, "likelihood.mean", dataSize),
                parameters,
                parameters.declare("likelihood.logStdDevs", new long[] {QUANTILES}, Initialiser.constant(0)));
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        return new GaussianScaleMixture(output(z, context), logStdDevs.tensor().detach());
    }

    /** σ² of each row from that row, gradient included. */
    @Override
    public Distribution trainingDistribution(Tensor z, Tensor x, Context context) {
        Tensor mean = output(z, context);
        Tensor variances = x.minus(mean)
                .square()
                .mean(-1)
                .clamp(ScaleParameter.LEAST * ScaleParameter.LEAST, Double.POSITIVE_INFINITY);
        return new DiagonalGaussian(mean, variances.log().unsqueeze(1));
    }

    @Override
    public void freeze(double[] squaredErrors) {
        double[] sorted = squaredErrors.clone();
        Arrays.sort(sorted);
        float[] quantiles = new float[QUANTILES];
        for (int k = 0; k < QUANTILES; k++) {
            double square = sorted[(int) ((k + 0.5) / QUANTILES * sorted.length)];
            quantiles[k] = (float) Math.log(Math.max(ScaleParameter.LEAST, Math.sqrt(square)));
        }
        parameters.set(logStdDevs, quantiles);
    }

    @Override
    public Optional<ScaleParameter> scale(Tensor z, Context context) {
        return Optional.of(new ScaleParameter(logStdDevs.tensor().detach(), ScaleParameter.LOG_LEAST));
    }
}
