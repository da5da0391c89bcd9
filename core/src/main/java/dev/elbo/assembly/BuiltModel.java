package dev.elbo.assembly;

import dev.elbo.models.BetaInputVae;
import dev.elbo.models.Model;
import dev.elbo.models.Vae;
import java.util.Optional;

/**
 * A model as a {@link ModelSpec} has it.
 *
 * @param vae what is evaluated and used
 * @param betaInput the same networks for a whole range of β, where the spec has one; then {@code vae} is at β = 1
 */
public record BuiltModel(Vae vae, Optional<BetaInputVae> betaInput) implements AutoCloseable {

    /** What a trainer steps. */
    public Model trained() {
        return betaInput.isPresent() ? betaInput.get() : vae;
    }

    @Override
    public void close() {
        vae.close();
    }
}
