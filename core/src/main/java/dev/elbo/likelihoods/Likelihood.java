package dev.elbo.likelihoods;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Scale;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/** p(x|z): a decoder and the family of laws that its head's numbers are read as. */
public interface Likelihood {
    Layer body();

    Layer head();

    /** z (rows, latent) -> p(x|z), over (rows, data). */
    Distribution distribution(Tensor z, Context context);

    /** As {@link #distribution(Tensor, Context)}, without a context. */
    default Distribution distribution(Tensor z) {
        return distribution(z, Context.NONE);
    }

    /**
     * The distribution that a training step scores x under, z (rows, latent), x (rows, data) or one row for all: that of
     * {@link #distribution(Tensor, Context)}, unless a scale is fitted to these very rows.
     */
    default Distribution trainingDistribution(Tensor z, Tensor x, Context context) {
        return distribution(z, context);
    }

    /** As {@link #trainingDistribution(Tensor, Tensor, Context)}, without a context. */
    default Distribution trainingDistribution(Tensor z, Tensor x) {
        return trainingDistribution(z, x, Context.NONE);
    }

    /** (rows, latent) -> (rows, outputs): the numbers of the head. */
    default Tensor output(Tensor z, Context context) {
        return head().apply(body().apply(z, context), context);
    }

    /** The scale of a density given z; empty for distributions of discrete data. */
    default Optional<Scale> scale(Tensor z, Context context) {
        return Optional.empty();
    }

    /** Called without gradients after every optimiser step, to bring parameters back to where they are allowed. */
    default void afterStep() {}

    /** Numbers that one latent becomes on its way to its law: what decoding many costs in memory. */
    default long numbersPerRow() {
        return body().numbersPerRow() + head().numbersPerRow();
    }
}
