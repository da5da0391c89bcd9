package dev.elbo.likelihoods;

import dev.elbo.distributions.BitwiseCategorical;
import dev.elbo.distributions.Distribution;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;

/** p(x|z) = Π over pixels and their eight bits; the decoder gives log-odds for each bit. Rybkin et al. 2021. */
public record BitwiseLikelihood(Layer decoder, Layer outputHead, int dataSize) implements Likelihood {

    /** Declares {@code likelihood.logits} on a decoder. */
    public static BitwiseLikelihood declare(Parameters parameters, Body decoder, int dataSize) {
        return new BitwiseLikelihood(
                decoder.layers(),
                decoder.head(parameters, "likelihood.logits", dataSize, BitwiseCategorical.BITS),
                dataSize);
    }

    @Override
    public Distribution distribution(Tensor z, Context context) {
        return new BitwiseCategorical(output(z, context).reshape(-1, BitwiseCategorical.BITS, dataSize));
    }
}
