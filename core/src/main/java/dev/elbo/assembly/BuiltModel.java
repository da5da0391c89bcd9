package dev.elbo.assembly;

import dev.elbo.models.AdversarialVae;
import dev.elbo.models.BetaConditionedVae;
import dev.elbo.models.Model;
import dev.elbo.models.Vae;
import java.util.Optional;

/**
 * The model described by a {@link ModelSpec}.
 *
 * @param vae the model that is evaluated and used
 * @param betaInput the same networks for a range of β, if the spec has one; {@code vae} is then the model at β = 1
 * @param adversarial the same networks with an adversary, if the spec has one
 */
public record BuiltModel(Vae vae, Optional<BetaConditionedVae> betaInput, Optional<AdversarialVae> adversarial)
        implements AutoCloseable {

    /** The model that is trained. */
    public Model trained() {
        if (adversarial.isPresent()) {
            return adversarial.get();
        }
        return betaInput.isPresent() ? betaInput.get() : vae;
    }

    @Override
    public void close() {
        vae.close();
    }
}
