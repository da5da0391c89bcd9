package dev.elbo.priors;

import dev.elbo.distributions.Distribution;
import dev.elbo.networks.Context;
import java.util.Optional;

/** p(z). */
public interface Prior {

    /** p(z) under the current parameters; batch of one row, event of the latent size. */
    Distribution distribution(Context context);

    /** As {@link #distribution(Context)}, without a context. */
    default Distribution distribution() {
        return distribution(Context.NONE);
    }

    /** The VampPrior in it, if there is one, for its pseudo-inputs. */
    default Optional<VampPrior> vamp() {
        return Optional.empty();
    }

    /** Numbers in single precision that the density of one latent takes, beside the latent itself. */
    default long activationsPerLatent() {
        return 0;
    }

    /** Called without gradients after every optimiser step, to project parameters back into their allowed range. */
    default void afterStep() {}
}
