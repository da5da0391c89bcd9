package dev.elbo.models;

import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.Optional;

/** A model as a trainer sees it: parameters and the terms of a bound. */
public interface Model extends AutoCloseable {

    /** All that is trained; closed with the model. */
    Parameters parameters();

    /** (batch, data) -> terms that a training step uses, nats, from {@code samples} samples of the posterior. */
    ElboTerms terms(Tensor x, Rng rng, int samples);

    /**
     * As {@link #terms(Tensor, Rng, int)}, from posteriors of other rows than those that are scored.
     *
     * @param seen (batch, data): what the encoder sees of {@code x}
     * @throws UnsupportedOperationException if the model has no such terms
     */
    default ElboTerms terms(Tensor seen, Tensor x, Rng rng, int samples) {
        if (seen != x) {
            throw new UnsupportedOperationException(
                    getClass().getSimpleName() + " cannot be trained to reconstruct other rows than it encodes");
        }
        return terms(x, rng, samples);
    }

    /** Whether the terms of a row do not depend on the other rows of its batch, so that a batch may be divided. */
    default boolean rowsSeparate() {
        return false;
    }

    /** What is set in closed form after every epoch; empty where everything is learned by gradient. */
    default Optional<Calibration> calibration() {
        return Optional.empty();
    }

    /** Called without gradients after every optimiser step, to project parameters back into their allowed range. */
    default void afterStep() {}

    @Override
    default void close() {
        parameters().close();
    }
}
