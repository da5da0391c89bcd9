package dev.elbo.priors;

import dev.elbo.distributions.Distribution;
import java.util.Optional;

/** p(z). */
public interface Prior {

    /** The law under the current parameters; batch of one row, event of the latent size. */
    Distribution distribution();

    /** The mixture of posteriors in it, whose pseudo-inputs can be looked at. */
    default Optional<VampPrior> vamp() {
        return Optional.empty();
    }

    /** Called without gradients after every optimiser step, to bring parameters back to where they are allowed. */
    default void afterStep() {}
}
