package dev.elbo.priors;

import dev.elbo.distributions.Distribution;

/** p(z). */
public interface Prior {

    /** The law under the current parameters; batch of one row, event of the latent size. */
    Distribution distribution();

    /** Called without gradients after every optimiser step, to bring parameters back to where they are allowed. */
    default void afterStep() {}
}
