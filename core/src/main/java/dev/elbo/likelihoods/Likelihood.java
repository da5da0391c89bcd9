package dev.elbo.likelihoods;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.Scale;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/** p(x|z): a decoder and the family of laws that its head's numbers are read as. */
public interface Likelihood {
    Layer body();

    Layer head();

    /** (rows, latent) -> law over (rows, data). */
    Distribution given(Tensor z);

    /**
     * The law that a training step scores x under, z (rows, latent), x (rows, data) or one row for all: {@link #given},
     * unless a scale is fitted to these very rows.
     */
    default Distribution fitted(Tensor z, Tensor x) {
        return given(z);
    }

    /** The scale of a density given z; empty for laws of discrete data. */
    default Optional<Scale> scale(Tensor z) {
        return Optional.empty();
    }

    /** Called without gradients after every optimiser step, to bring parameters back to where they are allowed. */
    default void afterStep() {}

    /** Numbers that one latent becomes on its way to its law: what decoding many costs in memory. */
    default long numbersPerRow() {
        return body().numbersPerRow() + head().numbersPerRow();
    }
}
