package dev.elbo.priors;

import dev.elbo.distributions.Distribution;

/** p(z). */
@FunctionalInterface
public interface Prior {

    /** The law under the current parameters; batch of one row, event of the latent size. */
    Distribution distribution();
}
