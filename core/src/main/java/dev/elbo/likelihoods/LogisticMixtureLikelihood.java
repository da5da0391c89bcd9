package dev.elbo.likelihoods;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.LogisticMixture;
import dev.elbo.networks.Body;
import dev.elbo.networks.Concat;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;

/**
 * p(x|z) = Π of mixtures of K 256-level discretised logistics; the decoder gives K weights, locations and log-scales
 * for each pixel. Locations are sigmoids that start spread over [0, 1]; log-scales stay above −7, a quarter of a level.
 */
public record LogisticMixtureLikelihood(Layer decoder, Layer outputHead, int dataSize, int components)
        implements Likelihood {
    private static final double LOG_FLOOR = -7;

    /** Declares {@code likelihood.weightsAndLocations} and {@code likelihood.logScales} on a decoder. */
    public static LogisticMixtureLikelihood declare(Parameters parameters, Body decoder, int dataSize, int components) {
        Layer outputHead = new Concat(
                decoder.head(parameters, "likelihood.weightsAndLocations", dataSize, Math.multiplyExact(2, components)),
                decoder.levelHead(parameters, "likelihood.logScales", dataSize, components));
        return new LogisticMixtureLikelihood(decoder.layers(), outputHead, dataSize, components);
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        Tensor out = output(z, context).reshape(-1, 3L * components, dataSize);
        Tensor location = out.narrow(1, components, components).plus(spread()).sigmoid();
        Tensor logScale = ScaleHead.above(LOG_FLOOR, out.narrow(1, 2L * components, components));
        return new LogisticMixture(out.narrow(1, 0, components), location, logScale);
    }

    /** (K, 1): log-odds of K even places in [0, 1]. */
    private Tensor spread() {
        float[] places = new float[components];
        for (int k = 0; k < components; k++) {
            double place = (k + 0.5) / components;
            places[k] = (float) Math.log(place / (1 - place));
        }
        return Tensors.of(places, components, 1);
    }
}
