package dev.elbo.likelihoods;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/** p(x|z): a decoder and the family of distributions that the numbers of its head select from. */
public interface Likelihood {
    /** (rows, latent) -> (rows, width): the hidden layers. */
    Layer decoder();

    /** (rows, width) -> (rows, outputs): the parameters of the distribution, before they are constrained. */
    Layer outputHead();

    /** z (rows, latent) -> p(x|z), over (rows, data). */
    Distribution distribution(Tensor z, Context context);

    /** As {@link #distribution(Tensor, Context)}, without a context. */
    default Distribution distribution(Tensor z) {
        return distribution(z, Context.NONE);
    }

    /**
     * The distribution that a training step scores x under, z (rows, latent), x (rows, data) or one row for all: that
     * of {@link #distribution(Tensor, Context)}, unless a scale is fitted to just these rows.
     */
    default Distribution trainingDistribution(Tensor z, Tensor x, Context context) {
        return distribution(z, context);
    }

    /** Whether {@link #trainingDistribution} of a row does not depend on the other rows. */
    default boolean rowsSeparate() {
        return true;
    }

    /** As {@link #trainingDistribution(Tensor, Tensor, Context)}, without a context. */
    default Distribution trainingDistribution(Tensor z, Tensor x) {
        return trainingDistribution(z, x, Context.NONE);
    }

    /** (rows, latent) -> (rows, outputs): the decoder, then the head. */
    default Tensor output(Tensor z, Context context) {
        return outputHead().apply(decoder().apply(z, context), context);
    }

    /** The scale of a density, z (rows, latent); empty for distributions of discrete data. */
    default Optional<ScaleParameter> scale(Tensor z, Context context) {
        return Optional.empty();
    }

    /** Called without gradients after every optimiser step, to project parameters back into their allowed range. */
    default void afterStep() {}

    /** Numbers computed to decode one latent: the memory that decoding many needs. */
    default long activationsPerRow() {
        return decoder().activationsPerRow() + outputHead().activationsPerRow();
    }
}
