package dev.elbo.likelihoods;

import dev.elbo.distributions.DiscretizedLogistic;
import dev.elbo.distributions.Distribution;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/**
 * p(x|z) = Π of 256-level discretised logistics with location and scale from the decoder. Location is a sigmoid held
 * inside [1/512, 511/512] and log-scale inside [−4.5, 0], as in Tomczak and Welling's experiments.
 */
public record DiscretizedLogisticLikelihood(Layer decoder, Layer outputHead, int dataSize, boolean closedTails)
        implements Likelihood {
    private static final double HALF_BIN = 0.5 / DiscretizedLogistic.LEVELS;
    private static final double MIN_LOG_SCALE = -4.5;

    /** Declares {@code likelihood.head} on a decoder: locations, then log-scales. */
    public static DiscretizedLogisticLikelihood declare(
            Parameters parameters, Body decoder, int dataSize, OutputInitialiser first, boolean closedTails) {
        Layer outputHead = first.logitAndLogScaleHead(parameters, decoder, "likelihood.head", dataSize, MIN_LOG_SCALE);
        return new DiscretizedLogisticLikelihood(decoder.layers(), outputHead, dataSize, closedTails);
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        Tensor out = output(z, context);
        Tensor location = out.narrow(1, 0, dataSize).sigmoid().clamp(HALF_BIN, 1 - HALF_BIN);
        Tensor logScale = out.narrow(1, dataSize, dataSize).clamp(MIN_LOG_SCALE, 0);
        return new DiscretizedLogistic(location, logScale, closedTails);
    }
}
